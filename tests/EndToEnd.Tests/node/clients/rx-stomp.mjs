import { RxStomp, RxStompState } from '@stomp/rx-stomp';
import { filter, firstValueFrom } from 'rxjs';
import { fail, Inbox, url } from '../lib.mjs';

const configured = (everyMs, options) => {
  const client = new RxStomp();
  client.configure({ brokerURL: url, heartbeatIncoming: everyMs, heartbeatOutgoing: everyMs, ...options });
  client.activate();
  return client;
};

/** A connected client; what beats is told of the server's heart-beats. */
export const connect = async (everyMs = 0, beats = () => {}) => {
  const client = configured(everyMs, { reconnectDelay: 0 });
  client.stompClient.onHeartbeatReceived = beats;
  client.stompErrors$.subscribe(frame => fail(new Error(`ERROR ${frame.headers.message}`)));
  client.webSocketErrors$.subscribe(fail);
  await firstValueFrom(client.connected$);
  let receipts = 0;
  return {
    async send(destination, body, headers) {
      const receipt = `r-${++receipts}`;
      const received = client.asyncReceipt(receipt);
      client.publish({ destination, body, headers: { ...headers, receipt } });
      await received;
    },
    subscribe(destination, ack) {
      const inbox = new Inbox();
      client.watch({ destination, subHeaders: { ack } }).subscribe(inbox.put);
      return inbox;
    },
    begin() {
      const transaction = client.stompClient.begin();
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

/** Takes a queue's messages for ever, over whatever connections that needs. */
export const takeForEver = (destination, everyMs, take, lost) => {
  // Or it waits for a close frame that a dead server does not send.
  const client = configured(everyMs, { reconnectDelay: 100, discardWebsocketOnCommFailure: true });
  client.connectionState$.pipe(filter(state => state === RxStompState.CLOSED)).subscribe(lost);
  client.watch({ destination, subHeaders: { ack: 'client-individual' } }).subscribe(take);
};
