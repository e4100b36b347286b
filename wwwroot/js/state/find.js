import { escaped } from './text.js';

// The search panel: what is looked for, where, what was found and which result is chosen.

export const noFind = { query: '', scope: 'room', state: 'idle', hits: [], total: 0, more: false, chosen: -1 };

export const asked = (find, query, scope = find.scope) =>
  ({ ...noFind, query, scope, state: query.trim() === '' ? 'idle' : 'asking', hits: find.hits, total: find.total });

export const found = (find, { hits, total, more }) =>
  ({ ...find, state: 'found', hits, total, more, chosen: hits.length > 0 ? 0 : -1 });

export const foundMore = (find, { hits, more }) => ({ ...find, hits: [...find.hits, ...hits], more: more && hits.length > 0 });

export const failed = find => ({ ...find, state: 'failed', hits: [], total: 0, more: false, chosen: -1 });

export const stepped = (find, by) => find.hits.length === 0 ? find
  : { ...find, chosen: Math.min(find.hits.length - 1, Math.max(0, find.chosen + by)) };

export const chosen = (find, at) => ({ ...find, chosen: at });

/** The words of a query as a pattern that finds them in a text, or null. */
export const wordsOf = query => {
  const words = query.normalize('NFC').trim().split(/\s+/).filter(Boolean);
  return words.length === 0 ? null : new RegExp(words.sort((a, b) => b.length - a.length).map(escaped).join('|'), 'giu');
};

/** The pieces of a text: plain, and those that were looked for. */
export const marked = (text, words) => {
  if (!words) return [{ text, isHit: false }];
  const pieces = [];
  let from = 0;
  for (const { 0: hit, index } of text.matchAll(words)) {
    if (index > from) pieces.push({ text: text.slice(from, index), isHit: false });
    pieces.push({ text: hit, isHit: true });
    from = index + hit.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isHit: false });
  return pieces;
};

const leadIn = 40;
const longestExcerpt = 240;

/** A long message from shortly before its first hit. */
export const excerpt = (text, words) => {
  const at = words ? text.search(words) : 0;
  const from = at > leadIn * 2 ? at - leadIn : 0;
  const to = from + longestExcerpt;
  return `${from > 0 ? '…' : ''}${text.slice(from, to).toWellFormed()}${text.length > to ? '…' : ''}`;
};
