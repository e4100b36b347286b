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

export const settings = () => ({ theme: 'system', ...read('localStorage', 'chat.settings', {}) });
export const keepSettings = changed => write('localStorage', 'chat.settings', { ...settings(), ...changed });

export const name = () => String(read('localStorage', 'chat.name', ''));
export const keepName = value => write('localStorage', 'chat.name', value);

export const recents = () => [read('localStorage', 'chat.recent', [])].flat().filter(it => typeof it?.id === 'string');
export const keepRecent = (id, at) =>
  write('localStorage', 'chat.recent', [{ id, at }, ...recents().filter(it => it.id !== id)].slice(0, keptRecents));

/** What a reload of this window needs to go on; another window has its own. */
export const session = () => read('sessionStorage', 'chat.session', null);
export const keepSession = value => write('sessionStorage', 'chat.session', value);
