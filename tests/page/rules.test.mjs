import assert from 'node:assert/strict';
import test from 'node:test';
import { cleanMessage, cleanName, faultOfName, faultOfRoom, roomIn } from '../../wwwroot/js/state/rules.js';
import { newRoom, roomLink, roomName } from '../../wwwroot/js/state/room-name.js';

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

test('a new room is a UUID of version 4, with and without randomUUID', () => {
  const insecure = { getRandomValues: bytes => crypto.getRandomValues(bytes) };
  for (const room of [newRoom(), newRoom(insecure)]) {
    assert.match(room, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});

test('a message loses control characters and empty ends, and nothing else', () => {
  assert.equal(cleanMessage('\n \n  a\tb\r\nc\u0000\u0085 \n\n'), '  a\tb\nc');
  assert.equal(cleanMessage(' \n\t'), '');
  assert.equal(cleanMessage('👍\ud83d'), '👍\ufffd');
});
