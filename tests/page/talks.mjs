import * as chat from '../../wwwroot/js/state/chat.js';

// What the tests of the state share: rooms, and messages as the server sends them, each with the next offset.

export const talk = (sender, message, more = {}) => ({ type: 'TALK', sender, message, ...more });

export const inRooms = (...rooms) => rooms.reduce(
  (state, id) => chat.joined(chat.entered(state, id), id, null), chat.named(chat.noChat, 'me'));

export const said = (state, id, message) =>
  chat.received(state, id, { offset: (chat.find(state, id)?.last ?? 0) + 1, epoch: 'e', timestamp: 1, ...message });

export const log = (state, id = 'a') => chat.find(state, id).log;

export const page = (from, to, { first = 1, next = 1_000, epoch = 'e' } = {}) => ({
  epoch, first, next,
  messages: Array.from({ length: to - from + 1 }, (_, i) => ({ offset: from + i, timestamp: from + i, type: 'TALK', sender: 'ss', message: `${from + i}` })),
});
