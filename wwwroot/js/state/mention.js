import { escaped } from './text.js';

// Calling somebody by @name. A name may have spaces; nothing but a letter or a digit may follow it.

const initials = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
const firstSyllable = 0xac00;
const lastSyllable = 0xd7a3;
const perInitial = 588;
const perVowel = 28;
const atWord = /(?:^|[\s(])@([^@\n]{0,30})$/u;
const mostOptions = 6;

const patterns = new Map();

const pattern = names => {
  const key = names.join('\n');
  if (!patterns.has(key)) {
    if (patterns.size > 50) patterns.clear();
    const longestFirst = [...names].sort((a, b) => b.length - a.length).map(escaped);
    patterns.set(key, new RegExp(`(?<![\\p{L}\\p{N}])@(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'gu'));
  }
  return patterns.get(key);
};

/** Where `text` calls one of `names`, for String.matchAll; null where there are no names. */
export const callOf = names => names.length === 0 ? null : pattern(names);

export const mentions = (text, name) => name !== '' && text.includes(`@${name}`) && text.search(pattern([name])) >= 0;

/** Whether `typed` begins `letter`: itself, by its initial consonant, or as a syllable that is not complete yet. */
const begins = (letter, typed) => {
  if (letter === typed) return true;
  const code = letter.charCodeAt(0);
  if (code < firstSyllable || code > lastSyllable) return false;
  if (initials[Math.floor((code - firstSyllable) / perInitial)] === typed) return true;
  const half = typed.charCodeAt(0);
  const hasNoFinal = half >= firstSyllable && half <= lastSyllable && (half - firstSyllable) % perVowel === 0;
  return hasNoFinal && code - (code - firstSyllable) % perVowel === half;
};

const matchesAt = (name, typed, from) => [...typed].every((letter, i) => from + i < name.length && begins(name[from + i], letter));

const plain = text => text.normalize('NFC').toLowerCase();

/** Whether a name fits what was typed of it: from its start, or from within a Hangul name or another word. */
export const fits = (name, typed) => {
  const whole = plain(name);
  const part = plain(typed);
  for (let from = 0; from < Math.max(1, whole.length); from++) {
    const isWord = from === 0 || whole[from - 1] === ' ' || whole.charCodeAt(from) >= firstSyllable;
    if (isWord && matchesAt(whole, part, from)) return true;
  }
  return false;
};

/** What is being typed after an @ before the caret, or null. */
export const wanted = (text, caret) => {
  const found = atWord.exec(text.slice(0, caret));
  return found && { typed: found[1], from: caret - found[1].length - 1 };
};

/** Whom to choose from; nobody when the only one is written out already, so that Enter sends. */
export const options = (members, me, typed) => {
  const found = members.filter(({ name }) => name !== me && fits(name, typed)).slice(0, mostOptions);
  return found.length === 1 && plain(found[0].name) === plain(typed) ? [] : found;
};

/** The text with the name put in, and where the caret is then. */
export const taken = (text, caret, from, name) => {
  const before = `${text.slice(0, from)}@${name} `;
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length };
};
