import { Link } from './link.js';
import { readActivity, readMembers, readMessage, readPrivate, readProblem } from './state/message.js';

/**
 * Everything that goes over STOMP: the rooms I am in, private messages, and questions with one answer. It comes back by
 * itself after a loss, and into every room.
 * `on` hears: link({ state, retryAt, way }), up(myId), lost(), subscribing(room), which gives the headers to subscribe with,
 * joined(room, offset), barred(room, problem), message(room, message), members(room, members), activity(room, activity),
 * personal(message), delivered(key), refused(key, problem).
 */
export class Connection {
  #on;
  #link;
  #client = null;
  #name = '';
  #rooms = new Map(); // room → its subscriptions, empty until there are some
  #awaited = new Map(); // receipt → what was asked, until the server answers
  #receipts = 0;

  constructor(Client, url, secret, on) {
    this.#on = on;
    this.#link = new Link(Client, url, secret, {
      link: link => on.link(link),
      up: (client, headers) => this.#up(client, headers),
      down: () => this.#down(),
    });
  }

  open(name) {
    this.#name = name;
    this.#link.open();
  }

  close() {
    this.#client = null;
    this.#rooms.clear();
    this.#awaited.clear();
    this.#link.close();
  }

  retryNow() {
    this.#link.retryNow();
  }

  cut() {
    this.#link.cut();
  }

  join(room) {
    this.#rooms.set(room, []);
    if (this.#isUp) this.#enter(room);
  }

  leave(room) {
    const subscriptions = this.#rooms.get(room) ?? [];
    this.#rooms.delete(room);
    if (!this.#isUp || subscriptions.length === 0) return;
    this.#send('/app/chat/removeUser', { roomId: room, sender: this.#name, type: 'LEAVE' });
    for (const subscription of subscriptions) subscription.unsubscribe();
  }

  talk(room, message, key) {
    this.#send('/app/chat/sendMessage', { roomId: room, sender: this.#name, message, type: 'TALK' }, { key });
  }

  /** `room` is one where both are. */
  whisper(to, room, message, key) {
    this.#send('/app/chat/private', { to, sender: this.#name, message, roomId: room }, { key });
  }

  typing(room, isTyping) {
    this.#send('/app/chat/typing', { roomId: room, sender: this.#name, typing: isTyping });
  }

  away(room, isAway) {
    this.#send('/app/chat/away', { roomId: room, sender: this.#name, away: isAway });
  }

  /** Asks by SUBSCRIBE, whose only MESSAGE is the answer. Rejects with the problem, or with null when the connection goes. */
  ask(destination, headers = {}) {
    return new Promise((resolve, reject) => {
      if (!this.#isUp) return reject(null);
      const asked = { asking: reject };
      const receipt = this.#await(asked, () => {});
      this.#awaited.set(receipt, asked);
      const subscription = this.#client.subscribe(destination, frame => {
        this.#awaited.delete(receipt);
        subscription.unsubscribe();
        resolve(JSON.parse(frame.body));
      }, { ...headers, receipt });
    });
  }

  get #isUp() {
    return Boolean(this.#client?.connected);
  }

  #up(client, headers) {
    this.#client = client;
    client.subscribe('/user/queue/errors', frame => this.#answerNo(frame));
    client.subscribe('/user/queue/private', frame => {
      const message = readPrivate(frame.body, frame.headers);
      if (message) this.#on.personal(message);
    });
    for (const room of this.#rooms.keys()) this.#enter(room);
    this.#on.up(headers['user-name'] ?? null);
  }

  #down() {
    const asked = [...this.#awaited.values()];
    this.#client = null;
    this.#awaited.clear();
    for (const { asking } of asked) asking?.(null);
    this.#on.lost();
  }

  /** Subscribed first and only then announced, so that nothing said after the own arrival is missed. */
  #enter(room) {
    const receipt = this.#await({ entering: room }, () => {
      if (!this.#rooms.has(room)) return;
      this.#send('/app/chat/addUser', { roomId: room, sender: this.#name, type: 'JOIN' }, { joining: room });
    });
    const hear = frame => {
      this.#link.beat();
      const message = readMessage(frame.body, frame.headers);
      if (message) this.#on.message(room, message);
    };
    const hearActivity = frame => {
      const activity = readActivity(frame.body);
      if (activity) this.#on.activity(room, activity);
    };
    this.#rooms.set(room, [
      this.#client.subscribe(`/topic/public/${room}`, hear, { ...this.#on.subscribing(room), receipt }),
      this.#client.subscribe(`/topic/activity/${room}`, hearActivity),
    ]);
  }

  /** Who is in the room now; later arrivals and departures change it. */
  async askMembers(room) {
    const members = readMembers(await this.ask(`/app/chat/members/${room}`).catch(() => null));
    if (members && this.#rooms.has(room)) this.#on.members(room, members);
  }

  #send(destination, body, asked) {
    if (!this.#isUp) return;
    const headers = { 'content-type': 'application/json' };
    if (asked) headers.receipt = this.#await(asked, frame => this.#answerYes(asked, frame));
    if (asked?.key) headers['idempotency-key'] = asked.key;
    this.#client.publish({ destination, headers, body: JSON.stringify(body) });
  }

  #await(asked, answered) {
    const receipt = `page-${++this.#receipts}`;
    this.#awaited.set(receipt, asked);
    this.#client.watchForReceipt(receipt, frame => {
      if (asked.asking) return; // its answer comes in a MESSAGE, a refusal as a problem
      if (this.#awaited.delete(receipt)) answered(frame);
    });
    return receipt;
  }

  #answerYes({ key, joining }, frame) {
    if (key !== undefined) this.#on.delivered(key);
    else if (this.#rooms.has(joining)) {
      this.#link.works();
      this.#on.joined(joining, Number(frame.headers['x-stream-offset']) || null);
    }
  }

  #answerNo(frame) {
    const receipt = frame.headers['receipt-id'];
    const asked = this.#awaited.get(receipt);
    if (!asked) return;
    this.#awaited.delete(receipt);
    const problem = readProblem(frame.body);
    if (asked.asking) asked.asking(problem);
    else if (asked.key !== undefined) this.#on.refused(asked.key, problem);
    else this.#bar(asked.joining ?? asked.entering, problem);
  }

  #bar(room, problem) {
    if (!this.#rooms.has(room)) return;
    for (const subscription of this.#rooms.get(room)) subscription.unsubscribe();
    this.#rooms.set(room, []); // the next connection tries again
    this.#on.barred(room, problem);
  }
}
