import { api, ApiError } from '../api.js';

const same = (a, b) => a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();

/** The room that is meant by what was typed: the one of that title, or else the one of that id. */
const roomCalled = async text => {
  const rooms = await api.rooms(text).catch(() => []);
  return rooms.find(({ roomId }) => roomId === text) ?? rooms.find(({ title }) => title && same(title, text)) ?? { roomId: text };
};

/**
 * Which room: `{ title }` makes a new one, `{ room }` was typed, `{ room, isExact }` is an id. Gives `{ id, title }`, or throws
 * problem details.
 */
export const roomFor = async ({ title, room, isExact }, me) => {
  if (title === undefined) {
    const { roomId, title: called } = isExact ? { roomId: room } : await roomCalled(room);
    return { id: roomId, title: called };
  }
  try {
    const made = await api.create(title, me);
    return { id: made.roomId, title: made.title };
  } catch (error) {
    throw error instanceof ApiError ? { type: error.type, detail: error.message } : { type: 'unreachable', detail: '' };
  }
};

/** Rooms of the last visits with what has been said there since. */
export const newsOf = async (rooms, placeOf, me) => Promise.all(rooms.map(async ({ id, title }) => {
  const { epoch, read } = placeOf(id);
  const [room, since] = await Promise.all([
    api.room(id).catch(() => null),
    read ? api.messages(id, { after: read, limit: 200 }).catch(() => null) : null,
  ]);
  const news = since && since.epoch === epoch ? since.messages.filter(({ type, sender }) => type === 'TALK' && sender !== me) : [];
  return { id, title: room?.title ?? title, last: room?.last ?? null, at: room?.lastActivity ?? null, news };
}));
