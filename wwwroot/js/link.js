import { backoff } from './state/backoff.js';
import { againWay, firstWay, nextWay, settledWay } from './state/ways.js';

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
 * Keeps one STOMP client connected: over WebSocket, or over SockJS where that does not work, and again after every loss.
 * `on` hears: link({ state, retryAt, way }), up(client, headers), down().
 */
export class Link {
  #Client;
  #url;
  #secret;
  #on;
  #client = null;
  #attempt = 0;
  #retry = 0;
  #lastBeat = 0;
  #way = firstWay;

  constructor(Client, url, secret, on) {
    this.#Client = Client;
    this.#url = url;
    this.#secret = secret;
    this.#on = on;
  }

  open() {
    if (!this.#client && !this.#retry) this.#connect();
  }

  close() {
    const client = this.#client;
    clearTimeout(this.#retry);
    this.#retry = 0;
    this.#attempt = 0;
    this.#client = null;
    client?.deactivate?.();
  }

  retryNow() {
    if (!this.#retry) return;
    clearTimeout(this.#retry);
    this.#connect();
  }

  /** The browser says that there is no network: the socket may hear of it only much later. */
  cut() {
    this.#client?.forceDisconnect?.();
  }

  /** The connection does what it is for. Not before: a server that closes right after CONNECTED must not be called every second. */
  works() {
    this.#attempt = 0;
  }

  /** A hidden page's timers may run once a minute, too slow for the server; what arrives still wakes it. */
  beat() {
    const socket = this.#client?.webSocket;
    if (!document.hidden || Date.now() - this.#lastBeat < heartbeatMs || socket?.readyState !== WebSocket.OPEN) return;
    this.#lastBeat = Date.now();
    socket.send('\n');
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
      connectHeaders: { host: new URL(this.#url).hostname, passcode: this.#secret },
      heartbeatIncoming: heartbeatMs,
      heartbeatOutgoing: heartbeatMs,
      connectionTimeout: connectTimeoutMs,
      reconnectDelay: 0, // it tells nobody when it will try again, and the page counts down
      discardWebsocketOnCommFailure: true,
      onConnect: frame => this.#up(client, frame.headers),
      onHeartbeatReceived: () => this.beat(),
      onWebSocketClose: () => this.#down(client),
    });
    this.#client = client;
    client.activate();
  }

  #up(client, headers) {
    if (client !== this.#client) return;
    this.#way = settledWay(this.#way);
    this.#on.link({ state: 'connected', retryAt: null, way: this.#way.name });
    this.#on.up(client, headers);
  }

  #down(client) {
    if (client !== this.#client) return;
    this.#client = null;
    const { worked } = this.#way;
    this.#way = againWay(this.#way);
    if (!worked) this.#doubt(this.#way);
    const waitMs = backoff(this.#attempt++);
    this.#retry = setTimeout(() => this.#connect(), waitMs);
    this.#on.down();
    this.#on.link({ state: 'reconnecting', retryAt: Date.now() + waitMs });
  }

  /** Another way helps only where the server is there, and this way does not lead to it. */
  async #doubt(way) {
    if (!await isThere(this.#url) || way !== this.#way) return;
    this.#way = nextWay(way);
    if (this.#way.name === 'sockjs') this.retryNow();
  }
}
