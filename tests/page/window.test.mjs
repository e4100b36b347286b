import assert from 'node:assert/strict';
import test from 'node:test';
import { heightsOf, windowOf } from '../../wwwroot/js/state/window.js';

const items = count => Array.from({ length: count }, (_, key) => ({ key }));

test('only what touches the screen is in the window, the rest is space', () => {
  assert.deepEqual(windowOf(Array(100).fill(10), 0, 50), { first: 95, last: 100, above: 950, below: 0 });
  assert.deepEqual(windowOf(Array(100).fill(10), 200, 250), { first: 75, last: 80, above: 750, below: 200 });
});

test('a window beyond the ends holds what is there', () => {
  assert.deepEqual(windowOf(Array(5).fill(10), -100, 500), { first: 0, last: 5, above: 0, below: 0 });
  assert.deepEqual(windowOf(Array(5).fill(10), 400, 500), { first: 0, last: 1, above: 0, below: 40 });
  assert.deepEqual(windowOf([], 0, 100), { first: 0, last: 0, above: 0, below: 0 });
});

test('the whole is as high as its items, whichever are in the document', () => {
  const heights = items(1_000).map(({ key }) => 20 + key % 7 * 13);
  const all = heights.reduce((sum, height) => sum + height, 0);
  for (let from = -100; from < all + 100; from += 397) {
    const { first, last, above, below } = windowOf(heights, from, from + 800);
    const inside = heights.slice(first, last).reduce((sum, height) => sum + height, 0);
    assert.equal(above + inside + below, all);
    assert.ok(last - first <= 42, `${last - first}`);
  }
});

test('an item that was never seen is taken for as high as those that were', () => {
  assert.deepEqual(heightsOf(items(3), new Map([[0, 10], [1, 30]])), [10, 30, 20]);
  assert.ok(heightsOf(items(1), new Map())[0] > 0);
});
