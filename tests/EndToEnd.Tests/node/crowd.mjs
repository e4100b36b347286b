// 200 clients in 20 rooms all talk at once: nothing is lost, doubled, reordered or heard in another room.
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { chat, say } from './lib.mjs';
import { connect, listen, send, withReceipt } from './stompjs-client.mjs';

const rooms = 20;
const perRoom = 10;
const talks = 30;

const everywhere = Array.from({ length: rooms * perRoom }, (_, i) => ({ room: `crowd-${i % rooms}`, name: `client-${i}`, heard: [], ids: [] }));

await Promise.all(everywhere.map(async one => {
  one.all = new Promise(all => {
    one.hear = frame => {
      one.ids.push(frame.headers['message-id']);
      if (one.heard.push(JSON.parse(frame.body)) === perRoom * (1 + talks)) all();
    };
  });
  // One process plays them all: on a busy machine it is too late with the heart-beats of two hundred.
  one.client = (await connect({ heartbeatIncoming: 0, heartbeatOutgoing: 0 })).client;
  await listen(one.client, one.room, frame => one.hear(frame));
}));
say('all are there');

for (const { client, room, name } of everywhere) send(client, 'addUser', { roomId: room, sender: name, type: 'JOIN' });
for (let i = 0; i < talks; i++) {
  for (const { client, room, name } of everywhere) send(client, 'sendMessage', chat(room, 'TALK', name, `${i}`));
  await setImmediate();
}
await Promise.all(everywhere.map(one => one.all));

// Whatever came twice has been received before the receipt of a later frame.
await Promise.all(everywhere.map(({ client, room }) =>
  withReceipt(client, headers => client.subscribe(`/topic/public/${room}-end`, () => {}, headers))));

for (const one of everywhere) {
  const mates = everywhere.filter(it => it.room === one.room);
  assert.equal(one.heard.length, perRoom * (1 + talks), `${one.name} heard too much`);
  assert.ok(one.heard.every(message => message.roomId === one.room), `${one.name} heard another room`);
  for (const { name } of mates) {
    const expected = [chat(one.room, 'JOIN', name), ...Array.from({ length: talks }, (_, i) => chat(one.room, 'TALK', name, `${i}`))];
    assert.deepEqual(one.heard.filter(message => message.sender === name), expected, `${one.name} of ${name}`);
  }
  assert.equal(new Set(one.ids).size, one.ids.length, `${one.name} got a message-id twice`);
  assert.deepEqual(one.ids, mates[0].ids, `${one.name} and ${mates[0].name} heard in another order`);
}
say('done');
process.exit(0);
