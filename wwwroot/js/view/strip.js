import { problemWords } from '../words/problem-words.js';
import { t } from '../words/words.js';
import { byId, el, icon } from './dom.js';
import { secondsUntil } from './link-state.js';

const looks = {
  lost: ['strip strip-warn', 'again', 'icon-s spin'],
  back: ['strip strip-ok', 'check', 'icon-s'],
  refused: ['strip strip-danger', 'alert', 'icon-s'],
};

/** The line under the room's head that says what is wrong with the connection, when it matters. */
export class Strip {
  #node = byId('strip');
  #text = el('p');
  #long = el('span', { class: 'strip-long' });
  #short = el('span', { class: 'strip-short' });
  #now = el('button', { type: 'button', class: 'text-btn' });
  #kind = null;

  /** `onNow` when the reader does not want to wait. */
  constructor(onNow) {
    this.#text.append(this.#long, this.#short);
    this.#now.addEventListener('click', onNow);
  }

  /** `kind` is lost, back, refused or null; announcing is somebody else's task, so a countdown is not read aloud. */
  show(kind, { retryAt, refusal }) {
    this.#node.hidden = kind === null;
    if (kind === null) return;
    if (kind !== this.#kind) {
      const [look, name, size] = looks[kind];
      this.#node.className = look;
      this.#node.replaceChildren(icon(name, size), this.#text, this.#now);
      this.#kind = kind;
    }
    const [long, short = long] = this.#words(kind, retryAt, refusal);
    if (this.#long.textContent !== long) this.#long.textContent = long;
    if (this.#short.textContent !== short) this.#short.textContent = short;
    this.#now.textContent = t(kind === 'refused' ? 'action.retry' : 'link.now');
    this.#now.hidden = kind === 'back' || kind === 'lost' && !retryAt;
  }

  #words(kind, retryAt, refusal) {
    if (kind === 'back') return [t('link.back')];
    if (kind === 'refused') return [t('refused.room', { reason: problemWords(refusal) })];
    if (!retryAt) return [t('link.connecting')];
    const seconds = secondsUntil(retryAt);
    return [t('link.reconnecting', { seconds }), t('link.reconnectingShort', { seconds })];
  }
}
