import { fits } from '../state/mention.js';
import { nameOf, talkLink } from '../state/room-name.js';
import { t } from '../words/words.js';
import { byId, el, onPlainClick, tile } from './dom.js';
import { lastWords, rowParts } from './rooms.js';

const pauseMs = 250;
const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

/** Finds a room, one I am in or any other: `on` hears changed(), open(room) and ask(text), which gives the rooms that fit. */
export class RoomFinder {
  #input = byId('rooms-find');
  #list = byId('rooms-list');
  #on;
  #timer = 0;
  #found = [];
  #asked = 0;

  constructor(on) {
    this.#on = on;
    byId('rooms-find-key').textContent = isApple ? '⌘ K' : 'Ctrl K';
    this.#input.addEventListener('input', () => this.#typed());
    this.#input.addEventListener('keydown', event => this.#key(event));
    this.#list.addEventListener('keydown', event => this.#move(event));
  }

  get fits() {
    const text = this.#input.value.trim();
    return name => text === '' || fits(name, text);
  }

  focus() {
    this.#input.focus();
    this.#input.select();
  }

  clear() {
    if (this.#input.value === '') return false;
    this.#input.value = '';
    this.#typed();
    return true;
  }

  /** `mine`: the ids of the rooms that are in the list already. */
  show(mine, me) {
    const others = this.#found.filter(({ roomId }) => !mine.includes(roomId));
    byId('rooms-found').replaceChildren(...others.map(room => this.#row(room, me)));
    const isEmpty = this.#input.value.trim() !== '' && !this.#list.querySelector('.room-row');
    byId('rooms-none').textContent = isEmpty ? t('rooms.none') : '';
  }

  #row(room, me) {
    const { roomId, online, last, lastActivity } = room;
    const name = nameOf({ id: roomId, title: room.title });
    const said = last?.type === 'TALK' ? lastWords({ text: last.message, sender: last.sender, own: last.sender === me }) : t('entrance.members', { count: online });
    const link = el('a', { class: 'room-row', href: talkLink(roomId, location.href) }, tile(roomId, name),
      el('div', {}, ...rowParts({ name, at: lastActivity, last: said })));
    onPlainClick(link, () => this.#open(roomId, name));
    return el('li', {}, link);
  }

  #open(room, title) {
    this.clear();
    this.#on.open(room, title);
  }

  #typed() {
    clearTimeout(this.#timer);
    const text = this.#input.value.trim();
    this.#found = [];
    const asked = ++this.#asked;
    if (text !== '') this.#timer = setTimeout(async () => {
      const rooms = await this.#on.ask(text).catch(() => []);
      if (asked !== this.#asked) return;
      this.#found = rooms;
      this.#on.changed();
    }, pauseMs);
    this.#on.changed();
  }

  #key(event) {
    if (event.isComposing) return;
    if (event.key === 'Escape' && this.clear()) event.stopPropagation();
    else if (event.key === 'Enter') this.#list.querySelector('.room-row')?.click();
    else if (event.key === 'ArrowDown' && !event.altKey) this.#list.querySelector('.room-row')?.focus();
    else return;
    event.preventDefault();
  }

  #move(event) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by || event.altKey || !event.target.classList.contains('room-row')) return;
    event.preventDefault();
    const rows = [...this.#list.querySelectorAll('.room-row')];
    const next = rows[rows.indexOf(event.target) + by];
    if (next) next.focus();
    else if (by < 0) this.#input.focus();
  }
}
