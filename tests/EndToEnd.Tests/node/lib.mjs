// What the scenarios share. A scenario ends with 0 when all it says held, else with 1 and the reason.
import { WebSocket } from 'ws';

Object.assign(globalThis, { WebSocket });

export const [, , url, library, tcpPort] = process.argv;
/** The SockJS transport to use and no other; WebSocket without SockJS if there is none. */
export const transport = process.argv.find(argument => argument.startsWith('sockjs:'))?.slice('sockjs:'.length);
export const say = line => console.log(line);

const limitMs = 110_000;

setTimeout(() => fail(new Error(`not done after ${limitMs} ms`)), limitMs).unref();

export const fail = error => {
  console.error(error);
  process.exit(1);
};

process.on('unhandledRejection', fail);
process.on('uncaughtException', fail);

/** What comes, to be taken one by one. */
export class Inbox {
  #here = [];
  #takers = [];

  put = value => {
    const taker = this.#takers.shift();
    if (taker) taker(value);
    else this.#here.push(value);
  };

  take() {
    return this.#here.length > 0 ? Promise.resolve(this.#here.shift()) : new Promise(taken => this.#takers.push(taken));
  }
}

export const chat = (roomId, type, sender, message = null) => ({ roomId, type, sender, message });
