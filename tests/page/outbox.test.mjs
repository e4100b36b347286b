import assert from 'node:assert/strict';
import test from 'node:test';
import * as chat from '../../wwwroot/js/state/chat.js';
import * as outbox from '../../wwwroot/js/state/outbox.js';
import { paced } from '../../wwwroot/js/state/pace.js';
import { inRooms, log, said, talk } from './talks.mjs';

const wrote = (state, text, id = text) => outbox.wrote(state, 'a', { id, text, at: 1 });
const marks = state => log(state).map(line => line.mark);

test('an own message appears once, whether echo or receipt comes first', () => {
  const state = outbox.sending(wrote(inRooms('a'), 'hi'), 'hi');
  const echo = it => said(it, 'a', talk('me', 'hi', { key: 'hi' }));
  assert.deepEqual(marks(echo(outbox.delivered(state, 'hi'))).length, 1);
  assert.deepEqual(marks(outbox.delivered(echo(state), 'hi')), ['delivered']);
});

test('the echo belongs to the message of its key, not of its text', () => {
  let state = ['1', '2', '3'].reduce((next, id) => outbox.sending(wrote(next, 'same', id), id), inRooms('a'));
  state = said(state, 'a', talk('me', 'same', { key: '2' }));
  assert.deepEqual(marks(state), ['sending', 'delivered', 'sending']);
});

test('lines stand in the order in which the server sent them, what is under way behind them', () => {
  let state = outbox.sending(wrote(inRooms('a'), 'mine'), 'mine');
  state = said(state, 'a', talk('ss', 'before'));
  state = said(said(state, 'a', talk('me', 'mine', { key: 'mine' })), 'a', talk('ss', 'after'));
  assert.deepEqual(log(state).map(line => line.text), ['before', 'mine', 'after']);
});

test('what was under way when the connection broke waits again, what failed stays failed', () => {
  let state = wrote(wrote(wrote(inRooms('a'), 'x'), 'y'), 'z');
  state = chat.lost(outbox.refused(outbox.sending(outbox.sending(state, 'x'), 'z'), 'z', 'r'));
  assert.deepEqual(marks(state), ['waiting', 'waiting', 'failed']);
});

test('nothing waits to be sent until the room is joined again, and then in order', () => {
  let state = wrote(wrote(chat.lost(inRooms('a')), 'x'), 'y');
  assert.deepEqual(outbox.waiting(state, 'a'), []);
  state = chat.joined(state, 'a', null);
  assert.deepEqual(outbox.waiting(state, 'a').map(line => line.text), ['x', 'y']);
});

test('what the server has after all though its receipt was lost is not sent again', () => {
  let state = chat.subscribed(chat.lost(outbox.sending(wrote(inRooms('a'), 'x'), 'x')), 'a');
  state = chat.joined(said(state, 'a', talk('me', 'x', { key: 'x' })), 'a', null);
  assert.deepEqual([marks(state), outbox.waiting(state, 'a')], [['delivered'], []]);
});

test('resending keeps the place and the identity', () => {
  let state = outbox.refused(outbox.sending(wrote(inRooms('a'), 'x'), 'x'), 'x', 'r');
  state = said(state, 'a', talk('ss', 'later'));
  state = outbox.delivered(outbox.sending(outbox.resent(state, 'x'), 'x'), 'x');
  assert.deepEqual(log(state).map(line => [line.id, line.text]), [['x', 'x'], [undefined, 'later']]);
});

test('discarding removes the line', () => {
  assert.deepEqual(log(outbox.discarded(wrote(inRooms('a'), 'x'), 'x')), []);
});

test('what is kept for the next visit comes back once, a failure as a failure', () => {
  let state = outbox.refused(wrote(wrote(inRooms('a'), 'x'), 'y'), 'y', 'r');
  const kept = outbox.unsent(state);
  assert.deepEqual(kept.map(({ id, talk: room, mark }) => [id, room, mark]), [['x', 'a', undefined], ['y', 'a', 'failed']]);
  state = [...kept, ...kept].reduce((next, entry) => outbox.wrote(next, 'a', entry), inRooms('a'));
  assert.deepEqual(marks(state), ['waiting', 'failed']);
});

test('twenty messages in ten seconds are enough', () => {
  const times = Array.from({ length: 20 }, (_, i) => i * 100);
  assert.equal(paced(times.slice(1), 2_000).seconds, 0);
  assert.equal(paced(times, 2_000).seconds, 8);
  assert.deepEqual(paced(times, 10_050), { recent: times.slice(1), seconds: 0 });
});
