import { find, typingSettled } from '../state/chat.js';
import { typingEveryMs } from '../state/typing.js';

const awayAfterMs = 5 * 60_000;
const settleEveryMs = 1_000;
const membersEveryMs = 2_000;
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'focus'];

/** Says that I type, and that I am away; and keeps what others say of themselves true. */
export class Presence {
  #store;
  #connection;
  #isAway = false;
  #idle = 0;
  #typing = new Map(); // room → when it was said last
  #asked = new Map(); // room → the timer of its next question

  constructor(store, connection) {
    this.#store = store;
    this.#connection = connection;
    for (const sign of signs) addEventListener(sign, () => this.#here(), { passive: true });
    document.addEventListener('visibilitychange', () => this.#here());
    this.#here();
    setInterval(() => store.change(typingSettled, Date.now()), settleEveryMs);
  }

  /** The server knows a room's sessions, not how long their people have been elsewhere. */
  joined(room) {
    if (this.#isAway) this.#connection.away(room, true);
    this.#typing.delete(room);
    this.#connection.askMembers(room);
  }

  /** Somebody came whose id nobody said: the list says it, but not once for each of many who come. */
  strangers(room) {
    if (this.#asked.has(room)) return;
    this.#asked.set(room, setTimeout(() => {
      this.#asked.delete(room);
      if (find(this.#store.state, room)?.joined) this.#connection.askMembers(room);
    }, membersEveryMs));
  }

  wrote(room, text) {
    const last = this.#typing.get(room) ?? 0;
    if (text === '') {
      if (last > 0) this.#connection.typing(room, false);
      this.#typing.delete(room);
    } else if (Date.now() - last >= typingEveryMs) {
      this.#typing.set(room, Date.now());
      this.#connection.typing(room, true);
    }
  }

  /** What was typed has been said: with that it is over. */
  said(room) {
    this.#typing.delete(room);
  }

  #here() {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#turn(true), awayAfterMs);
    if (this.#isAway && !document.hidden) this.#turn(false);
  }

  #turn(isAway) {
    this.#isAway = isAway;
    for (const { id, kind, joined } of this.#store.state.talks) if (kind === 'room' && joined) this.#connection.away(id, isAway);
  }
}
