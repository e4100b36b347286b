import assert from 'node:assert/strict';
import test from 'node:test';
import { asked, excerpt, failed, found, foundMore, marked, noFind, stepped, wordsOf } from '../../wwwroot/js/state/find.js';

const hits = texts => texts.filter(it => it.isHit).map(it => it.text);

test('each word that was looked for is marked, whatever its case', () => {
  assert.deepEqual(hits(marked('Back up the backup. 백업했어요', wordsOf('BACKUP  백업'))), ['backup', '백업']);
  assert.equal(marked('a.b', wordsOf('.')).map(it => it.text).join('|'), 'a|.|b');
  assert.deepEqual(marked('text', wordsOf('   ')), [{ text: 'text', isHit: false }]);
});

test('a long message is shown from shortly before its first hit', () => {
  const text = `${'x'.repeat(300)} needle ${'y'.repeat(300)}`;
  const shown = excerpt(text, wordsOf('needle'));
  assert.ok(shown.startsWith('…x') && shown.endsWith('…') && shown.includes('needle') && shown.length < 250);
  assert.equal(excerpt('short needle', wordsOf('needle')), 'short needle');
});

test('the arrows go through the results and stop at their ends', () => {
  let find = found(asked(noFind, 'x'), { hits: ['a', 'b'], total: 2, more: false });
  assert.equal(find.chosen, 0);
  find = stepped(stepped(find, 1), 1);
  assert.equal(find.chosen, 1);
  assert.equal(stepped(noFind, 1).chosen, -1);
});

test('a new question keeps the old answer until the new one is there', () => {
  const find = asked(found(asked(noFind, 'x'), { hits: ['a'], total: 1, more: true }), 'xy');
  assert.deepEqual([find.state, find.hits], ['asking', ['a']]);
  assert.deepEqual([asked(find, ' ').state, failed(find).hits], ['idle', []]);
});

test('further results follow, and an empty page is the last', () => {
  const find = found(asked(noFind, 'x'), { hits: ['a'], total: 2, more: true });
  assert.deepEqual(foundMore(find, { hits: ['b'], more: true }).hits, ['a', 'b']);
  assert.equal(foundMore(find, { hits: [], more: true }).more, false);
});
