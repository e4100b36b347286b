// Storage can be closed, full or hold what another version wrote; the page works without it.
const read = (store, key, fallback) => {
  try {
    return JSON.parse(globalThis[store].getItem(key)) ?? fallback;
  } catch {
    return fallback;
  }
};

const write = (store, key, value) => {
  try {
    if (value === null) globalThis[store].removeItem(key);
    else globalThis[store].setItem(key, JSON.stringify(value));
  } catch {
    // What cannot be kept is only forgotten at the next visit.
  }
};

const keptRecents = 4;
const secretBytes = 32;

const firstSettings = { theme: 'system', notify: 'none', sound: true, side: 'members' };

export const settings = () => ({ ...firstSettings, ...read('localStorage', 'chat.settings', {}) });
export const keepSettings = changed => write('localStorage', 'chat.settings', { ...read('localStorage', 'chat.settings', {}), ...changed });

const freshSecret = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(secretBytes));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
};

/** What makes me the same person in every window and at every visit; it is sent to the server alone. */
export const secret = () => {
  const kept = read('localStorage', 'chat.secret', null);
  if (typeof kept === 'string') return kept;
  const fresh = freshSecret();
  write('localStorage', 'chat.secret', fresh);
  return fresh;
};

export const name = () => String(read('localStorage', 'chat.name', ''));
export const keepName = value => write('localStorage', 'chat.name', value);

export const recents = () => [read('localStorage', 'chat.recent', [])].flat().filter(it => typeof it?.id === 'string');
export const keepRecent = (id, title, at) =>
  write('localStorage', 'chat.recent', [{ id, title, at }, ...recents().filter(it => it.id !== id)].slice(0, keptRecents));

/** How far each conversation has been read, and which are muted: `{ epoch, read, muted }`. */
export const place = id => read('localStorage', 'chat.places', {})[id] ?? {};
export const keepPlaces = places => {
  const all = read('localStorage', 'chat.places', {});
  for (const [id, { epoch, read: offset, muted }] of Object.entries(places)) {
    const before = all[id];
    const isOlder = before?.epoch === epoch && before?.read > offset; // another window has read on
    all[id] = { epoch, read: isOlder ? before.read : offset, muted };
  }
  write('localStorage', 'chat.places', all);
};

/** What was written and not sent: every window sends it under the same identity, so it arrives once. */
export const unsent = () => [read('localStorage', 'chat.outbox', [])].flat().filter(it => typeof it?.id === 'string');
export const keepUnsent = entries => write('localStorage', 'chat.outbox', entries.length === 0 ? null : entries);

/** What a reload of this window needs to go on; another window has its own. */
export const session = () => read('sessionStorage', 'chat.session', null);
export const keepSession = value => write('sessionStorage', 'chat.session', value);
