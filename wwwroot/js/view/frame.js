import { unreadInAll } from '../state/chat.js';
import { countsOf } from '../state/members.js';
import { hue, initials } from '../state/people.js';
import { nameOf } from '../state/room-name.js';
import { t } from '../words/words.js';
import { avatar, byId, count, el, icon, tile, tip } from './dom.js';
import { showLinkState } from './link-state.js';

const title = (state, room) => {
  const unread = unreadInAll(state);
  return t(unread > 0 ? 'app.titleUnread' : 'app.title', { room, count: count(unread) });
};

const factsOf = talk => {
  if (talk.kind === 'private') return t('room.private');
  const { all, online } = countsOf(talk.members);
  return all === 0 ? '' : t('room.facts', { all, online, count: all });
};

let face = '';

const showFace = (talk, name) => {
  if (face === `${talk.id} ${name}`) return;
  face = `${talk.id} ${name}`;
  const node = talk.kind === 'room' ? tile(talk.id, name) : avatar(name);
  byId('talk-tile').className = node.className;
  byId('talk-tile').replaceChildren(...node.childNodes);
};

const showMute = ({ muted }) => {
  const word = t(muted ? 'room.unmute' : 'room.mute');
  const look = muted ? 'bell-off' : 'bell';
  if (byId('mute').title === word) return;
  tip(byId('mute'), word);
  byId('mute').replaceChildren(icon(look));
  byId('mute-too').replaceChildren(icon(look, 'icon-s'), el('span', {}, word));
};

/** The conversation's head and the window's title. */
export const showHead = (state, talk) => {
  const name = talk ? nameOf(talk) : '';
  const elsewhere = unreadInAll(state);
  document.title = talk ? title(state, name) : t('app.name');
  byId('back-count').hidden = elsewhere === 0;
  byId('back-count').textContent = count(elsewhere);
  byId('talk-title').textContent = name || t('app.name');
  byId('talk-tile').hidden = !talk;
  for (const id of ['open-find', 'open-members']) byId(id).hidden = talk?.kind !== 'room';
  byId('mute').hidden = !talk;
  byId('talk-facts').textContent = talk ? factsOf(talk) : '';
  if (!talk) return;
  byId('talk-title').title = talk.kind === 'room' ? talk.id : name;
  showFace(talk, name);
  showMute(talk);
};

/** Who I am and how I am connected: the sidebar's last line. */
export const showMe = (me, link) => {
  byId('me-name').textContent = me;
  byId('me-avatar').className = `avatar hue-${hue(me)}`;
  byId('me-avatar').replaceChildren(initials(me), el('i', { class: link.state === 'connected' ? 'presence' : 'presence presence-off' }));
  showLinkState(byId('link-state'), link);
  showLinkState(byId('settings-link'), link);
};
