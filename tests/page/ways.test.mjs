import assert from 'node:assert/strict';
import test from 'node:test';
import { againWay, firstWay, nextWay, settledWay } from '../../wwwroot/js/state/ways.js';

const names = (way, attempts) => Array.from({ length: attempts }, () => (way = nextWay(way)).name);

test('WebSocket is tried twice, then SockJS, then both in turn', () => {
  assert.equal(firstWay.name, 'websocket');
  assert.deepEqual(names(firstWay, 5), ['websocket', 'sockjs', 'websocket', 'sockjs', 'websocket']);
});

test('a way that has worked is tried again first, with all its attempts', () => {
  const sockJs = settledWay(nextWay(nextWay(firstWay)));
  assert.deepEqual(againWay(sockJs), { name: 'sockjs', failures: 0, worked: false });
  const late = againWay(settledWay(nextWay(firstWay)));
  assert.deepEqual(names(late, 2), ['websocket', 'sockjs']);
});
