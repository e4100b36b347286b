const hueCount = 8;
const hangulName = /^[\uac00-\ud7a3]{2,}$/;
const latinWord = /^\p{Script=Latin}/u;

const graphemes = new Intl.Segmenter();

const first = text => graphemes.segment(text)[Symbol.iterator]().next().value?.segment ?? '';

/** What an avatar shows: the last two syllables of a Hangul name, the first letters of a Latin one. */
export const initials = name => {
  const whole = name.normalize('NFC').trim();
  if (hangulName.test(whole)) return whole.slice(-2);
  const words = whole.split(/\s+/);
  if (!latinWord.test(whole)) return first(whole);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map(word => first(word).toUpperCase()).join('');
};

/** What a room's tile shows. */
export const initial = name => first(name.normalize('NFC').trim()).toUpperCase();

/** 1 to 8 by FNV-1a (32 bits) over the UTF-8 of the NFC text, so everybody sees the same colour. */
export const hue = text => {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text.normalize('NFC'))) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0) % hueCount + 1;
};
