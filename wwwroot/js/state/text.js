const address = /https?:\/\/[^\s<>"'`]+/gu;
const inlineCode = /`([^`\n]+)`/g;
const fenceOpens = /^```([^`]*)$/;
const fenceCloses = /^```\s*$/;
const oneEmoji = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\ufe0f?)$/v;
const graphemes = new Intl.Segmenter();
const mostEmoji = 6;
const longestEmoji = 120; // UTF-16 units; a flag or a family takes up to 35 of them
const longestLabel = 60;

const openers = { ')': '(', ']': '[', '}': '{' };

/** The address without the punctuation of the sentence around it: "(see https://a.b/c)." ends at c. */
const trimmed = found => {
  const count = {};
  for (const letter of found) count[letter] = (count[letter] ?? 0) + 1;
  let end = found.length;
  for (; end > 0; end--) {
    const last = found[end - 1];
    const tooMany = last in openers && count[last] > (count[openers[last]] ?? 0);
    if (!tooMany && !/[.,;:!?…。、]/u.test(last)) break;
    count[last]--;
  }
  return found.slice(0, end);
};

const label = text =>
  text.length <= longestLabel ? text : `${text.slice(0, longestLabel / 2)}…${text.slice(-longestLabel / 2 + 1)}`;

/** Cuts `text` at each match; `make` gives the piece for a match and may leave its end to the text. */
const cut = (text, pattern, make) => {
  const pieces = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const { piece, length } = make(match);
    if (!piece) continue;
    if (match.index > from) pieces.push({ kind: 'plain', text: text.slice(from, match.index) });
    pieces.push(piece);
    from = match.index + length;
  }
  if (from < text.length) pieces.push({ kind: 'plain', text: text.slice(from) });
  return pieces;
};

const link = ([found]) => {
  const href = trimmed(found);
  return { length: href.length, piece: URL.canParse(href) && { kind: 'link', href, text: label(href) } };
};

const called = me => ([found]) => ({ length: found.length, piece: { kind: 'call', text: found, isMe: found === `@${me}` } });

const inPlain = (pieces, pattern, make) =>
  pattern ? pieces.flatMap(piece => piece.kind === 'plain' ? cut(piece.text, pattern, make) : [piece]) : pieces;

/**
 * The pieces of a paragraph: plain text, `code`, http(s) addresses, which alone become links, and calls of the people whose
 * names `calls` finds.
 */
export const inline = (text, calls = null, me = '') => {
  const code = cut(text, inlineCode, ([whole, code]) => ({ length: whole.length, piece: { kind: 'code', text: code } }));
  return inPlain(inPlain(code, address, link), calls, called(me));
};

/** One to six emoji and nothing else. */
export const emojiOnly = text => {
  const bare = text.replace(/\s/gu, '');
  if (bare === '' || bare.length > longestEmoji) return false;
  const letters = [...graphemes.segment(bare)];
  return letters.length <= mostEmoji && letters.every(({ segment }) => oneEmoji.test(segment));
};

const paragraph = lines => ({ kind: 'paragraph', text: lines.join('\n').replace(/^\n+/, '').trimEnd() });

/** The blocks of a message: paragraphs and fenced code, in order. One pass over the lines, whatever they hold. */
export const blocks = text => {
  if (emojiOnly(text)) return [{ kind: 'emoji', text }];
  const lines = text.split('\n');
  const lastClose = lines.findLastIndex(line => fenceCloses.test(line));
  const result = [];
  let plain = [];
  for (let i = 0; i < lines.length; i++) {
    const opens = i < lastClose && fenceOpens.exec(lines[i]);
    if (!opens) {
      plain.push(lines[i]);
      continue;
    }
    let end = i + 1;
    while (!fenceCloses.test(lines[end])) end++;
    result.push(paragraph(plain), { kind: 'fence', language: opens[1].trim(), text: lines.slice(i + 1, end).join('\n') });
    plain = [];
    i = end;
  }
  return [...result, paragraph(plain)].filter(block => block.kind === 'fence' || block.text !== '');
};

/** The text as a part of a pattern with the flag u, where no other character may be escaped. */
export const escaped = text => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
