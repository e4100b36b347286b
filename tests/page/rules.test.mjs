import assert from 'node:assert/strict';
import test from 'node:test';
import { cleanMessage, cleanName, faultOfName, faultOfRoom, faultOfTitle, isLink, roomIn } from '../../wwwroot/js/state/rules.js';
import { nameOf, newId, roomLink, roomName, talkAt, talkLink } from '../../wwwroot/js/state/room-name.js';

test('a name has one to thirty characters and no control characters', () => {
  assert.equal(faultOfName('윤서진'), null);
  assert.equal(faultOfName('x'.repeat(30)), null);
  assert.equal(faultOfName(cleanName('   ')), 'entrance.nameMissing');
  assert.equal(faultOfName('x'.repeat(31)), 'entrance.nameLong');
  assert.equal(faultOfName('a\u0007b'), 'entrance.nameOdd');
});

test('a room has one to a hundred characters, none of them reserved', () => {
  assert.equal(faultOfRoom('서버 이전'), null);
  assert.equal(faultOfRoom(''), 'entrance.roomMissing');
  assert.equal(faultOfRoom('x'.repeat(101)), 'entrance.roomLong');
  for (const odd of ['a/b', 'a*', 'a?', '{a}', '100%', 'a\\b', 'a\nb', ' a']) assert.equal(faultOfRoom(odd), 'entrance.roomOdd', odd);
});

test('an invitation link leads to its room, a name is the room', () => {
  assert.equal(roomIn('https://chat.example/?room=abc'), 'abc');
  assert.equal(roomIn('chat.example/?x=1&room=%EC%84%9C%EB%B2%84+%EC%9D%B4%EC%A0%84#top'), '서버 이전');
  assert.equal(roomIn('  서버 이전 '), '서버 이전');
});

test('the link of a room leads back to it', () => {
  for (const room of ['서버 이전', 'a&b=c#d', 'x+y', '3d41c3ed-8ddb-458d']) {
    assert.equal(roomIn(roomLink(room, 'http://chat.example:5000/?room=old#write')), room);
  }
});

test('a UUID is shown by its beginning, any other room by its id', () => {
  assert.equal(roomName('3d41c3ed-8ddb-458d-9f3a-0123456789ab'), '3d41c3ed');
  assert.equal(roomName('3d41c3ed-8ddb'), '3d41c3ed-8ddb');
});

test('a new id is a UUID of version 4, with and without randomUUID', () => {
  const insecure = { getRandomValues: bytes => crypto.getRandomValues(bytes) };
  for (const room of [newId(), newId(insecure)]) {
    assert.match(room, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});

test('a message loses control characters and empty ends, and nothing else', () => {
  assert.equal(cleanMessage('\n \n  a\tb\r\nc\u0000\u0085 \n\n'), '  a\tb\nc');
  assert.equal(cleanMessage(' \n\t'), '');
  assert.equal(cleanMessage('👍\ud83d'), '👍\ufffd');
});

test('a title is no id: only its length and control characters count', () => {
  assert.equal(faultOfTitle('점심 뭐 먹지?'), null);
  assert.equal(faultOfTitle(''), 'entrance.titleMissing');
  assert.equal(faultOfTitle('x'.repeat(101)), 'entrance.roomLong');
});

test('a room is called by its title, or else by its id', () => {
  assert.equal(nameOf({ id: '3d41c3ed-8ddb-458d-9f3a-0123456789ab', title: '점심' }), '점심');
  assert.equal(nameOf({ id: '3d41c3ed-8ddb-458d-9f3a-0123456789ab', title: '3d41c3ed-8ddb-458d-9f3a-0123456789ab' }), '3d41c3ed');
});

test('an address leads to a room or to a private conversation', () => {
  for (const id of ['우리 방', '/u-Ab_-9']) assert.equal(talkAt(talkLink(id, 'http://chat.example/?room=old')), id);
  assert.equal(talkAt('http://chat.example/'), null);
  assert.ok(isLink('http://chat.example/?room=a') && !isLink('a'));
});
