import { telling } from './lines.js';
import { isTalk, isUnsent } from './line.js';
import { moved, turned } from './members.js';
import * as talks from './talk.js';
import { settled, typed } from './typing.js';

// The whole of what is known, as plain data. Every function takes it and returns what it is afterwards.

export const noChat = { me: '', myId: null, open: null, watching: true, talks: [] };

export const find = (state, id) => state.talks.find(it => it.id === id);

export const change = (state, id, how) => {
  const at = state.talks.findIndex(it => it.id === id);
  if (at < 0) return state;
  const next = how(state.talks[at]);
  return next === state.talks[at] ? state : { ...state, talks: state.talks.with(at, next) };
};

const changeAll = (state, how) => ({ ...state, talks: state.talks.map(how) });

export const isSeen = (state, id) => state.watching && state.open === id;

/** What was unread has been read; the unread line stays until the conversation is left alone again. */
const look = state => state.watching && state.open ? change(state, state.open, talks.looked) : state;

const lookAway = state => state.open ? change(state, state.open, it => ({ ...it, unreadFrom: null })) : state;

export const named = (state, me) => ({ ...state, me });

export const identified = (state, myId) => ({ ...state, myId });

/** One more conversation, or what is known of one that is there. */
export const entered = (state, id, facts = {}) => find(state, id)
  ? change(state, id, it => ({ ...it, ...facts }))
  : { ...state, talks: [...state.talks, talks.newTalk(id, facts)] };

export const opened = (state, id) => state.open === id ? state : look({ ...lookAway(state), open: id });

/** Whether somebody looks at the open conversation: the window has the focus and it is on the screen. */
export const watched = (state, watching) => {
  if (watching === state.watching) return state;
  return watching ? look({ ...state, watching }) : { ...lookAway(state), watching };
};

export const left = (state, id) => {
  const at = state.talks.findIndex(it => it.id === id);
  const rest = { ...state, talks: state.talks.filter(it => it.id !== id) };
  return state.open === id ? opened({ ...rest, open: null }, (rest.talks[at] ?? rest.talks.at(-1))?.id ?? null) : rest;
};

export const described = (state, id, { title, createdBy, createdAt }) =>
  change(state, id, it => ({ ...it, title: title ?? it.title, createdBy: createdBy ?? null, createdAt: createdAt ?? null }));

export const muted = (state, id) => change(state, id, it => ({ ...it, muted: !it.muted }));
export const drafted = (state, id, draft) => change(state, id, it => ({ ...it, draft }));
export const busy = (state, id, what) => change(state, id, it => ({ ...it, busy: what }));

// What comes over the connection

export const subscribed = (state, id) => change(state, id, talks.subscribed);
export const joined = (state, id, offset) => change(state, id, it => talks.joined(it, offset));
export const barred = (state, id, refusal) => change(state, id, it => ({ ...it, refusal, catching: null }));
export const lost = state => changeAll(state, talks.lost);

/** Something came over the room's topic, or to me in private. */
export const received = (state, id, message) => change(state, id, it => {
  const next = talks.received(it, message, { me: state.me, isSeen: isSeen(state, id) });
  const isMove = message.type === 'JOIN' || message.type === 'LEAVE';
  return isMove && next.members.length > 0 && !next.catching?.isFirst ? { ...next, members: moved(next.members, message) } : next;
});

export const listed = (state, id, members) => change(state, id, it => ({ ...it, members }));

/** Somebody types, or is away. */
export const acted = (state, id, activity, at) => change(state, id, it =>
  activity.type === 'AWAY' || activity.type === 'BACK'
    ? { ...it, members: turned(it.members, activity, at) }
    : { ...it, typing: typed(it.typing, activity, at) });

export const typingSettled = (state, at) => state.talks.reduce((next, { id }) =>
  change(next, id, it => {
    const typing = settled(it.typing, at);
    return typing === it.typing ? it : { ...it, typing };
  }), state);

/** What all rooms missed while the connection was away, once that is known; null before. */
export const missed = state => {
  const rooms = state.talks.filter(it => it.kind === 'room' && !it.refusal);
  if (rooms.some(it => it.catching || !it.joined)) return null;
  return rooms.reduce((sum, it) => sum + (it.caughtUpOn ?? 0), 0);
};

// What the lists show

export const unreadInAll = state => state.talks.reduce((sum, it) => sum + (it.muted ? 0 : it.unread), 0);

const lastMoment = it => Math.max(it.latest?.at ?? 0, it.log.findLast(isTalk)?.at ?? 0);

/** What was said last here, mine included that is not sent yet. */
export const lastTalk = it => {
  const unsent = it.atEnd ? it.log.findLast(line => isTalk(line) && isUnsent(line)) : null;
  return unsent ?? it.latest ?? it.log.findLast(line => isTalk(line)) ?? null;
};

export const rooms = state => state.talks.filter(it => it.kind === 'room');
export const privates = state =>
  state.talks.filter(it => it.kind === 'private').sort((a, b) => lastMoment(b) - lastMoment(a));

/** With whom a private conversation can begin: who is in a room with me. */
export const companions = state => {
  const all = rooms(state).flatMap(it => it.members).filter(it => it.id && it.state !== 'offline' && it.name !== state.me);
  return [...new Map(all.map(member => [member.id, member])).values()];
};

/** What is shown of the log: in a piece of the past nothing that is not sent yet. */
export const shownLog = it => telling(it.atEnd ? it.log : it.log.filter(line => !isUnsent(line)));

/** The next one up (-1) or down (1) the list, going round at its ends; with `onlyUnread` the next that has something unread. */
export const neighbour = (state, by, onlyUnread) => {
  const all = [...rooms(state), ...privates(state)];
  const at = all.findIndex(it => it.id === state.open);
  const after = [...all.slice(at + 1), ...all.slice(0, at)];
  return (by > 0 ? after : after.reverse()).find(it => !onlyUnread || it.unread > 0);
};
