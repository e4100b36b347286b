import assert from 'node:assert/strict';
import test from 'node:test';
import { Past } from '../../wwwroot/js/parts/past.js';
import * as chat from '../../wwwroot/js/state/chat.js';
import { Store } from '../../wwwroot/js/store.js';

const id = '/them';

/** A conversation of `count` messages whose pages come when the test says so. */
const conversation = count => {
  const asked = [];
  const connection = { ask: (_, where) => new Promise(answer => asked.push({ where, answer })) };
  const store = new Store(() => {});
  store.set(chat.entered(chat.named(chat.noChat, 'me'), id, { with: 'them', joined: true, last: count, epoch: 'e' }));
  const all = Array.from({ length: count }, (_, i) => ({ type: 'TALK', sender: 'them', content: `line ${i + 1}`, offset: i + 1, timestamp: i }));
  const page = ({ before = count + 1, after = 0, limit }) => {
    const messages = all.filter(({ offset }) => offset < before && offset > after);
    return { epoch: 'e', first: 1, next: count + 1, messages: after > 0 ? messages.slice(0, limit) : messages.slice(-limit) };
  };
  const answerNext = async () => {
    const { where, answer } = asked.shift();
    answer(page(where));
    await new Promise(setImmediate);
  };
  return { past: new Past(store, connection, it => it), asked, answerNext, talk: () => chat.find(store.state, id) };
};

test('the newest lines come behind a page that is under way', async () => {
  const { past, asked, answerNext, talk } = conversation(400);
  past.around(id, 100, false);
  await new Promise(setImmediate);
  const newest = past.newest(id);
  await answerNext();
  assert.equal(talk().atEnd, false);
  assert.equal(asked.length, 1);
  await answerNext();
  await newest;
  assert.equal(talk().atEnd, true);
  assert.equal(talk().log.at(-1).offset, 400);
});

test('of two pages that are wanted the one chosen last is shown', async () => {
  const { past, answerNext, talk } = conversation(400);
  past.older(id);
  past.newest(id);
  const around = past.around(id, 100, true);
  for (let page = 0; page < 3; page++) await answerNext();
  await around;
  assert.deepEqual(talk().hit, { offset: 100, isHit: true });
  assert.equal(talk().atEnd, false);
});
