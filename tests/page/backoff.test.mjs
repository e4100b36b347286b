import assert from 'node:assert/strict';
import test from 'node:test';
import { backoff } from '../../wwwroot/js/state/backoff.js';

test('the wait doubles with every attempt', () => {
  assert.deepEqual([0, 1, 2, 3].map(attempt => backoff(attempt, 0)), [1_000, 2_000, 4_000, 8_000]);
});

test('half of the wait is left to chance', () => {
  assert.equal(backoff(2, 0), 4_000);
  assert.equal(backoff(2, 0.5), 6_000);
  assert.equal(backoff(2, 1), 8_000);
});

test('the wait stays between one and thirty seconds', () => {
  for (let attempt = 0; attempt < 2_000; attempt++) {
    const wait = backoff(attempt);
    assert.ok(wait >= 1_000 && wait <= 30_000, `${attempt}: ${wait}`);
  }
});
