import { isTalk, isUnderWay, isUnsent, lineOf } from './line.js';
import { mentions } from './mention.js';

// One conversation: a room, or two people in private. Every function takes it and returns what it is afterwards.

// Dropped many at a time: when the oldest line goes, the group it began is built anew.
const mostLines = 20_000;
const keptLines = 18_000;
const historyLines = 50;
const keysPerGap = 1_000_000_000; // older lines are put in behind a gap, with keys below those that came first

const trimmed = talk => {
  if (talk.log.length <= mostLines) return talk;
  const log = talk.log.slice(-keptLines);
  return { ...talk, log, first: log.find(line => line.offset)?.offset ?? talk.first, begins: false };
};

export const privateId = member => `/${member}`; // no room's id has a slash

export const newTalk = (id, facts = {}) => ({
  id,
  kind: id.startsWith('/') ? 'private' : 'room',
  title: null,
  createdBy: null,
  createdAt: null,
  joined: false,
  wasJoined: false,
  refusal: null,
  log: [],
  nextKey: 1,
  epoch: null,
  last: 0, // the newest offset heard
  first: null, // the oldest offset of the lines behind the last gap
  floor: null, // the oldest offset that the server still has, once that is known
  begins: false, // nothing is older than the log
  atEnd: true, // or else the log is a piece of the past, and what comes is only counted
  busy: null, // older, newer, around or newest, while that is on its way; stuck when it failed
  hit: null, // the line to show, after a jump into the past
  piece: 0, // changes when another piece of the log takes the place of this one
  ahead: 0, // what came while a piece of the past was shown
  caughtUpOn: 0,
  catching: null,
  unread: 0,
  mentioned: false,
  unreadFrom: null,
  read: 0,
  draft: '',
  muted: false,
  latest: null,
  members: [],
  typing: {},
  ...facts,
});

/** What the server sends stands before what has not come back from it yet: so everybody sees the server's order. */
const put = (talk, line) => {
  const at = talk.log.findLastIndex(it => !isUnderWay(it)) + 1;
  const log = talk.log.toSpliced(at, 0, { key: talk.nextKey, ...line });
  return trimmed({ ...talk, log, nextKey: talk.nextKey + 1 });
};

const keyed = (lines, from) => lines.map((line, i) => ({ ...line, key: from + i }));

const afterGap = log => log.findLastIndex(line => line.kind === 'gap') + 1;

const gap = (talk, at) => {
  if (!talk.log.some(line => line.offset) || talk.log.findLast(line => !isUnderWay(line))?.kind === 'gap') return talk;
  const next = put(talk, { kind: 'gap', at });
  return { ...next, nextKey: next.nextKey + keysPerGap, first: null, begins: false };
};

/** With which headers to subscribe: from where I stopped, or the last lines of a room I see for the first time. */
export const resumeOf = ({ last, epoch }) => ({
  ...last > 0 && epoch ? { 'x-stream-offset': `offset=${last + 1}`, 'x-stream-epoch': epoch } : {},
  'x-stream-history': String(historyLines),
});

/** What now comes until I am in the room is the past: what was missed, or, at the first visit, what was said before. */
export const subscribed = talk => ({
  ...talk,
  catching: { missed: 0, isFirst: talk.last === 0, until: null },
  caughtUpOn: 0,
  unreadFrom: talk.unread === 0 ? null : talk.unreadFrom,
  typing: {},
});

const caughtUp = talk =>
  talk.catching?.until !== null && talk.catching?.until <= talk.last ? { ...talk, catching: null, caughtUpOn: talk.catching.missed } : talk;

/** The room has me. `offset` is that of my arrival, where the log says it. */
export const joined = (talk, offset) => caughtUp({
  ...talk,
  joined: true,
  wasJoined: true,
  refusal: null,
  busy: talk.busy === 'stuck' ? null : talk.busy,
  catching: talk.catching && { ...talk.catching, until: offset ?? 0 },
});

const echoed = (talk, { key, offset, timestamp }) => {
  const at = key ? talk.log.findIndex(line => line.id === key && line.offset === undefined) : -1;
  if (at < 0) return null;
  const line = { ...talk.log[at], mark: 'delivered', offset, at: timestamp };
  return { ...talk, log: talk.log.with(at, line), latest: line };
};

const counted = (talk, line, me, isSeen) => {
  if (!isTalk(line) || line.own || talk.catching?.isFirst) return talk;
  const key = talk.atEnd ? talk.nextKey - 1 : null;
  const missed = talk.catching && { ...talk.catching, missed: talk.catching.missed + 1 };
  // Where the reader left off is marked after a drop even while they look on.
  const unreadFrom = isSeen && !talk.catching ? talk.unreadFrom : talk.unreadFrom ?? key;
  const next = { ...talk, catching: missed, unreadFrom, ahead: talk.atEnd ? 0 : talk.ahead + 1 };
  return isSeen ? next : { ...next, unread: talk.unread + 1, mentioned: talk.mentioned || mentions(line.text, me) };
};

/** A message came. `isSeen`: somebody looks at this conversation. */
export const received = (talk, message, { me, isSeen }) => {
  const { offset, epoch, timestamp, recovered } = message;
  let next = talk;
  if (epoch && talk.epoch && epoch !== talk.epoch) next = { ...gap(next, timestamp), last: 0, read: 0 };
  else if (recovered === false) next = gap(next, timestamp);
  if (offset && offset <= next.last) return next;
  next = { ...next, epoch: epoch ?? next.epoch, last: offset ?? next.last };
  const line = lineOf(message, me);
  const own = echoed(next, message);
  if (own) next = own;
  else {
    if (next.atEnd) next = put(next, line);
    if (next.atEnd && offset) next = { ...next, first: next.first ?? offset, begins: next.begins || offset === 1 };
    if (isTalk(line)) next = { ...next, latest: line, typing: without(next.typing, line.sender) };
    next = counted(next, line, me, isSeen);
  }
  if (isSeen) next = { ...next, read: next.last };
  return caughtUp(next);
};

const without = (typing, name) => {
  const { [name]: _, ...rest } = typing;
  return rest;
};

// Pages of the past: { epoch, first, next, messages }

const linesOf = (page, me) => page.messages.map(message => lineOf(message, me));

const facts = (talk, page) => ({ epoch: page.epoch, floor: page.first, last: Math.max(talk.last, page.next - 1), busy: null });

export const older = (talk, page, me) => {
  const idle = { ...talk, busy: null };
  if (page.epoch !== talk.epoch || !talk.atEnd && talk.first === null) return idle;
  const lines = linesOf(page, me).filter(line => talk.first === null || line.offset < talk.first);
  const at = afterGap(talk.log);
  const before = (talk.log[at]?.key ?? talk.nextKey) - lines.length;
  const log = talk.log.toSpliced(at, 0, ...keyed(lines, before));
  const first = lines[0]?.offset ?? talk.first;
  return { ...idle, log, first, floor: page.first, begins: lines.length === 0 || first <= page.first };
};

/** A piece of the log instead of what was there; what is not sent yet stays. */
const replaced = (talk, page, me) => {
  const lines = linesOf(page, me);
  const unsent = talk.log.filter(isUnsent).filter(line => !lines.some(it => it.id && it.id === line.id));
  const log = [...keyed(lines, talk.nextKey), ...keyed(unsent, talk.nextKey + lines.length)];
  const next = { ...talk, ...facts(talk, page), log, nextKey: talk.nextKey + log.length, piece: talk.piece + 1 };
  const first = lines[0]?.offset ?? null;
  return { ...next, first, begins: first === null || first <= page.first, atEnd: (lines.at(-1)?.offset ?? 0) >= next.last };
};

export const newest = (talk, page, me) => ({ ...replaced(talk, page, me), unreadFrom: null, hit: null, ahead: 0 });

/** `isHit`: it was searched for, and not only where the reader was. */
export const around = (talk, page, me, offset, isHit) => ({ ...replaced(talk, page, me), hit: { offset, isHit } });

export const newer = (talk, page, me) => {
  if (page.epoch !== talk.epoch) return { ...talk, busy: null };
  const from = newestIn(talk);
  const lines = linesOf(page, me).filter(line => line.offset > from && !talk.log.some(it => it.id && it.id === line.id));
  const at = talk.log.findLastIndex(line => !isUnsent(line)) + 1;
  const log = talk.log.toSpliced(at, 0, ...keyed(lines, talk.nextKey));
  const next = { ...talk, ...facts(talk, page), log, nextKey: talk.nextKey + lines.length };
  return { ...next, atEnd: (page.messages.at(-1)?.offset ?? from) >= next.last };
};

export const newestIn = talk => talk.log.findLast(line => line.offset && !isUnsent(line))?.offset ?? 0;

/** The list of private conversations, or of rooms, knows more of this one than its own log. */
export const known = (talk, { last, lastOffset, epoch }, me) => {
  if (!last || lastOffset <= talk.last && talk.latest) return talk;
  return { ...talk, epoch: epoch ?? talk.epoch, latest: lineOf({ ...last, offset: lastOffset }, me) };
};

export const looked = talk => ({ ...talk, unread: 0, mentioned: false, read: Math.max(talk.read, talk.last) });

export const lost = talk => ({
  ...talk,
  joined: false,
  busy: null,
  typing: {},
  // Its key makes a repeat harmless: what may or may not have arrived is sent once more.
  log: talk.log.map(line => line.mark === 'sending' ? { ...line, mark: 'waiting' } : line),
});
