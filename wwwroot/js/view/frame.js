import { unreadInAll } from '../state/chat.js';
import { hue, initial, initials } from '../state/people.js';
import { roomName } from '../state/room-name.js';
import { t } from '../words/words.js';
import { byId, count, el } from './dom.js';
import { showLinkState } from './link-state.js';

const title = (state, room) => {
  const unread = unreadInAll(state);
  const values = { room, count: count(unread) };
  return t(unread > 0 ? 'app.titleUnread' : 'app.title', values);
};

/** The room's head and the window's title. */
export const showHead = state => {
  const room = roomName(state.open);
  const elsewhere = unreadInAll(state);
  document.title = title(state, room);
  byId('talk-title').textContent = room;
  byId('talk-title').title = state.open;
  byId('talk-tile').className = `tile hue-${hue(state.open)}`;
  byId('talk-tile').textContent = initial(room);
  byId('back-count').hidden = elsewhere === 0;
  byId('back-count').textContent = count(elsewhere);
};

/** Who I am and how I am connected: the sidebar's last line. */
export const showMe = (me, link) => {
  byId('me-name').textContent = me;
  byId('me-avatar').className = `avatar hue-${hue(me)}`;
  byId('me-avatar').replaceChildren(initials(me), el('i', { class: link.state === 'connected' ? 'presence' : 'presence presence-off' }));
  showLinkState(byId('link-state'), link);
  showLinkState(byId('settings-link'), link);
};
