import { Client } from '@stomp/stompjs';
import SockJS from 'sockjs-client';
import { fail, transport, url } from './lib.mjs';

const way = transport
  ? { webSocketFactory: () => new SockJS(url.replace(/^ws/, 'http'), null, { transports: [transport] }) }
  : { brokerURL: url };

/** A connected client of @stomp/stompjs. */
export const connect = (options = {}) => new Promise(connected => {
  const client = new Client({
    ...way,
    reconnectDelay: 0,
    onConnect: frame => connected({ client, frame }),
    onStompError: frame => fail(new Error(`ERROR ${frame.headers.message}`)),
    onWebSocketError: fail,
    ...options,
  });
  client.activate();
});

/** Does something that asks for a receipt, and waits for it. */
export const withReceipt = (client, act) => new Promise(done => {
  const receipt = `r-${withReceipt.next++}`;
  client.watchForReceipt(receipt, done);
  act({ receipt });
});
withReceipt.next = 1;

export const send = (client, destination, body, headers) =>
  client.publish({ destination: `/app/chat/${destination}`, body: JSON.stringify(body), headers });

/** Subscribed for certain when it is done. */
export const listen = (client, room, hear) => withReceipt(client, headers => client.subscribe(`/topic/public/${room}`, hear, headers));
