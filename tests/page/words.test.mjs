import assert from 'node:assert/strict';
import test from 'node:test';
import { en } from '../../wwwroot/js/words/en.js';
import { ko } from '../../wwwroot/js/words/ko.js';
import { pieces, preferred, speak, t } from '../../wwwroot/js/words/words.js';

const forms = word => typeof word === 'string' ? [word] : Object.values(word);
const values = word => [...new Set(forms(word).flatMap(form => form.match(/\{\w+\}/g) ?? []))].sort();

test('both languages have the same words with the same values', () => {
  assert.deepEqual(Object.keys(en), Object.keys(ko));
  for (const key of Object.keys(ko)) assert.deepEqual(values(en[key]), values(ko[key]), key);
});

test('Korean is for whoever asks for it first', () => {
  assert.deepEqual(['ko', 'ko-KR', 'en-US', 'kok', undefined].map(preferred), ['ko', 'ko', 'en', 'en', 'en']);
});

test('one is not many', () => {
  speak('en');
  assert.equal(t('write.left', { count: 1 }), '1 character left');
  assert.equal(t('write.left', { count: 2 }), '2 characters left');
});

test('a name that looks like markup stays a name', () => {
  speak('ko');
  assert.deepEqual(pieces('line.joined', { name: '**{name}**' }).filter(piece => piece.text), [
    { text: '**{name}**', bold: true },
    { text: ' 님이 들어왔어요', bold: false },
  ]);
});
