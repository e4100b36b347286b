// 10,000 messages to an echo and back over one transport of sockjs-client: none lost, none doubled, in order.
import assert from 'node:assert/strict';
import SockJS from 'sockjs-client';
import { fail, say, transport, url } from './lib.mjs';

const count = 10_000;
const long = '안녕 👋🏽 "\u2028" '.repeat(4_000);
const socket = new SockJS(url.replace(/^ws/, 'http'), null, { transports: [transport] });
let next = 0;

socket.onopen = () => {
  assert.equal(socket.transport, transport);
  for (let i = 0; i < count; i++) socket.send(`message ${i}`);
  socket.send(long);
};
socket.onmessage = ({ data }) => {
  if (next < count) return assert.equal(data, `message ${next++}`);
  assert.equal(data, long);
  socket.onclose = ({ code }) => {
    assert.equal(code, 1000);
    say('done');
    process.exit(0);
  };
  socket.close();
};
socket.onclose = ({ code, reason }) => fail(new Error(`closed with ${code} ${reason}`));
