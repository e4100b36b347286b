import assert from 'node:assert/strict';
import test from 'node:test';
import { callOf, fits, mentions, options, taken, wanted } from '../../wwwroot/js/state/mention.js';
import { inline } from '../../wwwroot/js/state/text.js';

test('a name is called by @ before it and no letter behind it', () => {
  assert.ok(mentions('@하늘 안녕', '하늘') && mentions('hi @Mina Park!', 'Mina Park') && mentions('(@ss)', 'ss'));
  assert.ok(!mentions('@하늘이', '하늘') && !mentions('@ssh', 'ss') && !mentions('a@ss', 'ss') && !mentions('ss', 'ss') && !mentions('@ss', ''));
});

test('the longest name that fits is the one that is called', () => {
  assert.deepEqual(inline('@Mina Park, hi', callOf(['Mina', 'Mina Park']), 'Mina').filter(it => it.kind === 'call'), [{ kind: 'call', text: '@Mina Park', isMe: false }]);
  assert.deepEqual(inline('@Mina hi', callOf(['Mina', 'Mina Park']), 'Mina')[0], { kind: 'call', text: '@Mina', isMe: true });
});

test('a name may have characters that mean something elsewhere', () => {
  assert.ok(mentions('@a.b(c)* hi', 'a.b(c)*') && !mentions('@axb', 'a.b'));
  assert.equal(callOf([]), null);
});

test('an address stays an address, code stays code', () => {
  assert.deepEqual(inline('https://a.example/@ss `@ss`', callOf(['ss']), '').map(it => it.kind), ['link', 'plain', 'code']);
});

test('Hangul is found by syllable, by initial consonants, and while a syllable is not complete', () => {
  for (const typed of ['하늘', '하', 'ㅎㄴ', 'ㅎ', '김하', '하느', '늘', '']) assert.ok(fits('김하늘', typed), typed);
  for (const typed of ['한', 'ㄴㅎ', '하느리', '하늘이']) assert.ok(!fits('김하늘', typed), typed);
  assert.ok(fits('Mina Park', 'par') && fits('Mina Park', 'mina p') && !fits('Mina Park', 'ina'));
});

test('the menu opens at an @ at the start or behind a space', () => {
  assert.deepEqual(wanted('@하', 2), { typed: '하', from: 0 });
  assert.deepEqual(wanted('hi @mi', 6), { typed: 'mi', from: 3 });
  assert.equal(wanted('a@b', 3), null);
  assert.equal(wanted('@a\nb', 4), null);
});

test('I am not among those I can call', () => {
  assert.deepEqual(options([{ name: 'me' }, { name: 'mina' }], 'me', 'm').map(it => it.name), ['mina']);
});

test('who is written out already is not to be chosen', () => {
  assert.deepEqual(options([{ name: 'mina' }], 'me', 'Mina'), []);
  assert.equal(options([{ name: 'mina' }, { name: 'mina park' }], 'me', 'mina').length, 2);
});

test('the name that was taken stands in the text with a space behind it', () => {
  assert.deepEqual(taken('hi @mi there', 6, 3, 'Mina Park'), { text: 'hi @Mina Park there', caret: 14 });
});

test('a name may hold whatever a pattern takes for its own', () => {
  for (const name of ['a-name', 'a.b*c', '(x)[y]{z}', '^$|/\\?+']) assert.equal(mentions(`hi @${name}!`, name), true, name);
});
