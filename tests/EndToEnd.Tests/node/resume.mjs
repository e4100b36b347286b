// Subscribers of @stomp/stompjs are cut off a thousand times while 2,000 messages a second go to their room; each resumes by headers alone, and
// gets every message once and in order.
import assert from 'node:assert/strict';
import { Client } from '@stomp/stompjs';
import { chat, fail, say, url } from './lib.mjs';

const room = 'resume';
const topic = `/topic/public/${room}`;
const subscribers = 10;
const cutsOfEach = 100;
const ratePerSecond = 2_000;
// Ten seconds of it: many more than all cuts need, and no more than a busy machine can catch up with.
const messages = 20_000;
const turnMs = 5;

const connect = (onConnect, more = {}) => {
  const client = new Client({ brokerURL: url, reconnectDelay: 1, heartbeatIncoming: 0, heartbeatOutgoing: 0, onStompError: frame => fail(frame.headers.message), onConnect, ...more });
  client.activate();
  return client;
};

/** Hears the room, and goes on behind what it heard last whenever it is connected again. */
const subscriber = number => {
  const heard = { last: 0, epoch: '', cuts: 0, whenDone: null };
  heard.done = new Promise(done => { heard.whenDone = done; });
  const client = connect(() => {
    const resume = heard.last
      ? { 'x-stream-offset': `offset=${heard.last + 1}`, 'x-stream-epoch': heard.epoch }
      : { 'x-stream-offset': 'first' };
    let sinceConnected = 0;
    // Cut after a number of messages that differs each time: in a replay, between it and what is live, and afterwards.
    const cutAfter = 1 + Math.floor(Math.random() * 150);
    client.subscribe(topic, message => {
      const offset = Number(message.headers['x-stream-offset']);
      assert.equal(offset, heard.last + 1, `subscriber ${number} after ${heard.cuts} cuts`);
      if (sinceConnected === 0 && heard.last) assert.equal(message.headers.recovered, 'true');
      heard.last = offset;
      heard.epoch = message.headers['x-stream-epoch'];
      if (++sinceConnected === cutAfter && heard.cuts < cutsOfEach) {
        heard.cuts++;
        if (heard.cuts === cutsOfEach) heard.whenDone();
        client.forceDisconnect();
      }
    }, resume);
  });
  return { client, heard };
};

const all = Array.from({ length: subscribers }, (_, number) => subscriber(number));

let said = 0;
const publisher = await new Promise(connected => { const client = connect(() => connected(client)); });
const begun = performance.now();
const talking = setInterval(() => {
  const due = Math.min(messages, Math.floor((performance.now() - begun) * ratePerSecond / 1_000));
  while (said < due) publisher.publish({ destination: '/app/chat/sendMessage', body: JSON.stringify(chat(room, 'TALK', 'pub', `${++said}`)) });
}, turnMs);

await Promise.all(all.map(({ heard }) => heard.done));
clearInterval(talking);
const seconds = (performance.now() - begun) / 1_000;

// What is said last has to come to everybody, cut off as it may just have been.
const last = await new Promise(done => {
  publisher.watchForReceipt('end', frame => done(Number(frame.headers['x-stream-offset'])));
  publisher.publish({ destination: '/app/chat/sendMessage', headers: { receipt: 'end' }, body: JSON.stringify(chat(room, 'TALK', 'pub', 'end')) });
});
const pulse = setInterval(() => {
  if (!all.every(({ heard }) => heard.last >= last)) return;
  clearInterval(pulse);
  say(`${all.reduce((sum, { heard }) => sum + heard.cuts, 0)} cuts, ${said} messages in ${seconds.toFixed(1)} s, each heard once by ${subscribers}`);
  process.exit(0);
}, turnMs);
