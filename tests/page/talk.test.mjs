import assert from 'node:assert/strict';
import test from 'node:test';
import * as chat from '../../wwwroot/js/state/chat.js';
import * as talks from '../../wwwroot/js/state/talk.js';
import { inRooms, page, said, talk } from './talks.mjs';

const room = (...messages) => chat.find(messages.reduce((state, message) => said(state, 'a', message), inRooms('a')), 'a');
const offsets = it => it.log.map(line => line.offset ?? line.kind);
const back = it => talks.subscribed(talks.lost(it));
const comes = (it, offset, more = {}, isSeen = true) =>
  talks.received(it, { type: 'TALK', sender: 'ss', message: `${offset}`, offset, epoch: 'e', timestamp: offset, ...more }, { me: 'me', isSeen });

test('a room seen for the first time is asked for its last lines, another from where I stopped', () => {
  assert.deepEqual(talks.resumeOf(talks.newTalk('a')), { 'x-stream-history': '50' });
  assert.deepEqual(talks.resumeOf(room(talk('ss', 'hi'))), { 'x-stream-offset': 'offset=2', 'x-stream-epoch': 'e', 'x-stream-history': '50' });
});

test('what comes twice is shown once', () => {
  const it = room(talk('ss', '1'), talk('ss', '2'));
  assert.deepEqual(offsets(comes(comes(it, 2), 1)), [1, 2]);
});

test('the history of a first visit is neither unread nor missed', () => {
  let it = talks.subscribed(talks.newTalk('a'));
  it = comes(comes(it, 8, {}, false), 9, {}, false);
  it = talks.joined(it, 10);
  assert.ok(it.catching);
  it = comes(it, 10, { type: 'JOIN', sender: 'me' }, false);
  assert.deepEqual([it.catching, it.unread, it.unreadFrom, it.caughtUpOn], [null, 0, null, 0]);
});

test('after a drop it is counted what was missed until my arrival, and marked where the reader left off', () => {
  let it = back(talks.looked(room(talk('ss', '1'))));
  it = comes(comes(it, 2, { type: 'LEAVE', sender: 'me' }), 3);
  it = talks.joined(comes(it, 4), 5);
  it = comes(it, 5, { type: 'JOIN', sender: 'me' });
  assert.deepEqual([it.catching, it.caughtUpOn, it.unread], [null, 2, 0]);
  assert.equal(it.log.find(line => line.key === it.unreadFrom).offset, 3);
  assert.equal(comes(it, 6).caughtUpOn, 2);
});

test('the arrival’s receipt may come before or after the arrival', () => {
  const it = back(room(talk('ss', '1')));
  const join = { type: 'JOIN', sender: 'me' };
  assert.equal(talks.joined(comes(it, 2, join), 2).catching, null);
  assert.equal(comes(talks.joined(it, 2), 2, join).catching, null);
});

test('what is gone between leaves a gap, once', () => {
  let it = comes(back(room(talk('ss', '1'))), 90, { recovered: false });
  it = comes(it, 91);
  assert.deepEqual(offsets(it), [1, 'gap', 90, 91]);
  assert.deepEqual([it.first, it.begins], [90, false]);
});

test('a first visit has no gap', () => {
  assert.deepEqual(offsets(comes(talks.subscribed(talks.newTalk('a')), 90, { recovered: false })), [90]);
});

test('offsets of another epoch mean other messages', () => {
  const it = comes(back(room(talk('ss', '1'), talk('ss', '2'))), 1, { epoch: 'f', recovered: false });
  assert.deepEqual(offsets(it), [1, 2, 'gap', 1]);
  assert.deepEqual([it.epoch, it.last], ['f', 1]);
});

test('older lines are put in above, behind a gap', () => {
  let it = comes(back(room(talk('ss', '1'))), 90, { recovered: false });
  const before = it.log.map(line => line.key);
  it = talks.older(it, page(80, 89, { first: 80 }), 'me');
  assert.deepEqual(offsets(it), [1, 'gap', 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90]);
  assert.equal(it.begins, true);
  assert.ok(it.log.every((line, i) => i === 0 || line.key > it.log[i - 1].key));
  assert.deepEqual(before.filter(key => !it.log.some(line => line.key === key)), []);
});

test('an older page that overlaps is taken once, and the first offset is the beginning', () => {
  let it = comes(talks.newTalk('a'), 5);
  it = talks.older(it, page(3, 6), 'me');
  assert.deepEqual([offsets(it), it.begins], [[3, 4, 5], false]);
  it = talks.older(it, page(1, 2), 'me');
  assert.deepEqual([offsets(it), it.begins, it.floor], [[1, 2, 3, 4, 5], true, 1]);
});

test('in a piece of the past what comes is only counted, until its end is reached', () => {
  let it = comes(talks.newTalk('a'), 900);
  it = talks.around(it, page(100, 110, { next: 901 }), 'me', 105, true);
  assert.deepEqual([it.atEnd, it.hit.offset, it.piece], [false, 105, 1]);
  it = comes(it, 901);
  assert.deepEqual([it.log.length, it.ahead, it.last], [11, 1, 901]);
  it = talks.newer(it, page(111, 900, { next: 902 }), 'me');
  assert.equal(it.atEnd, false);
  it = talks.newer(it, page(901, 901, { next: 902 }), 'me');
  assert.deepEqual([it.atEnd, it.log.length, offsets(it).at(-1)], [true, 802, 901]);
});

test('going to the newest takes the place of the past, and keeps what is not sent', () => {
  let it = talks.around(comes(talks.newTalk('a'), 900), page(100, 110, { next: 901 }), 'me', 105, true);
  it = { ...it, log: [...it.log, { key: 1e6, kind: 'talk', own: true, id: 'x', text: 'mine', at: 1, mark: 'waiting' }] };
  assert.ok(!chat.shownLog(it).some(line => line.id === 'x'));
  it = talks.newest(it, page(890, 900, { next: 901 }), 'me');
  assert.deepEqual([it.atEnd, it.log.at(-1).id, it.unreadFrom], [true, 'x', null]);
  assert.ok(chat.shownLog(it).some(line => line.id === 'x'));
});

test('a page of another epoch is left alone', () => {
  const it = comes(talks.newTalk('a'), 5);
  assert.deepEqual(offsets(talks.older(it, page(1, 4, { epoch: 'f' }), 'me')), [5]);
});

test('a log that has grown to 20,000 lines is cut to its newest 18,000', () => {
  let it = { ...talks.newTalk('a'), epoch: 'e', last: 20_000, begins: true, first: 1, log: Array.from({ length: 20_000 }, (_, i) => ({ key: i, kind: 'talk', offset: i + 1, at: i })), nextKey: 20_000 };
  it = comes(it, 20_001);
  assert.deepEqual([it.log.length, it.first, it.begins], [18_000, 2_002, false]);
});
