import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
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

test('every word is used, and every word that is used is there', async () => {
  const root = new URL('../../wwwroot/', import.meta.url);
  const files = (await readdir(root, { recursive: true })).filter(file => /^(?:index\.html|js[\\/](?!words[\\/](?:ko|en)).*\.js)$/.test(file));
  const text = (await Promise.all(files.map(file => readFile(new URL(file.replaceAll('\\', '/'), root), 'utf8')))).join('\n');
  const used = new Set([...text.matchAll(/['"]([a-z]+\.[A-Za-z]+)['"]/g)].map(match => match[1]).filter(key => /^(?:app|skip|action|entrance|language|rooms|room|day|line|jump|message|write|typing|members|link|find|settings|empty|error|refused|notify)\./.test(key)));
  const made = ['online', 'away', 'offline'].map(state => `members.${state}`);
  assert.deepEqual([...used].filter(key => !(key in ko)), []);
  const withoutScript = 'error.noScript';
  assert.ok([ko, en].every(book => text.includes(book[withoutScript])));
  assert.deepEqual(Object.keys(ko).filter(key => !used.has(key) && !made.includes(key) && key !== withoutScript), []);
});
