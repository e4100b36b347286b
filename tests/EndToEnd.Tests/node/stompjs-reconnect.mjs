// A client of @stomp/stompjs that reconnects by itself talks again with a server that was killed and started anew.
import assert from 'node:assert/strict';
import { Client } from '@stomp/stompjs';
import { chat, say, url } from './lib.mjs';
import { listen, send } from './stompjs-client.mjs';

let connections = 0;

const client = new Client({
  brokerURL: url,
  reconnectDelay: 100,
  onConnect: async () => {
    const text = `connection ${++connections}`;
    await listen(client, 'again', async frame => {
      assert.deepEqual(JSON.parse(frame.body), chat('again', 'TALK', 'ss', text));
      say(`talked on ${text}`);
      if (connections === 2) await client.deactivate();
    });
    send(client, 'sendMessage', chat('again', 'TALK', 'ss', text));
  },
});
client.activate();
