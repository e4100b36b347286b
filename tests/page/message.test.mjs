import assert from 'node:assert/strict';
import test from 'node:test';
import { readMessage, readProblem } from '../../wwwroot/js/state/message.js';

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
