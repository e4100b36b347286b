export const typingMs = 6_000; // without another word of it, somebody has stopped
export const typingEveryMs = 3_000; // how often it is said while it goes on

/** Somebody began to write, or stopped. */
export const typed = (typing, { type, sender }, at) => {
  if (type === 'TYPING') return { ...typing, [sender]: at };
  if (!(sender in typing)) return typing;
  const { [sender]: _, ...rest } = typing;
  return rest;
};

export const settled = (typing, at) => {
  const still = Object.entries(typing).filter(([, since]) => at - since < typingMs);
  return still.length === Object.keys(typing).length ? typing : Object.fromEntries(still);
};

/** Who writes, me excepted, as a word's key and its values; null when nobody does. */
export const typingWord = (typing, me) => {
  const names = Object.keys(typing).filter(name => name !== me);
  if (names.length === 0) return null;
  if (names.length > 2) return { key: 'typing.many', values: { count: names.length } };
  const [name, other] = names;
  return other === undefined ? { key: 'typing.one', values: { name } } : { key: 'typing.two', values: { name, other } };
};
