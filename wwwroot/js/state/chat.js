// The whole of what is known, as plain data. Every function takes it and returns what it is afterwards.

// Dropped many at a time: when the oldest line goes, the group it began is built anew.
const mostLines = 1_200;
const keptLines = 1_000;

const trimmed = log => log.length > mostLines ? log.slice(-keptLines) : log;

export const noChat = { me: '', open: null, watching: true, rooms: [], nextKey: 1 };

const room = id => ({ id, joined: false, wasJoined: false, refusal: null, log: [], unread: 0, unreadFrom: null, draft: '' });

const change = (state, id, how) =>
  ({ ...state, rooms: state.rooms.map(it => it.id === id ? { ...it, ...how(it) } : it) });

const changeLines = (state, how) =>
  ({ ...state, rooms: state.rooms.map(it => ({ ...it, log: it.log.map(how) })) });

const mark = (state, key, marks) => changeLines(state, line => line.key === key ? { ...line, ...marks } : line);

const isUnderWay = line => line.mark === 'waiting' || line.mark === 'sending';

/** What the server sends stands before what has not come back from it yet: so everybody sees the server's order. */
const insert = (log, line) => {
  const at = log.findLastIndex(it => !isUnderWay(it)) + 1;
  return trimmed([...log.slice(0, at), line, ...log.slice(at)]);
};

const add = (state, id, line) => ({
  ...change(state, id, it => ({ log: insert(it.log, { key: state.nextKey, ...line }) })),
  nextKey: state.nextKey + 1,
});

const isSeen = (state, id) => state.watching && state.open === id;

/** What was unread has been read; the unread line stays until the room is left alone again. */
const look = state => state.watching && state.open ? change(state, state.open, () => ({ unread: 0 })) : state;

const lookAway = state => state.open ? change(state, state.open, () => ({ unreadFrom: null })) : state;

export const find = (state, id) => state.rooms.find(it => it.id === id);

export const named = (state, me) => ({ ...state, me });

export const entered = (state, id) => find(state, id) ? state : { ...state, rooms: [...state.rooms, room(id)] };

export const opened = (state, id) => state.open === id ? state : look({ ...lookAway(state), open: id });

/** Whether somebody looks at the open room: the window has the focus and the room is on the screen. */
export const watched = (state, watching) => {
  if (watching === state.watching) return state;
  return watching ? look({ ...state, watching }) : { ...lookAway(state), watching };
};

export const left = (state, id) => {
  const at = state.rooms.findIndex(it => it.id === id);
  const rooms = state.rooms.filter(it => it.id !== id);
  const rest = { ...state, rooms };
  return state.open === id ? opened({ ...rest, open: null }, (rooms[at] ?? rooms.at(-1))?.id ?? null) : rest;
};

/** The connection stands again: what was said meanwhile in the rooms I was in is nowhere to be had. */
export const connected = (state, at) => state.rooms
  .filter(it => it.wasJoined && it.log.findLast(line => line.mark !== 'waiting')?.kind !== 'gap')
  .reduce((next, { id }) => add(next, id, { kind: 'gap', at }), state);

export const joined = (state, id) => change(state, id, () => ({ joined: true, wasJoined: true, refusal: null }));

export const barred = (state, id, refusal) => change(state, id, () => ({ refusal }));

/** The connection is gone. What was under way may or may not have arrived: only the writer can decide to repeat it. */
export const lost = state => {
  const failed = changeLines(state, line => line.mark === 'sending' ? { ...line, mark: 'failed', reason: '' } : line);
  return { ...failed, rooms: failed.rooms.map(it => ({ ...it, joined: false })) };
};

const said = (state, id, { sender, message }, at) => {
  const own = sender === state.me;
  const echoed = own && find(state, id).log.find(line => line.mark === 'sending' && line.text === message);
  if (echoed) return mark(state, echoed.key, { mark: 'delivered' });
  const next = add(state, id, { kind: 'talk', own, sender, text: message, at, mark: own ? 'delivered' : undefined });
  if (own || isSeen(state, id)) return next;
  return change(next, id, it => ({ unread: it.unread + 1, unreadFrom: it.unreadFrom ?? state.nextKey }));
};

/** Something came over the room's topic. */
export const received = (state, id, message, at) => {
  if (!find(state, id)) return state;
  if (message.type === 'TALK') return said(state, id, message, at);
  // The server may notice only now that the line I came back from was dead; I am here all the same.
  if (message.type === 'LEAVE' && message.sender === state.me) return state;
  return add(state, id, { kind: message.type === 'JOIN' ? 'join' : 'leave', sender: message.sender, at });
};

/** I wrote something. It waits until it can be sent. */
export const wrote = (state, id, text, at) => {
  const line = { key: state.nextKey, kind: 'talk', own: true, sender: state.me, text, at, mark: 'waiting' };
  const next = change(state, id, it => ({ log: trimmed([...it.log, line]), draft: '' }));
  return { ...next, nextKey: state.nextKey + 1 };
};

export const waiting = (state, id) => {
  const it = find(state, id);
  return it?.joined ? it.log.filter(line => line.mark === 'waiting') : [];
};

export const sending = (state, key) => mark(state, key, { mark: 'sending' });
export const delivered = (state, key) => mark(state, key, { mark: 'delivered' });
export const refused = (state, key, reason) => mark(state, key, { mark: 'failed', reason });
export const resent = (state, key) => mark(state, key, { mark: 'waiting' });
export const discarded = (state, key) =>
  ({ ...state, rooms: state.rooms.map(it => ({ ...it, log: it.log.filter(line => line.key !== key) })) });
export const drafted = (state, id, draft) => change(state, id, () => ({ draft }));

export const unreadInAll = state => state.rooms.reduce((sum, it) => sum + it.unread, 0);
export const lastTalk = it => it.log.findLast(line => line.kind === 'talk');

/** The next room up (-1) or down (1) the list, going round at its ends; with `onlyUnread` the next that has something unread. */
export const neighbour = ({ rooms, open }, by, onlyUnread) => {
  const at = rooms.findIndex(it => it.id === open);
  const after = [...rooms.slice(at + 1), ...rooms.slice(0, at)];
  return (by > 0 ? after : after.reverse()).find(it => !onlyUnread || it.unread > 0);
};
