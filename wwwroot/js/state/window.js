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
