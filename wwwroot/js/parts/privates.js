import { change, find, received } from '../state/chat.js';
import { joined, known, privateId } from '../state/talk.js';
import { resumed } from '../session.js';

const pageLines = 100;

/** Private conversations: they come in over one queue, and are asked for what was missed. */
export class Privates {
  #store;
  #connection;
  #on;

  /** `on` hears received(id, message) and ready(id), when what waits can be sent. */
  constructor(store, connection, on) {
    this.#store = store;
    this.#connection = connection;
    this.#on = on;
  }

  /** A message in the words of the log: who said it, as I am called now. */
  mine = message => message.from === this.#store.state.myId ? { ...message, sender: this.#store.state.me } : { ...message, type: 'TALK' };

  /** Begins a conversation, or goes on with it. */
  begin(member, name) {
    const id = privateId(member);
    this.#store.change(resumed, id, { title: name, with: member });
    this.#store.change(change, id, talk => joined(talk, null));
    return id;
  }

  heard(message) {
    const isMine = message.from === this.#store.state.myId;
    const id = this.begin(isMine ? message.to : message.from, isMine ? message.recipient : message.sender);
    this.#on.received(id, this.mine(message));
  }

  /** The connection stands again: which conversations are there, and what was said in them meanwhile? */
  async resume() {
    const list = await this.#connection.ask('/app/chat/private').catch(() => []);
    const others = this.#store.state.talks.filter(talk => talk.kind === 'private' && !list.some(it => it.with === talk.with));
    for (const { id } of others) this.#ready(id);
    for (const { with: member, name, lastOffset, last } of list) {
      const id = privateId(member);
      this.#store.change(resumed, id, { title: name, with: member });
      this.#store.change(change, id, talk => known(talk, { last: last && this.mine(last), lastOffset }, this.#store.state.me));
      await this.#catchUp(id, member, lastOffset);
      this.#ready(id);
    }
  }

  #ready(id) {
    this.#store.change(change, id, talk => joined(talk, null));
    this.#on.ready(id);
  }

  async #catchUp(id, member, lastOffset) {
    for (let last = find(this.#store.state, id).last; last < lastOffset;) {
      const page = await this.#connection.ask(`/app/chat/private/${member}`, { after: last, limit: pageLines }).catch(() => null);
      if (!page || page.messages.length === 0) return;
      for (const message of page.messages) {
        this.#store.change(received, id, { ...this.mine(message), type: 'TALK', epoch: page.epoch });
      }
      last = page.messages.at(-1).offset;
    }
  }

  /** A room in which I may write to somebody: one where both are, or else any. */
  roomFor(member) {
    const rooms = this.#store.state.talks.filter(talk => talk.kind === 'room' && talk.joined);
    const shared = rooms.find(talk => talk.members.some(it => it.id === member && it.state !== 'offline'));
    return (shared ?? rooms[0])?.id ?? null;
  }
}
