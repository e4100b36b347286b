import { drafted, find } from '../state/chat.js';
import { newId } from '../state/room-name.js';
import * as outbox from '../state/outbox.js';
import { problemWords } from '../words/problem-words.js';

/** Sends what was written, in order, as soon as it can be sent. */
export class Outbox {
  #store;
  #connection;
  #privates;

  constructor(store, connection, privates) {
    this.#store = store;
    this.#connection = connection;
    this.#privates = privates;
  }

  write(talk, text) {
    this.#store.change(state => drafted(outbox.wrote(state, talk, { id: newId(), text, at: Date.now() }), talk, ''));
    this.flush(talk);
  }

  flush(talk) {
    const it = find(this.#store.state, talk);
    for (const { id, text } of outbox.waiting(this.#store.state, talk)) {
      const room = it.kind === 'private' ? this.#privates.roomFor(it.with) : null;
      if (it.kind === 'private' && !room) return; // a room comes first: writing in private needs one
      this.#store.change(outbox.sending, id);
      if (room) this.#connection.whisper(it.with, room, text, id);
      else this.#connection.talk(talk, text, id);
    }
  }

  resend(id) {
    this.#store.change(outbox.resent, id);
    this.flush(this.#store.state.open);
  }

  discard(id) {
    this.#store.change(outbox.discarded, id);
  }

  delivered(id) {
    this.#store.change(outbox.delivered, id);
  }

  refused(id, problem) {
    this.#store.change(outbox.refused, id, problemWords(problem));
  }
}
