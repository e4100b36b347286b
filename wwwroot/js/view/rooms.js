import { lastTalk, privates, rooms } from '../state/chat.js';
import { nameOf, talkLink } from '../state/room-name.js';
import { typingWord } from '../state/typing.js';
import { brief } from '../words/times.js';
import { t } from '../words/words.js';
import { avatar, byId, count, el, icon, onPlainClick, tile, time } from './dom.js';
import { Keyed } from './keyed.js';

export const lastWords = (line, isPrivate) => {
  const text = line.text.replaceAll('\n', ' ');
  return line.own ? t('rooms.lastOwn', { text }) : isPrivate ? text : t('rooms.last', { name: line.sender, text });
};

const oneIsTyping = (typing, me) => {
  const word = typingWord(typing, me);
  return word && (word.key === 'typing.one' ? t('rooms.typing', word.values) : t(word.key, word.values));
};

export const counts = ({ unread, mentioned, isMuted }) => [
  ...mentioned ? [el('span', { class: 'count count-signal', 'aria-hidden': 'true' }, '@'), el('span', { class: 'heard' }, t('rooms.mentioned'))] : [],
  ...unread > 0 ? [
    el('span', { class: isMuted ? 'count count-muted' : 'count', 'aria-hidden': 'true' }, count(unread)),
    el('span', { class: 'heard' }, t('rooms.unread', { count: unread })),
  ] : [],
];

const mutedMark = () => [icon('bell-off'), el('span', { class: 'heard' }, t('rooms.muted'))];

/** The words and numbers of a row; the row is built anew only when they change. */
export const rowParts = ({ name, isMuted = false, at, last, isTyping = false, unread = 0, mentioned = false }) => [
  el('div', { class: 'room-line' },
    el('p', { class: 'room-name' }, el('span', { dir: 'auto' }, name), ...isMuted ? mutedMark() : []),
    ...at ? [time(at, brief(at))] : []),
  ...last || unread > 0 ? [el('div', { class: 'room-line' },
    el('p', { class: 'room-last' }, isTyping ? el('span', { class: 'typing' }, last) : last),
    el('span', { class: 'room-counts' }, ...counts({ unread, mentioned, isMuted })))] : [],
];

const row = ({ talk }, onOpen) => {
  const isRoom = talk.kind === 'room';
  const parts = el('div');
  const link = el('a', { class: 'room-row', href: talkLink(talk.id, location.href), 'data-room': talk.id }, parts);
  onPlainClick(link, () => onOpen(talk.id));
  let face = '';
  let shown = '';
  return {
    node: el('li', {}, link),
    update({ talk: it, me, isOpen, presence }) {
      const line = lastTalk(it);
      const typing = oneIsTyping(it.typing, me);
      const facts = {
        name: nameOf(it), isMuted: it.muted, at: line?.at, isTyping: Boolean(typing), unread: it.unread, mentioned: it.mentioned,
        last: typing ?? (line ? lastWords(line, !isRoom) : ''),
      };
      const nextFace = `${facts.name} ${presence}`;
      if (nextFace !== face) {
        link.replaceChildren(isRoom ? tile(it.id, facts.name) : avatar(facts.name, presence), parts);
        face = nextFace;
      }
      const next = JSON.stringify([facts, isOpen, line && brief(line.at)]);
      if (next === shown) return;
      shown = next;
      if (isOpen) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
      link.classList.toggle('has-unread', it.unread > 0 && !it.muted);
      link.classList.toggle('is-muted', it.muted);
      parts.replaceChildren(...rowParts(facts));
    },
  };
};

/** Whether somebody I talk to in private is here: as any room that we share knows it. */
const presenceOf = (state, { with: member }) => {
  const known = state.talks.flatMap(it => it.members).filter(it => it.id === member).map(it => it.state);
  return ['online', 'away'].find(it => known.includes(it)) ?? 'offline';
};

/** The rooms I am in, and those I talk to in private. */
export class Rooms {
  #rooms;
  #privates;

  constructor(onOpen) {
    this.#rooms = new Keyed(byId('rooms'), item => row(item, onOpen));
    this.#privates = new Keyed(byId('privates'), item => row(item, onOpen));
  }

  /** `fits(name)`: what is being looked for; everything fits nothing. */
  show(state, fits) {
    const item = talk => ({ key: talk.id, talk, me: state.me, isOpen: talk.id === state.open, presence: talk.kind === 'private' ? presenceOf(state, talk) : null });
    const wanted = talks => talks.filter(talk => fits(nameOf(talk))).map(item);
    this.#rooms.show(wanted(rooms(state)));
    this.#privates.show(wanted(privates(state)));
  }

  relabel() {
    this.#rooms.clear();
    this.#privates.clear();
  }

  focus(id) {
    byId('rooms-list').querySelector(`[data-room="${CSS.escape(id)}"]`)?.focus();
  }
}
