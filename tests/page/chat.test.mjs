import assert from 'node:assert/strict';
import test from 'node:test';
import * as chat from '../../wwwroot/js/state/chat.js';

const talk = (sender, message) => ({ type: 'TALK', sender, message });
const inRoom = (...rooms) => rooms.reduce(
  (state, id) => chat.joined(chat.entered(state, id), id), chat.named(chat.noChat, 'me'));
const log = (state, id = 'a') => chat.find(state, id).log;
const marks = state => log(state).map(line => line.mark);

test('what is said in one room does not appear in another', () => {
  const state = chat.received(inRoom('a', 'b'), 'a', talk('ss', 'hi'), 1);
  assert.equal(log(state, 'a').length, 1);
  assert.equal(log(state, 'b').length, 0);
});

test('what comes for a room that was left is dropped', () => {
  const state = chat.left(inRoom('a'), 'a');
  assert.equal(chat.received(state, 'a', talk('ss', 'hi'), 1), state);
});

test('an own message appears once, whether echo or receipt comes first', () => {
  let state = chat.wrote(inRoom('a'), 'a', 'hi', 1);
  const [{ key }] = log(state);
  state = chat.sending(state, key);
  for (const arrive of [chat.delivered, (it, _) => chat.received(it, 'a', talk('me', 'hi'), 2)]) {
    const done = chat.delivered(arrive(state, key), key);
    assert.deepEqual(marks(done), ['delivered']);
  }
});

test('the echo belongs to the oldest message under way with the same text', () => {
  let state = inRoom('a');
  for (const text of ['x', 'y', 'y']) state = chat.wrote(state, 'a', text, 1);
  for (const line of log(state)) state = chat.sending(state, line.key);
  assert.deepEqual(marks(chat.received(state, 'a', talk('me', 'y'), 2)), ['sending', 'delivered', 'sending']);
});

test('lines stand in the order in which the server sent them, what is under way behind them', () => {
  let state = chat.wrote(inRoom('a'), 'a', 'mine', 1);
  const [{ key }] = log(state);
  state = chat.received(chat.sending(state, key), 'a', talk('ss', 'before'), 2);
  state = chat.received(state, 'a', talk('me', 'mine'), 3);
  state = chat.received(state, 'a', talk('ss', 'after'), 4);
  assert.deepEqual(log(state).map(line => line.text), ['before', 'mine', 'after']);
});

test('what I said in another window is mine and not unread', () => {
  const state = chat.received(inRoom('a', 'b'), 'b', talk('me', 'hi'), 1);
  assert.deepEqual([log(state, 'b')[0].own, log(state, 'b')[0].mark, chat.find(state, 'b').unread], [true, 'delivered', 0]);
});

test('what was under way when the connection broke has failed, what waited still waits', () => {
  let state = chat.wrote(chat.wrote(inRoom('a'), 'a', 'x', 1), 'a', 'y', 1);
  state = chat.lost(chat.sending(state, log(state)[0].key));
  assert.deepEqual(marks(state), ['failed', 'waiting']);
});

test('nothing waits to be sent until the room is joined again', () => {
  let state = chat.lost(inRoom('a'));
  state = chat.wrote(state, 'a', 'x', 1);
  assert.deepEqual(chat.waiting(state, 'a'), []);
  state = chat.joined(chat.connected(state, 2), 'a');
  assert.deepEqual(chat.waiting(state, 'a').map(line => line.text), ['x']);
});

test('the gap and whatever the server sends stand before what waits', () => {
  let state = chat.received(inRoom('a'), 'a', talk('ss', 'before'), 1);
  state = chat.wrote(chat.lost(state), 'a', 'mine', 2);
  state = chat.received(chat.connected(state, 3), 'a', { type: 'JOIN', sender: 'me' }, 3);
  assert.deepEqual(log(state).map(line => line.text ?? line.kind), ['before', 'gap', 'join', 'mine']);
});

test('the first connection leaves no gap, and two losses in a row leave one', () => {
  assert.deepEqual(log(chat.joined(chat.connected(chat.entered(chat.noChat, 'a'), 1), 'a')), []);
  const twice = chat.connected(chat.lost(chat.connected(chat.lost(inRoom('a')), 1)), 2);
  assert.deepEqual(log(twice).map(line => line.kind), ['gap']);
});

test('resending keeps the place and the identity', () => {
  let state = chat.wrote(inRoom('a'), 'a', 'x', 1);
  const [{ key }] = log(state);
  state = chat.refused(chat.sending(state, key), key, 'r');
  state = chat.received(state, 'a', talk('ss', 'later'), 2);
  state = chat.delivered(chat.sending(chat.resent(state, key), key), key);
  assert.deepEqual(log(state).map(line => [line.key === key, line.text]), [[true, 'x'], [false, 'later']]);
});

test('discarding removes the line', () => {
  const state = chat.wrote(inRoom('a'), 'a', 'x', 1);
  assert.deepEqual(log(chat.discarded(state, log(state)[0].key)), []);
});

test('only what nobody looks at counts as unread', () => {
  let state = chat.opened(inRoom('a', 'b'), 'a');
  state = chat.received(state, 'a', talk('ss', 'seen'), 1);
  state = chat.received(state, 'b', talk('ss', 'not seen'), 1);
  assert.deepEqual(state.rooms.map(it => it.unread), [0, 1]);
  state = chat.received(chat.watched(state, false), 'a', talk('ss', 'not seen either'), 1);
  assert.equal(chat.unreadInAll(state), 2);
});

test('coming and going is not unread', () => {
  const state = chat.received(inRoom('a'), 'a', { type: 'JOIN', sender: 'ss' }, 1);
  assert.equal(chat.unreadInAll(state), 0);
});

test('the unread line is placed once, stays while reading and goes on the next visit', () => {
  let state = chat.opened(inRoom('a', 'b'), 'b');
  state = chat.received(state, 'a', talk('ss', 'first'), 1);
  const { key } = log(state)[0];
  state = chat.opened(chat.received(state, 'a', talk('ss', 'second'), 1), 'a');
  assert.deepEqual([chat.find(state, 'a').unread, chat.find(state, 'a').unreadFrom], [0, key]);
  state = chat.received(state, 'a', talk('ss', 'third'), 1);
  assert.equal(chat.find(state, 'a').unreadFrom, key);
  state = chat.opened(chat.opened(state, 'b'), 'a');
  assert.equal(chat.find(state, 'a').unreadFrom, null);
});

test('losing the focus takes the unread line away, new messages place it again', () => {
  let state = chat.watched(chat.opened(inRoom('a'), 'a'), false);
  state = chat.watched(chat.received(state, 'a', talk('ss', '1'), 1), true);
  assert.ok(chat.find(state, 'a').unreadFrom);
  state = chat.watched(state, false);
  assert.equal(chat.find(state, 'a').unreadFrom, null);
  state = chat.received(state, 'a', talk('ss', '2'), 1);
  assert.equal(chat.find(state, 'a').unreadFrom, log(state)[1].key);
});

test('leaving the open room opens its neighbour', () => {
  const state = chat.left(chat.opened(inRoom('a', 'b', 'c'), 'b'), 'b');
  assert.equal(state.open, 'c');
  assert.equal(chat.left(state, 'c').open, 'a');
  assert.equal(chat.left(chat.left(state, 'c'), 'a').open, null);
});

test('the server saying that I left while I am here is not shown', () => {
  const state = inRoom('a');
  assert.equal(chat.received(state, 'a', { type: 'LEAVE', sender: 'me' }, 1), state);
});

test('a log that has grown to 1,200 lines is cut to its newest 1,000', () => {
  let state = inRoom('a');
  for (let i = 0; i < 1_200; i++) state = chat.received(state, 'a', talk('ss', `${i}`), i);
  assert.equal(log(state).length, 1_200);
  state = chat.received(state, 'a', talk('ss', '1200'), 1_200);
  assert.deepEqual([log(state).length, log(state)[0].text], [1_000, '201']);
});

test('the neighbours of a room go round at the ends, and can be only those with something unread', () => {
  const state = chat.received(chat.opened(inRoom('a', 'b', 'c'), 'a'), 'c', talk('ss', 'hi'), 1);
  assert.deepEqual([chat.neighbour(state, 1).id, chat.neighbour(state, -1).id], ['b', 'c']);
  assert.equal(chat.neighbour(state, 1, true).id, 'c');
  assert.equal(chat.neighbour(chat.opened(state, 'c'), 1, true), undefined);
  assert.equal(chat.neighbour(chat.opened(inRoom('a'), 'a'), 1), undefined);
});
