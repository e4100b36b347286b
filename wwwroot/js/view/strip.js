import { problemWords } from '../words/problem-words.js';
import { t } from '../words/words.js';
import { button, byId, el, icon, tip } from './dom.js';
import { secondsUntil } from './link-state.js';

const looks = {
  lost: ['strip strip-warn', 'again', 'icon-s spin'],
  back: ['strip strip-ok', 'check', 'icon-s'],
  refused: ['strip strip-danger', 'alert', 'icon-s'],
};

export const backWords = missed => missed > 0 ? t('link.caughtUp', { count: missed }) : t('link.caughtUpNone');

/** The line under the head that says what is wrong with the connection, when it matters. */
export class Strip {
  #node = byId('strip');
  #text = el('p');
  #long = el('span', { class: 'strip-long' });
  #short = el('span', { class: 'strip-short' });
  #now;
  #close;
  #kind = null;

  /** `on` hears now(), when the reader does not want to wait, and close(). */
  constructor(on) {
    this.#text.append(this.#long, this.#short);
    this.#now = button('text-btn', on.now);
    this.#close = button('icon-btn', on.close, icon('close'));
  }

  /** `kind` is lost, back, refused or null; announcing is somebody else's task, so a countdown is not read aloud. */
  show(kind, { retryAt, refusal, missed }) {
    this.#node.hidden = kind === null;
    if (kind === null) return;
    if (kind !== this.#kind) {
      const [look, name, size] = looks[kind];
      this.#node.className = look;
      this.#node.replaceChildren(icon(name, size), this.#text, kind === 'back' ? this.#close : this.#now);
      this.#kind = kind;
    }
    const [long, short = long] = this.#words(kind, { retryAt, refusal, missed });
    if (this.#long.textContent !== long) this.#long.textContent = long;
    if (this.#short.textContent !== short) this.#short.textContent = short;
    this.#now.textContent = t(kind === 'refused' ? 'action.retry' : 'link.now');
    this.#now.hidden = kind === 'lost' && !retryAt;
    tip(this.#close, t('action.close'));
  }

  #words(kind, { retryAt, refusal, missed }) {
    if (kind === 'back') return [backWords(missed)];
    if (kind === 'refused') return [t('refused.room', { reason: problemWords(refusal) })];
    if (!retryAt) return [t('link.connecting')];
    const seconds = secondsUntil(retryAt);
    return [t('link.reconnecting', { seconds }), t('link.reconnectingShort', { seconds })];
  }
}
