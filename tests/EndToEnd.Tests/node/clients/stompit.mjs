import stompit from 'stompit';
import { fail, Inbox, tcpPort } from '../lib.mjs';

const server = everyMs => ({ host: '127.0.0.1', port: tcpPort, connectHeaders: { host: 'test', 'heart-beat': `${everyMs},${everyMs}` } });

const read = (message, acknowledge) => new Promise(done => message.readString('utf-8', (error, body) => {
  if (error) return fail(error);
  done({
    body,
    headers: message.headers,
    ack: headers => acknowledge.ack(message, headers),
    nack: headers => acknowledge.nack(message, headers),
  });
}));

/** A connected client; what beats is told of all that the server sends. */
export const connect = (everyMs = 0, beats = () => {}) => new Promise(connected => stompit.connect(server(everyMs), (refused, client) => {
  if (refused) return fail(refused);
  client.on('error', fail);
  client.getTransportSocket().on('data', beats);
  const send = (destination, body, headers, options) => client.sendString({ destination, ...headers }, body, options);
  connected({
    send: (destination, body, headers) => new Promise(onReceipt => send(destination, body, headers, { onReceipt })),
    subscribe(destination, ack) {
      const inbox = new Inbox();
      client.subscribe({ destination, ack }, (error, message) => error ? fail(error) : read(message, client).then(inbox.put));
      return inbox;
    },
    begin() {
      const transaction = client.begin();
      return {
        headers: { transaction: transaction.id },
        send: (destination, body) => send(destination, body, { transaction: transaction.id }),
        commit: () => transaction.commit(),
        abort: () => transaction.abort(),
      };
    },
    close: () => new Promise(closed => {
      client.removeListener('error', fail);
      client.disconnect(closed);
    }),
  });
}));

/** Takes a queue's messages for ever, over whatever connections that needs. */
export const takeForEver = (destination, everyMs, take, lost) => {
  const failover = new stompit.ConnectFailover([server(everyMs)], { maxReconnectDelay: 200 });
  failover.connect((refused, client, reconnect) => {
    if (refused) return fail(refused);
    client.on('error', () => {
      lost();
      reconnect();
    });
    client.subscribe({ destination, ack: 'client-individual' }, (error, message) => error || read(message, client).then(take));
  });
};
