import { lastTalk } from '../state/chat.js';
import { roomLink, roomName } from '../state/room-name.js';
import { brief } from '../words/times.js';
import { t } from '../words/words.js';
import { byId, count, el, tile, time } from './dom.js';
import { Keyed } from './keyed.js';

const lastWords = line =>
  line.own ? t('rooms.lastOwn', { text: line.text }) : t('rooms.last', { name: line.sender, text: line.text });

const counts = unread => unread === 0 ? [] : [
  el('span', { class: 'count', 'aria-hidden': 'true' }, count(unread)),
  el('span', { class: 'heard' }, t('rooms.unread', { count: unread })),
];

const row = ({ room: { id } }, onOpen) => {
  const head = el('div', { class: 'room-line' });
  const foot = el('div', { class: 'room-line' });
  const link = el('a', { class: 'room-row', href: roomLink(id, location.href), 'data-room': id }, tile(id), el('div', {}, head, foot));
  link.addEventListener('click', event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(id);
  });
  let shown;
  return {
    node: el('li', {}, link),
    update({ room, isOpen }) {
      const last = lastTalk(room);
      const texts = [last ? brief(last.at) : '', last ? lastWords(last) : '', String(room.unread), String(isOpen)];
      if (texts.join('\n') === shown) return;
      shown = texts.join('\n');
      if (isOpen) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
      link.classList.toggle('has-unread', room.unread > 0);
      head.replaceChildren(el('p', { class: 'room-name' }, el('span', {}, roomName(id))), ...last ? [time(last.at, texts[0])] : []);
      foot.hidden = !last;
      foot.replaceChildren(el('p', { class: 'room-last' }, texts[1]), el('span', { class: 'room-counts' }, ...counts(room.unread)));
    },
  };
};

/** The rooms I am in. */
export class Rooms {
  #keyed;

  constructor(onOpen) {
    this.#keyed = new Keyed(byId('rooms'), item => row(item, onOpen));
  }

  show(rooms, open) {
    this.#keyed.show(rooms.map(room => ({ key: room.id, room, isOpen: room.id === open })));
  }

  relabel() {
    this.#keyed.clear();
  }

  focus(id) {
    byId('rooms').querySelector(`[data-room="${CSS.escape(id)}"]`)?.focus();
  }
}
