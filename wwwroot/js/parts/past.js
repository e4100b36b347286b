import { api } from '../api.js';
import { busy, change, find } from '../state/chat.js';
import * as talks from '../state/talk.js';

const pageLines = 50;
const catchUpLines = 100;

/** Brings what was said before: of rooms by REST, of private conversations over STOMP. */
export class Past {
  #store;
  #connection;
  #mine;
  #underWay = new Map(); // conversation → the page that is coming

  /** `mine(message)` says a private message the way the log keeps it. */
  constructor(store, connection, mine) {
    this.#store = store;
    this.#connection = connection;
    this.#mine = mine;
  }

  older(id) {
    const { first, last } = this.#talk(id);
    return this.#load(id, 'older', { before: first ?? last + 1, limit: pageLines }, talks.older);
  }

  newer(id) {
    return this.#load(id, 'newer', { after: talks.newestIn(this.#talk(id)), limit: catchUpLines }, talks.newer);
  }

  /** Whatever came while the page was on its way is asked for, too. */
  async newest(id) {
    await this.#inTurn(id, () => this.#load(id, 'newest', { limit: pageLines }, talks.newest));
    for (let asked = 0; asked < 10 && this.#talk(id) && !this.#talk(id).atEnd && this.#talk(id).busy === null; asked++) await this.newer(id);
  }

  around(id, offset, isHit) {
    return this.#inTurn(id, () => {
      const where = this.#talk(id)?.kind === 'room' ? { around: offset, limit: pageLines } : { before: offset + pageLines / 2, limit: pageLines };
      return this.#load(id, 'around', where, (it, page, me) => talks.around(it, page, me, offset, isHit));
    });
  }

  /** What was chosen is wanted, too, while another page is coming: it comes behind that. */
  async #inTurn(id, load) {
    while (this.#underWay.has(id)) await this.#underWay.get(id);
    await load();
  }

  #talk(id) {
    return find(this.#store.state, id);
  }

  async #load(id, what, where, put) {
    const talk = this.#talk(id);
    if (!talk || talk.busy && talk.busy !== 'stuck') return;
    this.#store.change(busy, id, what);
    const coming = this.#bring(id, talk, where, put);
    this.#underWay.set(id, coming);
    await coming;
    if (this.#underWay.get(id) === coming) this.#underWay.delete(id);
  }

  async #bring(id, talk, where, put) {
    try {
      const page = await this.#page(talk, where);
      this.#store.change(change, id, it => put(it, page, this.#store.state.me));
    } catch (problem) {
      // Nothing asks again until the connection is back: a loop of failures helps nobody.
      this.#store.change(busy, id, 'stuck');
      if (problem && !(problem instanceof TypeError)) console.warn(problem);
    }
  }

  async #page({ id, kind, with: member }, where) {
    if (kind === 'room') return api.messages(id, where);
    const page = await this.#connection.ask(`/app/chat/private/${member}`, where);
    return { ...page, messages: page.messages.map(message => this.#mine(message)) };
  }
}
