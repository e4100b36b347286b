// Which items of a long log are in the document. Positions count from the log's end, upwards, in CSS pixels.

const guessPx = 72;

/** The height of each item: as measured, or what such an item usually has. */
export const heightsOf = (items, measured) => {
  const known = items.reduce((sum, { key }) => {
    const height = measured.get(key);
    return height === undefined ? sum : { px: sum.px + height, count: sum.count + 1 };
  }, { px: 0, count: 0 });
  const usual = known.count > 0 ? known.px / known.count : guessPx;
  return items.map(({ key }) => measured.get(key) ?? usual);
};

/**
 * The items that touch what is between `from` and `to` above the end, and how much room the others take above and below
 * them: `{ first, last, above, below }`, `last` not included. The last item is always there where the end is near.
 */
export const windowOf = (heights, from, to) => {
  let below = 0;
  let last = heights.length;
  while (last > 1 && below + heights[last - 1] <= from) below += heights[--last];
  let first = last;
  let top = below;
  while (first > 0 && (top < to || first === last)) top += heights[--first];
  let above = 0;
  for (let i = 0; i < first; i++) above += heights[i];
  return { first, last, above, below };
};

/**
 * Where the reader is, in items that have changed: at the first of the lines `seen`, each `{ key, top }` with its top counted
 * from the screen's, that is still there. Gives which item holds it, and how far down in it: `{ at, part, key, top }`, or null.
 */
export const placeOf = (items, seen) => {
  for (const { key, top } of seen) {
    const at = items.findIndex(item => item.key === key || item.lines?.some(line => line.key === key));
    if (at >= 0) return { at, part: partOf(items[at], key), key, top };
  }
  return null;
};

const partOf = ({ lines = [] }, key) => lines.length === 0 ? 0 : Math.max(0, lines.findIndex(line => line.key === key)) / lines.length;

/** How far the lower edge of the screen is above the end when a place is where it was. */
export const fromEndAt = (heights, { at, part = 0, top }, screenPx) => {
  let px = top - screenPx - part * heights[at];
  for (let i = at; i < heights.length; i++) px += heights[i];
  return Math.max(0, px);
};
