import assert from 'node:assert/strict';
import test from 'node:test';
import { arranged, lastDelivered, telling } from '../../wwwroot/js/state/lines.js';

const minute = 60_000;
const noon = new Date(2026, 6, 6, 12).getTime();
let key = 0;
const line = (kind, sender, at = noon, more = {}) => ({ key: ++key, kind, sender, at, own: false, ...more });
const kinds = items => items.map(item => item.kind);
const sizes = items => items.filter(item => item.kind === 'group').map(item => item.lines.length);

test('a log begins with its day', () => {
  assert.deepEqual(kinds(arranged([line('talk', 'ss')])), ['day', 'group']);
  assert.deepEqual(arranged([]), []);
});

test('one person’s lines within five minutes form a group', () => {
  assert.deepEqual(sizes(arranged([line('talk', 'ss'), line('talk', 'ss', noon + 4 * minute), line('talk', 'ss', noon + 5 * minute)])), [2, 1]);
});

test('another person, a joining or the unread line ends a group', () => {
  assert.deepEqual(sizes(arranged([line('talk', 'a'), line('talk', 'b'), line('talk', 'a')])), [1, 1, 1]);
  assert.deepEqual(kinds(arranged([line('talk', 'a'), line('join', 'b'), line('talk', 'a')])), ['day', 'group', 'join', 'group']);
  const later = line('talk', 'a');
  assert.deepEqual(kinds(arranged([line('talk', 'a'), later], later.key)), ['day', 'group', 'unread', 'group']);
});

test('midnight ends a group', () => {
  const midnight = new Date(2026, 6, 7).getTime();
  assert.deepEqual(kinds(arranged([line('talk', 'a', midnight - 1), line('talk', 'a', midnight)])), ['day', 'group', 'day', 'group']);
});

test('two arrivals stand alone, three fold into one line', () => {
  const came = names => arranged(names.map(name => line('join', name))).slice(1);
  assert.deepEqual(came(['a', 'b']).map(item => [item.name, item.others]), [['a', 0], ['b', 0]]);
  assert.deepEqual(came(['a', 'b', 'c']).map(item => [item.name, item.others]), [['a', 2]]);
  assert.deepEqual(came(['a', 'a', 'a']).map(item => [item.name, item.others]), [['a', 0]]);
});

test('arrivals and departures do not fold into each other', () => {
  const items = arranged([line('join', 'a'), line('join', 'b'), line('join', 'c'), line('leave', 'a'), line('join', 'd')]);
  assert.deepEqual(kinds(items), ['day', 'join', 'leave', 'join']);
});

test('a message after a failed one starts a new group', () => {
  const own = mark => line('talk', 'me', noon, { own: true, mark });
  assert.deepEqual(sizes(arranged([own('delivered'), own('failed'), own('sending')])), [2, 1]);
});

test('the delivered mark stands at the last delivered line', () => {
  const lines = ['delivered', 'delivered', 'sending'].map(mark => ({ mark }));
  assert.equal(lastDelivered(lines), 1);
  assert.equal(lastDelivered([{ mark: 'sending' }]), -1);
});

test('a group ends after thirty lines, however fast somebody writes', () => {
  assert.deepEqual(sizes(arranged(Array.from({ length: 70 }, () => line('talk', 'ss')))), [30, 30, 10]);
});

test('that I was gone and am back is not told, only that I came', () => {
  const own = kind => line(kind, 'me', noon, { own: true });
  assert.deepEqual(kinds(telling([own('join'), own('leave'), own('join'), own('talk'), own('join')])), ['join', 'talk']);
});

test('somebody who comes back at once has not been gone', () => {
  assert.deepEqual(kinds(telling([line('talk', 'ss'), line('leave', 'ss'), line('join', 'ss', noon + 59_000)])), ['talk']);
  assert.deepEqual(kinds(telling([line('leave', 'ss'), line('join', 'ss', noon + minute)])), ['leave', 'join']);
  assert.deepEqual(kinds(telling([line('leave', 'ss'), line('join', 'tt')])), ['leave', 'join']);
});
