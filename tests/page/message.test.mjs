import assert from 'node:assert/strict';
import test from 'node:test';
import { readActivity, readMembers, readMessage, readPrivate, readProblem } from '../../wwwroot/js/state/message.js';

test('the three types are read', () => {
  assert.equal(readMessage('{"roomId":"r","type":"TALK","sender":"ss","message":"hi"}').message, 'hi');
  assert.equal(readMessage('{"roomId":"r","type":"LEAVE","sender":"ss","message":null}').type, 'LEAVE');
});

test('whatever is no chat message is left alone', () => {
  for (const body of ['', 'hi', 'null', '[]', '7', '{"type":"SHOUT","sender":"ss"}', '{"type":"JOIN","sender":{}}',
    '{"type":"JOIN","sender":""}', '{"type":"TALK","sender":"ss","message":null}']) {
    assert.equal(readMessage(body), null, body);
  }
});

test('a refusal is read, however little it says', () => {
  assert.deepEqual(readProblem('{"type":"urn:chat:sender","title":"t","detail":"d"}'), { type: 'urn:chat:sender', detail: 'd' });
  assert.deepEqual(readProblem('{"title":"t"}'), { type: 'about:blank', detail: 't' });
  assert.deepEqual(readProblem('oops'), { type: 'about:blank', detail: '' });
});

test('the headers say where a message is in its log', () => {
  const headers = { 'x-stream-offset': '7', 'x-stream-epoch': 'e', timestamp: '1783300000000', 'idempotency-key': 'k', recovered: 'false', windows: '2' };
  const { offset, epoch, timestamp, key, recovered, windows } = readMessage('{"type":"JOIN","sender":"ss"}', headers);
  assert.deepEqual([offset, epoch, timestamp, key, recovered, windows], [7, 'e', 1_783_300_000_000, 'k', false, 2]);
  assert.equal(readMessage('{"type":"JOIN","sender":"ss"}').recovered, undefined);
});

test('a private message needs both its ends', () => {
  const body = '{"from":"u-1","to":"u-2","sender":"ss","recipient":"tt","message":"hi"}';
  assert.equal(readPrivate(body, {}).type, 'TALK');
  assert.equal(readPrivate(body.replace('"to"', '"too"'), {}), null);
});

test('only known activities and named members count', () => {
  assert.deepEqual(readActivity('{"roomId":"a","type":"TYPING","sender":"ss"}'), { type: 'TYPING', sender: 'ss' });
  assert.equal(readActivity('{"type":"SLEEPING","sender":"ss"}'), null);
  assert.deepEqual(readMembers([{ name: 'ss' }, {}, null]), [{ name: 'ss' }]);
  assert.equal(readMembers('x'), null);
});
