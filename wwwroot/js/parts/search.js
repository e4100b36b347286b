import { api } from '../api.js';
import { find as talkOf, rooms } from '../state/chat.js';
import { asked, chosen, failed, found, foundMore, noFind, stepped, wordsOf } from '../state/find.js';
import { nameOf } from '../state/room-name.js';
import { Find } from '../view/find.js';

/** The search panel and what it asks the server. `on` hears jump(room, offset), close() and changed(). */
export class Search {
  #store;
  #on;
  #view;
  #find = noFind;
  #opened = null; // the query whose hits are marked in the conversation
  #running = null;

  constructor(store, on) {
    this.#store = store;
    this.#on = on;
    this.#view = new Find({
      ask: (query, scope) => this.#ask(query, scope),
      step: by => this.#set(stepped(this.#find, by)),
      open: at => this.#open(at ?? this.#find.chosen),
      more: () => this.#more(),
      close: () => on.close(),
    });
  }

  /** The words to mark in the conversation, and the text they come from. */
  get marks() {
    return { query: this.#opened ?? '', words: this.#opened === null ? null : wordsOf(this.#opened) };
  }

  focus() {
    this.#view.focus();
  }

  closed() {
    this.#opened = null;
  }

  /** Another conversation was opened: what was found in the last one is not found here. */
  turned() {
    if (this.#find.scope === 'room' && this.#find.query.trim() !== '') this.#ask(this.#find.query, 'room');
  }

  relabel() {
    this.#view.relabel();
  }

  show() {
    this.#view.show(this.#find, this.#store.state.me, room => nameOf(talkOf(this.#store.state, room) ?? { id: room }));
  }

  #set(find) {
    this.#find = find;
    this.show();
  }

  async #ask(query, scope) {
    this.#running?.abort();
    this.#set(asked(this.#find, query, scope));
    if (this.#find.state === 'idle') {
      if (this.#opened !== null) this.#mark(null);
      return;
    }
    const running = this.#running = new AbortController();
    try {
      const answer = await this.#page(running.signal);
      if (running === this.#running) this.#set(found(this.#find, answer));
    } catch {
      if (running === this.#running) this.#set(failed(this.#find));
    }
  }

  async #more() {
    const { more, hits } = this.#find;
    if (!more || this.#running?.more) return;
    const running = this.#running = Object.assign(new AbortController(), { more: true });
    const last = hits.at(-1);
    const answer = await this.#page(running.signal, this.#find.scope === 'all' ? last.timestamp : last.offset).catch(() => null);
    if (running !== this.#running) return;
    running.more = false;
    if (answer) this.#set(foundMore(this.#find, answer));
  }

  #page(signal, before) {
    const query = this.#find.query.normalize('NFC').trim();
    return this.#find.scope === 'all'
      ? api.searchAll(rooms(this.#store.state).map(({ id }) => id).slice(0, 100), query, before, signal)
      : api.search(this.#store.state.open, query, before, signal);
  }

  #open(at) {
    const hit = this.#find.hits[at];
    if (!hit) return;
    this.#set(chosen(this.#find, at));
    this.#mark(this.#find.query);
    this.#on.jump(hit.roomId, hit.offset);
  }

  #mark(query) {
    this.#opened = query;
    this.#on.changed();
  }
}
