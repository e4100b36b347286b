import { drafted, entered, find, named, noChat, opened, wrote } from './state/chat.js';
import { keepSession, session } from './storage.js';

/** Remembers the rooms, what is being written in them and what still waits to be sent. */
export const remember = state => keepSession(state.rooms.length === 0 ? null : {
  name: state.me,
  open: state.open,
  rooms: state.rooms.map(({ id, draft, log }) => ({
    id,
    draft,
    waiting: log.filter(line => line.mark === 'waiting').map(({ text, at }) => ({ text, at })),
  })),
});

/** A duplicated window gets a copy of the session too: only the one that was reloaded may send what waited. */
const isReload = () => performance.getEntriesByType('navigation')[0]?.type === 'reload';

const restored = (state, { id, draft, waiting }) => {
  const unsent = isReload() ? waiting : [];
  return drafted(unsent.reduce((next, { text, at }) => wrote(next, id, text, at), entered(state, id)), id, draft);
};

/** The chat as it was before a reload, or null when there was none or the address leads elsewhere. */
export const remembered = room => {
  const kept = session();
  if (!kept?.rooms?.length || room && !kept.rooms.some(it => it.id === room)) return null;
  const state = kept.rooms.reduce(restored, named(noChat, kept.name));
  return opened(state, find(state, room ?? kept.open)?.id ?? state.rooms[0].id);
};
