import { backoff } from './state/backoff.js';
import { againWay, firstWay, nextWay, settledWay } from './state/ways.js';
import { readMessage, readProblem } from './state/message.js';

const library = '/lib/stompjs/index.js';
const sockJsLibrary = '/lib/sockjs/sockjs.min.js';
const httpTransports = ['xhr-streaming', 'xhr-polling'];
const heartbeatMs = 10_000;
const connectTimeoutMs = 10_000;

/** The STOMP client's class. Not a static import: the page must be able to say that the file is missing. */
export const loadLibrary = async () => (await import(library)).Client;

/** Whether the server says that it does not have the file, rather than saying nothing. */
export const lacksLibrary = async () => (await fetch(library, { cache: 'no-store' })).status === 404;

const overHttp = url => url.replace(/^ws/, 'http');

/** Whether the server answers at all, and speaks SockJS. */
const isThere = url => fetch(`${overHttp(url)}/info`, { cache: 'no-store' }).then(answer => answer.ok, () => false);

/** The library is a script of the old kind: it leaves its class with the window. */
const loadSockJs = async () => {
  await import(sockJsLibrary);
  return globalThis.SockJS;
};

/**
 * One STOMP connection for all rooms. It reconnects by itself and enters every room again; over WebSocket, or over SockJS where that does not work.
 * `on` hears: link({ state, retryAt, way }), up(), lost(), joined(room), barred(room, problem), message(room, message),
 * delivered(key), refused(key, problem).
 */
export class Connection {
  #Client;
  #url;
  #on;
  #name = '';
  #client = null;
  #subscriptions = new Map(); // room → its subscription, null until there is one
  #awaited = new Map(); // receipt → what was asked, until the server answers
  #receipts = 0;
  #attempt = 0;
  #retry = 0;
  #lastBeat = 0;
  #way = firstWay;

  constructor(Client, url, on) {
    this.#Client = Client;
    this.#url = url;
    this.#on = on;
  }

  open(name) {
    this.#name = name;
    if (!this.#client && !this.#retry) this.#connect();
  }

  close() {
    const client = this.#client;
    clearTimeout(this.#retry);
    this.#retry = 0;
    this.#attempt = 0;
    this.#client = null;
    this.#subscriptions.clear();
    this.#awaited.clear();
    client?.deactivate?.();
  }

  retryNow() {
    if (!this.#retry) return;
    clearTimeout(this.#retry);
    this.#connect();
  }

  join(room) {
    this.#subscriptions.set(room, null);
    if (this.#client?.connected) this.#enter(room);
  }

  leave(room) {
    const subscription = this.#subscriptions.get(room);
    this.#subscriptions.delete(room);
    if (!subscription || !this.#client?.connected) return;
    this.#send('/app/chat/removeUser', { roomId: room, sender: this.#name, type: 'LEAVE' });
    subscription.unsubscribe();
  }

  talk(room, message, key) {
    this.#send('/app/chat/sendMessage', { roomId: room, sender: this.#name, message, type: 'TALK' }, { key });
  }

  #connect() {
    this.#retry = 0;
    this.#on.link({ state: this.#attempt === 0 ? 'connecting' : 'reconnecting', retryAt: null });
    if (this.#way.name === 'websocket') this.#start({ brokerURL: this.#url });
    else this.#connectBySockJs();
  }

  async #connectBySockJs() {
    const waiting = {};
    this.#client = waiting;
    const SockJS = await loadSockJs().catch(console.error);
    if (this.#client !== waiting) return; // closed meanwhile
    if (SockJS) this.#start({ webSocketFactory: () => new SockJS(overHttp(this.#url), null, { transports: httpTransports }) });
    else this.#down(waiting);
  }

  #start(options) {
    const client = new this.#Client({
      ...options,
      connectHeaders: { host: new URL(this.#url).hostname },
      heartbeatIncoming: heartbeatMs,
      heartbeatOutgoing: heartbeatMs,
      connectionTimeout: connectTimeoutMs,
      reconnectDelay: 0, // it tells nobody when it will try again, and the page counts down
      discardWebsocketOnCommFailure: true,
      onConnect: () => this.#up(client),
      onHeartbeatReceived: () => this.#beat(),
      onWebSocketClose: () => this.#down(client),
    });
    this.#client = client;
    client.activate();
  }

  #up(client) {
    if (client !== this.#client) return;
    this.#way = settledWay(this.#way);
    this.#on.link({ state: 'connected', retryAt: null, way: this.#way.name });
    this.#on.up();
    for (const room of this.#subscriptions.keys()) this.#enter(room);
    client.subscribe('/user/queue/errors', frame => this.#answerNo(frame));
  }

  #down(client) {
    if (client !== this.#client) return;
    this.#client = null;
    this.#awaited.clear();
    const { worked } = this.#way;
    this.#way = againWay(this.#way);
    if (!worked) this.#doubt(this.#way);
    const waitMs = backoff(this.#attempt++);
    this.#retry = setTimeout(() => this.#connect(), waitMs);
    this.#on.lost();
    this.#on.link({ state: 'reconnecting', retryAt: Date.now() + waitMs });
  }

  /** Another way helps only where the server is there, and this way does not lead to it. */
  async #doubt(way) {
    if (!await isThere(this.#url) || way !== this.#way) return;
    this.#way = nextWay(way);
    if (this.#way.name === 'sockjs') this.retryNow();
  }

  /** Subscribed first and only then announced, so that nothing said after the own arrival is missed. */
  #enter(room) {
    const receipt = this.#await({ entering: room }, () => {
      if (!this.#subscriptions.has(room)) return;
      this.#send('/app/chat/addUser', { roomId: room, sender: this.#name, type: 'JOIN' }, { joining: room });
    });
    const hear = frame => {
      this.#beat();
      const message = readMessage(frame.body);
      if (message) this.#on.message(room, message);
    };
    this.#subscriptions.set(room, this.#client.subscribe(`/topic/public/${room}`, hear, { receipt }));
  }

  #send(destination, body, asked) {
    const headers = { 'content-type': 'application/json' };
    if (asked) headers.receipt = this.#await(asked, () => this.#answerYes(asked));
    this.#client.publish({ destination, headers, body: JSON.stringify(body) });
  }

  #await(asked, answered) {
    const receipt = `page-${++this.#receipts}`;
    this.#awaited.set(receipt, asked);
    this.#client.watchForReceipt(receipt, () => {
      if (this.#awaited.delete(receipt)) answered();
    });
    return receipt;
  }

  #answerYes({ key, joining }) {
    if (key !== undefined) this.#on.delivered(key);
    else if (this.#subscriptions.has(joining)) {
      this.#attempt = 0; // not before: a server that closes right after CONNECTED must not be called every second
      this.#on.joined(joining);
    }
  }

  #answerNo(frame) {
    const receipt = frame.headers['receipt-id'];
    const asked = this.#awaited.get(receipt);
    if (!asked) return;
    this.#awaited.delete(receipt);
    const problem = readProblem(frame.body);
    if (asked.key !== undefined) this.#on.refused(asked.key, problem);
    else this.#bar(asked.joining ?? asked.entering, problem);
  }

  #bar(room, problem) {
    this.#subscriptions.get(room)?.unsubscribe();
    this.#subscriptions.set(room, null); // the next connection tries again
    this.#on.barred(room, problem);
  }

  /** A hidden page's timers may run once a minute, too slow for the server; what arrives still wakes it. */
  #beat() {
    const socket = this.#client?.webSocket;
    if (!document.hidden || Date.now() - this.#lastBeat < heartbeatMs || socket?.readyState !== WebSocket.OPEN) return;
    this.#lastBeat = Date.now();
    socket.send('\n');
  }
}
