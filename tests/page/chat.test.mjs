import assert from 'node:assert/strict';
import test from 'node:test';
import * as chat from '../../wwwroot/js/state/chat.js';
import { inRooms, log, said, talk } from './talks.mjs';

test('what is said in one room does not appear in another', () => {
  const state = said(inRooms('a', 'b'), 'a', talk('ss', 'hi'));
  assert.deepEqual([log(state, 'a').length, log(state, 'b').length], [1, 0]);
});

test('what comes for a room that was left is dropped', () => {
  const state = chat.left(inRooms('a'), 'a');
  assert.equal(said(state, 'a', talk('ss', 'hi')), state);
});

test('what I said in another window is mine and not unread', () => {
  const state = said(inRooms('a', 'b'), 'b', talk('me', 'hi'));
  assert.deepEqual([log(state, 'b')[0].own, log(state, 'b')[0].mark, chat.find(state, 'b').unread], [true, 'delivered', 0]);
});

test('only what nobody looks at counts as unread', () => {
  let state = chat.opened(inRooms('a', 'b'), 'a');
  state = said(said(state, 'a', talk('ss', 'seen')), 'b', talk('ss', 'not seen'));
  assert.deepEqual(state.talks.map(it => it.unread), [0, 1]);
  state = said(chat.watched(state, false), 'a', talk('ss', 'not seen either'));
  assert.equal(chat.unreadInAll(state), 2);
});

test('coming and going is not unread, and a muted room does not count in the title', () => {
  let state = said(inRooms('a'), 'a', { type: 'JOIN', sender: 'ss' });
  assert.equal(chat.unreadInAll(state), 0);
  state = said(chat.muted(state, 'a'), 'a', talk('ss', 'hi'));
  assert.deepEqual([chat.find(state, 'a').unread, chat.unreadInAll(state)], [1, 0]);
});

test('being called by name is marked until it was seen', () => {
  let state = said(inRooms('a'), 'a', talk('ss', 'hi @me!'));
  assert.equal(chat.find(state, 'a').mentioned, true);
  state = chat.opened(state, 'a');
  assert.deepEqual([chat.find(state, 'a').mentioned, chat.find(state, 'a').unread], [false, 0]);
});

test('the unread line is placed once, stays while reading and goes on the next visit', () => {
  let state = said(chat.opened(inRooms('a', 'b'), 'b'), 'a', talk('ss', 'first'));
  const { key } = log(state)[0];
  state = chat.opened(said(state, 'a', talk('ss', 'second')), 'a');
  assert.deepEqual([chat.find(state, 'a').unread, chat.find(state, 'a').unreadFrom], [0, key]);
  state = said(state, 'a', talk('ss', 'third'));
  assert.equal(chat.find(state, 'a').unreadFrom, key);
  state = chat.opened(chat.opened(state, 'b'), 'a');
  assert.equal(chat.find(state, 'a').unreadFrom, null);
});

test('losing the focus takes the unread line away, new messages place it again', () => {
  let state = chat.watched(chat.opened(inRooms('a'), 'a'), false);
  state = chat.watched(said(state, 'a', talk('ss', '1')), true);
  assert.ok(chat.find(state, 'a').unreadFrom);
  state = chat.watched(state, false);
  assert.equal(chat.find(state, 'a').unreadFrom, null);
  state = said(state, 'a', talk('ss', '2'));
  assert.equal(chat.find(state, 'a').unreadFrom, log(state)[1].key);
});

test('leaving the open room opens its neighbour', () => {
  const state = chat.left(chat.opened(inRooms('a', 'b', 'c'), 'b'), 'b');
  assert.equal(state.open, 'c');
  assert.equal(chat.left(state, 'c').open, 'a');
  assert.equal(chat.left(chat.left(state, 'c'), 'a').open, null);
});

test('the server saying that I left while I am here is kept, and not shown', () => {
  const state = said(inRooms('a'), 'a', { type: 'LEAVE', sender: 'me' });
  assert.deepEqual(chat.shownLog(chat.find(state, 'a')), []);
  assert.equal(chat.find(state, 'a').last, 1);
});

test('the neighbours of a room go round at the ends, and can be only those with something unread', () => {
  const state = said(chat.opened(inRooms('a', 'b', 'c'), 'a'), 'c', talk('ss', 'hi'));
  assert.deepEqual([chat.neighbour(state, 1).id, chat.neighbour(state, -1).id], ['b', 'c']);
  assert.equal(chat.neighbour(state, 1, true).id, 'c');
  assert.equal(chat.neighbour(chat.opened(state, 'c'), 1, true), undefined);
  assert.equal(chat.neighbour(chat.opened(inRooms('a'), 'a'), 1), undefined);
});

test('arrivals and departures keep the list of members true, the past does not', () => {
  let state = chat.listed(inRooms('a'), 'a', [{ id: 'u-1', name: 'me', state: 'online', windows: 1 }]);
  state = said(state, 'a', { type: 'JOIN', sender: 'ss', windows: 1 });
  assert.deepEqual(chat.find(state, 'a').members.map(it => it.name), ['me', 'ss']);
  state = chat.listed(chat.subscribed(chat.entered(state, 'new'), 'new'), 'new', [{ id: 'u-1', name: 'me', state: 'online', windows: 1 }]);
  state = said(state, 'new', { type: 'LEAVE', sender: 'me' });
  assert.equal(chat.find(state, 'new').members[0].state, 'online');
});

test('what was missed is known when every room has had its share', () => {
  let state = said(inRooms('a', 'b'), 'a', talk('ss', 'before'));
  state = ['a', 'b'].reduce((next, id) => chat.subscribed(next, id), chat.lost(state));
  state = chat.joined(said(said(state, 'a', talk('ss', '1')), 'a', { type: 'JOIN', sender: 'me' }), 'a', 3);
  assert.equal(chat.missed(state), null);
  assert.equal(chat.missed(chat.joined(state, 'b', null)), 1);
});

test('private conversations stand behind the rooms, the latest first', () => {
  let state = chat.entered(chat.entered(inRooms('a'), '/u-1', { title: 'ss' }), '/u-2', { title: 'tt' });
  state = said(said(state, '/u-1', talk('ss', 'hi', { timestamp: 5 })), '/u-2', talk('tt', 'hi', { timestamp: 9 }));
  assert.deepEqual(chat.rooms(state).map(it => it.id), ['a']);
  assert.deepEqual(chat.privates(state).map(it => it.id), ['/u-2', '/u-1']);
});

test('a private conversation can begin with anybody who is in a room with me', () => {
  const members = [{ id: 'u-1', name: 'me', state: 'online' }, { id: 'u-2', name: 'ss', state: 'away' }, { id: 'u-3', name: 'tt', state: 'offline' }];
  const state = chat.listed(chat.listed(inRooms('a', 'b'), 'a', members), 'b', members);
  assert.deepEqual(chat.companions(state).map(it => it.id), ['u-2']);
});
