import { paced } from '../state/pace.js';
import { cleanMessage, longestMessage } from '../state/rules.js';
import { nameOf } from '../state/room-name.js';
import { typingWord } from '../state/typing.js';
import { t } from '../words/words.js';
import { byId, byTouch, el } from './dom.js';
import { MentionMenu } from './mention-menu.js';

const countdownFrom = 200;
const typingSaidMs = 5_000; // to those who listen
const hasFieldSizing = CSS.supports('field-sizing', 'content');

/** Where one writes. `on` hears send(text) and draft(text). */
export class Composer {
  #write = byId('write');
  #send = byId('send');
  #foot = byId('write-foot');
  #typing = byId('is-typing');
  #menu;
  #on;
  #talk = null;
  #isUp = true;
  #sentAt = [];
  #slow = 0;
  #typingText = '';
  #saidAt = 0;

  constructor(on) {
    this.#on = on;
    this.#menu = new MentionMenu(() => this.#changed());
    byId('writer').addEventListener('submit', event => {
      event.preventDefault();
      this.#submit();
    });
    this.#write.addEventListener('input', () => this.#changed());
    this.#write.addEventListener('keydown', event => {
      // While a syllable is being composed, Enter belongs to the input method, or it is sent twice.
      if (event.isComposing || event.keyCode === 229 || this.#menu.key(event)) return;
      if (event.key !== 'Enter' || event.shiftKey || byTouch()) return;
      event.preventDefault();
      this.#submit();
    });
  }

  show(talk, me, isUp) {
    const isRoom = talk.kind === 'room';
    const name = nameOf(talk);
    this.#write.setAttribute('aria-label', isRoom ? t('write.label', { room: name }) : t('write.labelPerson', { name }));
    this.#write.placeholder = isRoom ? t('write.placeholder', { room: name }) : t('write.toPerson', { name });
    this.#menu.know(isRoom ? talk.members : [], me);
    if (talk.id !== this.#talk) {
      this.#write.value = talk.draft;
      this.#menu.close();
    }
    this.#talk = talk.id;
    this.#isUp = isUp;
    this.#showTyping(typingWord(talk.typing, me));
    this.#weigh();
  }

  focus() {
    this.#write.focus();
  }

  #changed() {
    this.#on.draft(this.#write.value);
    this.#weigh();
  }

  #submit() {
    const text = cleanMessage(this.#write.value);
    if (text === '' || text.length > longestMessage) return;
    const { recent, seconds } = paced(this.#sentAt, Date.now());
    this.#sentAt = recent;
    if (seconds > 0) return this.#weigh();
    this.#sentAt.push(Date.now());
    this.#write.value = '';
    this.#on.send(text);
    this.#weigh();
    this.#write.focus();
  }

  #weigh() {
    clearTimeout(this.#slow);
    const left = longestMessage - cleanMessage(this.#write.value).length;
    const { seconds } = paced(this.#sentAt, Date.now());
    const isSlow = seconds > 0 && left < longestMessage;
    if (isSlow) this.#slow = setTimeout(() => this.#weigh(), 250);
    this.#send.disabled = left < 0 || left === longestMessage || isSlow;
    const [word, look] = left < 0 ? ['write.tooLong', 'too-long']
      : isSlow ? ['write.tooFast', '']
        : left <= countdownFrom ? ['write.left', '']
          : this.#isUp ? ['write.keys', 'keys'] : ['write.offline', ''];
    const text = t(word, { count: Math.abs(left), seconds });
    if (this.#foot.textContent !== text) this.#foot.textContent = text;
    this.#foot.className = look;
    if (hasFieldSizing) return;
    this.#write.style.height = 'auto';
    this.#write.style.height = `${this.#write.scrollHeight}px`;
  }

  #showTyping(word) {
    const text = word ? t(word.key, word.values) : '';
    if (text === this.#typingText) return;
    this.#typingText = text;
    this.#typing.replaceChildren(...text === '' ? [] : [
      el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i')),
      el('span', {}, text),
    ]);
    if (text === '' || Date.now() - this.#saidAt < typingSaidMs) return;
    this.#saidAt = Date.now();
    byId('announce-typing').textContent = text;
  }
}
