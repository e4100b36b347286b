import assert from 'node:assert/strict';
import test from 'node:test';
import { blocks, emojiOnly, inline } from '../../wwwroot/js/state/text.js';

const links = text => inline(text).filter(piece => piece.kind === 'link').map(piece => piece.href);

test('an address becomes a link and the words around it stay text', () => {
  assert.deepEqual(inline('see https://a.example/b now'), [
    { kind: 'plain', text: 'see ' },
    { kind: 'link', href: 'https://a.example/b', text: 'https://a.example/b' },
    { kind: 'plain', text: ' now' },
  ]);
});

test('punctuation of the sentence is not part of the address', () => {
  assert.deepEqual(links('(see https://a.example/b).'), ['https://a.example/b']);
  assert.deepEqual(links('https://a.example/b, https://a.example/c?'), ['https://a.example/b', 'https://a.example/c']);
});

test('brackets that belong to the address stay in it', () => {
  assert.deepEqual(links('https://a.example/wiki/B_(c)'), ['https://a.example/wiki/B_(c)']);
});

test('only http and https become links', () => {
  assert.deepEqual(links('javascript:alert(1) data:text/html,x file:///etc ftp://a.example'), []);
});

test('an address without a host stays text', () => {
  assert.deepEqual(inline('https://'), [{ kind: 'plain', text: 'https://' }]);
});

test('a long address is cut in its label, never in its target', () => {
  const long = `https://a.example/${'x'.repeat(200)}/end`;
  const [piece] = inline(long);
  assert.equal(piece.href, long);
  assert.ok(piece.text.length <= 60 && piece.text.startsWith('https://a.example/') && piece.text.endsWith('/end'));
});

test('an address in inline code stays code', () => {
  assert.deepEqual(inline('`https://a.example`'), [{ kind: 'code', text: 'https://a.example' }]);
});

test('fenced code stands between paragraphs and keeps its blank lines', () => {
  assert.deepEqual(blocks('before\n```bash\nls\n\npwd\n```\nafter'), [
    { kind: 'paragraph', text: 'before' },
    { kind: 'fence', language: 'bash', text: 'ls\n\npwd' },
    { kind: 'paragraph', text: 'after' },
  ]);
});

test('a fence that is never closed stays text', () => {
  assert.deepEqual(blocks('```bash\nls'), [{ kind: 'paragraph', text: '```bash\nls' }]);
});

test('two fences are two blocks', () => {
  assert.deepEqual(blocks('```\na\n```\n```\nb\n```').map(block => block.text), ['a', 'b']);
});

test('line breaks are kept', () => {
  assert.deepEqual(blocks('a\nb\n\nc'), [{ kind: 'paragraph', text: 'a\nb\n\nc' }]);
});

test('one to six emoji alone are shown large', () => {
  for (const text of ['👍', '🎉👏', '☔️', '👨‍👩‍👧‍👦🇰🇷', '😀😀😀😀😀😀', '👍 👍']) assert.ok(emojiOnly(text), text);
  for (const text of ['', ' ', '1', '#', 'ok 👍', '안녕', '😀😀😀😀😀😀😀']) assert.ok(!emojiOnly(text), text);
});

test('hostile text takes no noticeable time', { timeout: 2_000 }, () => {
  for (const text of ['```a\n'.repeat(4_000), '❤️'.repeat(10_000) + 'x', `https://a.example/${')'.repeat(19_000)}`, '`'.repeat(20_000)]) {
    blocks(text).forEach(block => inline(block.text));
  }
});
