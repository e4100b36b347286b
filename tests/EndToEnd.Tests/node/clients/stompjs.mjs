import { Client } from '@stomp/stompjs';
import { fail, Inbox, url } from '../lib.mjs';

const wrap = client => {
  let receipts = 0;
  const received = act => new Promise(done => {
    const receipt = `r-${++receipts}`;
    client.watchForReceipt(receipt, done);
    act({ receipt });
  });
  return {
    send: (destination, body, headers) => received(receipt => client.publish({ destination, body, headers: { ...headers, ...receipt } })),
    subscribe(destination, ack) {
      const inbox = new Inbox();
      client.subscribe(destination, inbox.put, { ack });
      return inbox;
    },
    begin() {
      const transaction = client.begin();
      const headers = { transaction: transaction.id };
      return {
        headers,
        send: (destination, body) => client.publish({ destination, body, headers }),
        commit: () => transaction.commit(),
        abort: () => transaction.abort(),
      };
    },
    close: () => client.deactivate(),
  };
};

/** A connected client; what beats is told of the server's heart-beats. */
export const connect = (everyMs = 0, beats = () => {}) => new Promise(connected => {
  const client = new Client({
    brokerURL: url,
    reconnectDelay: 0,
    heartbeatIncoming: everyMs,
    heartbeatOutgoing: everyMs,
    onHeartbeatReceived: beats,
    onConnect: () => connected(wrap(client)),
    onStompError: frame => fail(new Error(`ERROR ${frame.headers.message}`)),
    onWebSocketError: fail,
  });
  client.activate();
});

/** Takes a queue's messages for ever, over whatever connections that needs. */
export const takeForEver = (destination, everyMs, take, lost) => {
  const client = new Client({
    brokerURL: url,
    reconnectDelay: 100,
    heartbeatIncoming: everyMs,
    heartbeatOutgoing: everyMs,
    // Or it waits for a close frame that a dead server does not send.
    discardWebsocketOnCommFailure: true,
    onConnect: () => client.subscribe(destination, take, { ack: 'client-individual' }),
    onWebSocketClose: lost,
  });
  client.activate();
};
