import assert from 'node:assert/strict';
import test from 'node:test';
import { hue, initial, initials } from '../../wwwroot/js/state/people.js';

test('a Hangul name shows its last two syllables', () => {
  assert.equal(initials('김하늘'), '하늘');
  assert.equal(initials('하늘'), '하늘');
  assert.equal(initials('김하늘'.normalize('NFD')), '하늘');
});

test('a Latin name shows the first letters of its first and last word', () => {
  assert.equal(initials('Mina Park'), 'MP');
  assert.equal(initials('alex van der Kim'), 'AK');
  assert.equal(initials('ss'), 'S');
});

test('any other name shows its first grapheme', () => {
  assert.equal(initials('김'), '김');
  assert.equal(initials('👩‍💻 코딩'), '👩‍💻');
  assert.equal(initials('7번'), '7');
});

test('a tile shows the first grapheme of the room', () => {
  assert.equal(initial('서버 이전'), '서');
  assert.equal(initial('frontend'), 'F');
});

test('the hue is FNV-1a of the UTF-8 bytes, modulo eight', () => {
  // Published 32-bit vectors: "" 0x811c9dc5, "a" 0xe40c292c, "foobar" 0xbf9cf968.
  assert.equal(hue(''), 0x811c9dc5 % 8 + 1);
  assert.equal(hue('a'), 0xe40c292c % 8 + 1);
  assert.equal(hue('foobar'), 0xbf9cf968 % 8 + 1);
});

test('composed and decomposed Hangul have the same hue', () => {
  assert.equal(hue('김하늘'), hue('김하늘'.normalize('NFD')));
});
