import { resumed } from '../session.js';
import { named, noChat } from '../state/chat.js';
import * as storage from '../storage.js';
import { byId } from '../view/dom.js';
import { Entrance } from '../view/entrance.js';
import { t } from '../words/words.js';
import { newsOf, roomFor } from './doors.js';

/** From the entrance into the first room, and back. */
export class WayIn {
  #store;
  #connection;
  #entering = null; // the room that is waited for; a mark of its own until that is known
  #entrance = new Entrance({
    enter: (name, choice) => this.#enter(name, choice),
    retry: () => this.#connection.retryNow(),
    cancel: () => this.#cancel(),
  });

  constructor(store, connection) {
    this.#store = store;
    this.#connection = connection;
  }

  /** `room` is what stands in its field; `problem` what kept one out. */
  open(room, problem = null) {
    document.title = t('app.name');
    byId('shell').hidden = true;
    const name = storage.name();
    const recents = storage.recents();
    this.#entrance.open({ name, room, recents });
    if (problem) this.#entrance.refuse(problem);
    if (recents.length > 0) newsOf(recents, storage.place, name).then(news => this.#entrance.news(news));
  }

  get isWaiting() {
    return this.#entering !== null;
  }

  /** Whether it was this room that was waited for. */
  joined(room) {
    if (this.#entering !== room) return false;
    this.#entering = null;
    this.#entrance.close();
    return true;
  }

  barred(room, problem) {
    if (this.#entering !== room) return false;
    this.#cancel();
    this.#entrance.refuse(problem);
    return true;
  }

  /** How it goes: entering, or unreachable. */
  step(step) {
    if (this.isWaiting) this.#entrance.step(step);
  }

  relabel() {
    if (!byId('entrance').hidden) this.#entrance.relabel();
  }

  async #enter(name, choice) {
    storage.keepName(name);
    this.#entrance.step('entering');
    const asked = this.#entering = {};
    try {
      const { id, title } = await roomFor(choice, name);
      if (this.#entering !== asked) return;
      this.#entering = id;
      this.#store.set(resumed(named(noChat, name), id, title ? { title } : {}));
      this.#connection.join(id);
      this.#connection.open(name);
    } catch (problem) {
      if (this.#entering !== asked) return;
      this.#entering = null;
      this.#entrance.refuse(problem);
    }
  }

  #cancel() {
    this.#entering = null;
    this.#connection.close();
    this.#store.set(noChat);
  }
}
