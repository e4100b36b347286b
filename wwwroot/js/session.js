import { drafted, entered, find, named, noChat, opened } from './state/chat.js';
import { unsent, wrote } from './state/outbox.js';
import * as storage from './storage.js';

const keptEveryMs = 400;

/** Where I was in a conversation at the last visit, as what is known of it now. */
const placed = id => {
  const { epoch = null, read = 0, muted = false } = storage.place(id);
  return { epoch, read, last: read, muted };
};

const withUnsent = (state, id) => storage.unsent()
  .filter(entry => entry.talk === id && entry.name === state.me)
  .reduce((next, entry) => wrote(next, id, entry), state);

/** Into a conversation as it was left at the last visit, with what could not be sent then. */
export const resumed = (state, id, facts = {}) =>
  find(state, id) ? entered(state, id, facts) : withUnsent(entered(state, id, { ...placed(id), ...facts }), id);

/** Keeps what the next visit needs: rooms and drafts of this window, places read, and at once what waits to be sent. */
export class Memory {
  #known = new Set();
  #kept = '';
  #timer = 0;
  #latest = null;

  /** `position()` gives the offset of the line at which the open conversation is read, or null at its end. */
  keep(state, position) {
    this.#keepUnsent(state);
    this.#latest = [state, position];
    this.#timer ||= setTimeout(() => this.now(), keptEveryMs);
  }

  /** The page may go at any moment. */
  now() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (!this.#latest) return;
    const [state, position] = this.#latest;
    storage.keepSession(state.talks.length === 0 ? null : {
      name: state.me,
      open: state.open,
      at: position(),
      talks: state.talks.map(({ id, title, draft, with: other }) => ({ id, title, draft, with: other })),
    });
    storage.keepPlaces(Object.fromEntries(state.talks.filter(it => it.epoch)
      .map(({ id, epoch, read, muted }) => [id, { epoch, read, muted }])));
  }

  /** Other windows keep theirs in the same place: only what this one knows of is changed. */
  #keepUnsent(state) {
    const mine = unsent(state);
    const next = JSON.stringify(mine);
    if (next === this.#kept) return;
    this.#kept = next;
    const others = storage.unsent().filter(entry => !this.#known.has(entry.id) && !mine.some(it => it.id === entry.id));
    for (const { id } of mine) this.#known.add(id);
    storage.keepUnsent([...others, ...mine]);
  }
}

/** The chat as it was before a reload, and where the reader was; null when there was none or the address leads elsewhere. */
export const remembered = asked => {
  const kept = storage.session();
  const talks = kept?.talks?.filter(it => typeof it?.id === 'string') ?? [];
  if (talks.length === 0 || asked && !talks.some(it => it.id === asked)) return null;
  const state = talks.reduce((next, { id, title, draft, with: other }) =>
    drafted(resumed(next, id, { title, ...other ? { with: other } : {} }), id, draft ?? ''), named(noChat, kept.name));
  const open = find(state, asked ?? kept.open)?.id ?? state.talks[0].id;
  return { state: opened(state, open), at: open === kept.open ? kept.at : null };
};
