import { en } from './en.js';
import { ko } from './ko.js';

const books = { ko, en };
let language = 'ko';

export const languages = Object.keys(books);

/** Korean for whoever asks for Korean first, English for everybody else. */
export const preferred = tag => /^ko\b/i.test(tag ?? '') ? 'ko' : 'en';

export const speak = chosen => {
  language = chosen;
};

export const spoken = () => language;

const chosen = (key, values) => {
  const word = books[language][key];
  return typeof word === 'string' ? word : word[new Intl.PluralRules(language).select(values.count)];
};

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) =>
  typeof values[name] === 'number' ? values[name].toLocaleString(language) : values[name]);

export const t = (key, values = {}) => fill(chosen(key, values), values);

/** The pieces of a word with a **bold** part. Cut first and filled afterwards, so that no name can be markup. */
export const pieces = (key, values) =>
  chosen(key, values).split('**').map((text, i) => ({ text: fill(text, values), bold: i % 2 === 1 }));
