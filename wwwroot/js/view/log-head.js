import { nameOf } from '../state/room-name.js';
import { date } from '../words/times.js';
import { t } from '../words/words.js';
import { avatar, el, icon, tile } from './dom.js';

const bones = () => el('div', { class: 'bones', 'aria-hidden': 'true' }, ...['bone', 'bone bone-mid', 'bone'].map(look =>
  el('div', { class: 'bone-row' }, el('i', { class: 'bone bone-round' }), el('i', { class: 'bone bone-short' }), el('i', { class: look }))));

const loading = () => [el('p', { class: 'came-went' }, icon('clock'), el('span', {}, t('room.loadingOlder'))), bones()];

const gone = () => [el('p', { class: 'came-went', 'data-kind': 'gap' }, icon('alert'), el('span', {}, t('line.gap')))];

const start = talk => {
  const isRoom = talk.kind === 'room';
  const made = talk.createdBy && talk.createdAt ? [el('p', {}, t('room.startLead', { name: talk.createdBy, date: date(talk.createdAt) }))] : [];
  return [el('div', { class: 'start', 'data-kind': 'start' },
    isRoom ? tile(talk.id, nameOf(talk)) : avatar(nameOf(talk)),
    el('h2', {}, t(isRoom ? 'room.start' : 'room.startPrivate')),
    ...made)];
};

const kindOf = talk => {
  if (talk.busy === 'older' || talk.busy === 'around' || talk.catching?.isFirst && talk.log.length === 0 || !talk.wasJoined && talk.log.length === 0) return 'loading';
  if (!talk.begins || talk.log.some(line => line.kind === 'gap')) return 'none';
  if (talk.floor > 1) return 'gone';
  return talk.log.some(line => line.kind === 'talk') ? 'start' : 'none';
};

const makers = { loading, gone, start, none: () => [] };

/** What stands above the oldest line: that older ones are on their way, that there are none, or that they are gone. */
export class LogHead {
  #node;
  #shown = '';

  constructor(node) {
    this.#node = node;
  }

  clear() {
    this.#shown = '';
  }

  show(talk) {
    const kind = kindOf(talk);
    const shown = `${kind} ${talk.id} ${talk.title} ${talk.createdBy}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#node.replaceChildren(...makers[kind](talk));
  }
}
