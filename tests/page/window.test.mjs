import assert from 'node:assert/strict';
import test from 'node:test';
import { fromEndAt, heightsOf, placeOf, windowOf } from '../../wwwroot/js/state/window.js';

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

const place = (count, seen) => placeOf(items(count), seen);

test('the place of the reader is that of the first line seen that is still there', () => {
  assert.deepEqual(place(10, [{ key: 4, top: -3 }, { key: 5, top: 20 }]), { at: 4, part: 0, key: 4, top: -3 });
  assert.deepEqual(place(10, [{ key: 40, top: -3 }, { key: 5, top: 20 }]), { at: 5, part: 0, key: 5, top: 20 });
  assert.equal(place(10, [{ key: 40, top: 0 }]), null);
  assert.equal(place(10, []), null);
});

test('a line is found in the group that holds it, which may have another key than before', () => {
  const group = { key: -2, lines: [{ key: -2 }, { key: -1 }, { key: 7 }, { key: 8 }] };
  assert.deepEqual(placeOf([{ key: -3 }, group], [{ key: 7, top: 5 }]), { at: 1, part: 0.5, key: 7, top: 5 });
});

test('the place stays where it is on the screen, whatever comes in below', () => {
  const screen = 50;
  for (const more of [0, 1, 100]) {
    const heights = Array(20 + more).fill(10);
    const fromEnd = fromEndAt(heights, { at: 10, top: 5 }, screen);
    assert.equal(fromEnd, (10 + more) * 10 + 5 - screen);
    const { first, last } = windowOf(heights, fromEnd, fromEnd + screen);
    assert.ok(first <= 10 && last > 10);
  }
});

test('a place near the end is shown with the end at the lower edge, and never beyond', () => {
  assert.equal(fromEndAt([10, 10], { at: 1, top: 5 }, 50), 0);
});

test('the line counts and not the top of a long group, however its height is guessed', () => {
  const fromEnd = fromEndAt([10, 72, ...Array(20).fill(10)], { at: 1, part: 0.5, top: 0 }, 50);
  const { first } = windowOf([10, 72, ...Array(20).fill(10)], fromEnd, fromEnd + 50);
  assert.equal(first, 1);
});
