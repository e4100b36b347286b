import { change, find } from './chat.js';
import { isUnsent } from './line.js';

// What I wrote, on its way to the server. Every line has an identity that a resend keeps, so nothing is said twice.

const mark = (state, id, marks) => {
  const talk = state.talks.find(it => it.log.some(line => line.id === id && isUnsent(line)));
  if (!talk) return state;
  return change(state, talk.id, it => ({ ...it, log: it.log.map(line => line.id === id ? { ...line, ...marks } : line) }));
};

/** I wrote something. It waits until it can be sent. */
export const wrote = (state, talk, { id, text, at, mark: kept = 'waiting', reason }) => change(state, talk, it => {
  if (it.log.some(line => line.id === id)) return it;
  const line = { key: it.nextKey, kind: 'talk', own: true, id, sender: state.me, text, at, mark: kept, reason };
  return { ...it, log: [...it.log, line], nextKey: it.nextKey + 1 };
});

export const waiting = (state, talk) => {
  const it = find(state, talk);
  return it?.joined ? it.log.filter(line => line.mark === 'waiting') : [];
};

export const sending = (state, id) => mark(state, id, { mark: 'sending' });
export const delivered = (state, id) => mark(state, id, { mark: 'delivered' });
export const refused = (state, id, reason) => mark(state, id, { mark: 'failed', reason });
export const resent = (state, id) => mark(state, id, { mark: 'waiting', reason: undefined });

export const discarded = (state, id) => ({
  ...state,
  talks: state.talks.map(it => it.log.some(line => line.id === id && isUnsent(line)) ? { ...it, log: it.log.filter(line => line.id !== id) } : it),
});

/** All that has not been sent, as it is kept for the next visit. */
export const unsent = state => state.talks.flatMap(({ id: talk, log }) =>
  log.filter(isUnsent).map(({ id, text, at, mark: kept, reason }) =>
    ({ id, talk, name: state.me, text, at, ...kept === 'failed' ? { mark: kept, reason } : {} })));
