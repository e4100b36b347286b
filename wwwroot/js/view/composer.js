import { cleanMessage, longestMessage } from '../state/rules.js';
import { roomName } from '../state/room-name.js';
import { t } from '../words/words.js';
import { byId, byTouch } from './dom.js';

const countdownFrom = 200;
const hasFieldSizing = CSS.supports('field-sizing', 'content');

/** Where one writes. `on` hears send(text) and draft(text). */
export class Composer {
  #write = byId('write');
  #send = byId('send');
  #foot = byId('write-foot');
  #on;
  #room = null;
  #isUp = true;

  constructor(on) {
    this.#on = on;
    byId('writer').addEventListener('submit', event => {
      event.preventDefault();
      this.#submit();
    });
    this.#write.addEventListener('input', () => {
      on.draft(this.#write.value);
      this.#weigh();
    });
    this.#write.addEventListener('keydown', event => {
      // While a syllable is being composed, Enter belongs to the input method, or it is sent twice.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229 || byTouch()) return;
      event.preventDefault();
      this.#submit();
    });
  }

  show(room, isUp) {
    const values = { room: roomName(room.id) };
    this.#write.setAttribute('aria-label', t('write.label', values));
    this.#write.placeholder = t('write.placeholder', values);
    if (room.id !== this.#room) this.#write.value = room.draft;
    this.#room = room.id;
    this.#isUp = isUp;
    this.#weigh();
  }

  focus() {
    this.#write.focus();
  }

  #submit() {
    const text = cleanMessage(this.#write.value);
    if (text === '' || text.length > longestMessage) return;
    this.#write.value = '';
    this.#on.send(text);
    this.#weigh();
    this.#write.focus();
  }

  #weigh() {
    const left = longestMessage - cleanMessage(this.#write.value).length;
    this.#send.disabled = left < 0 || left === longestMessage;
    const [word, look] = left < 0 ? ['write.tooLong', 'too-long']
      : left <= countdownFrom ? ['write.left', '']
        : this.#isUp ? ['write.keys', 'keys'] : ['write.offline', ''];
    const text = t(word, { count: Math.abs(left) });
    if (this.#foot.textContent !== text) this.#foot.textContent = text;
    this.#foot.className = look;
    if (hasFieldSizing) return;
    this.#write.style.height = 'auto';
    this.#write.style.height = `${this.#write.scrollHeight}px`;
  }
}
