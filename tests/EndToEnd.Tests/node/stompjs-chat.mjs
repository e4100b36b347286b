// Two clients of @stomp/stompjs talk: receipts, heart-beats, Korean text, a refused name, LEAVE.
import assert from 'node:assert/strict';
import { chat, Inbox, say, transport } from './lib.mjs';
import { connect, listen, send, withReceipt } from './stompjs-client.mjs';

const room = '3d41c3ed-8ddb-458d-9c3a-6f2b1a0e7d55';
const beats = new Inbox();
const heard = new Inbox();
const refusals = new Inbox();

const one = await connect({ heartbeatIncoming: 200, heartbeatOutgoing: 200, onHeartbeatReceived: beats.put });
assert.equal(one.frame.headers.version, '1.2');
assert.match(one.frame.headers['heart-beat'], /^[1-9]\d*,[1-9]\d*$/);
if (transport) assert.equal(one.client.webSocket.transport, transport);
else assert.equal(one.client.webSocket.protocol, 'v12.stomp');
await listen(one.client, room, frame => heard.put(frame));

const other = await connect();
await listen(other.client, room, () => {});
other.client.subscribe('/user/queue/errors', refusals.put);

await withReceipt(other.client, headers => send(other.client, 'addUser', { roomId: room, sender: '영희', type: 'JOIN' }, headers));
const join = await heard.take();
assert.deepEqual(JSON.parse(join.body), chat(room, 'JOIN', '영희'));
assert.equal(join.headers['content-type'], 'application/json');

const text = '안녕하세요 👋🏽 <b>&</b>\n둘째 줄';
await withReceipt(other.client, headers => send(other.client, 'sendMessage', chat(room, 'TALK', '영희', text), headers));
const talk = await heard.take();
assert.equal(talk.body, JSON.stringify({ roomId: room, type: 'TALK', sender: '영희', message: text }));
assert.equal(Number(talk.headers['content-length']), Buffer.byteLength(talk.body));

send(other.client, 'sendMessage', chat(room, 'TALK', '철수', 'not me'));
assert.equal(JSON.parse((await refusals.take()).body).type, 'urn:chat:not-your-name');

await beats.take();
await beats.take();
await other.client.deactivate();
assert.deepEqual(JSON.parse((await heard.take()).body), chat(room, 'LEAVE', '영희'));
await one.client.deactivate();
say('done');
