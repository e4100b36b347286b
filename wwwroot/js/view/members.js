import { grouped } from '../state/members.js';
import { brief, since } from '../words/times.js';
import { spoken, t } from '../words/words.js';
import { avatar, byId, el, icon } from './dom.js';

const noteOf = (member, isTyping) => {
  if (isTyping) return ['member-note live', t('members.typing')];
  if (member.state === 'online') return member.windows > 1 ? ['member-note', t('members.tabs', { count: member.windows })] : null;
  if (member.state === 'away') return member.since ? ['member-note', t('members.since', { time: since(member.since) })] : null;
  return member.lastSeen ? ['member-note', t('members.lastSeen', { time: brief(member.lastSeen) })] : null;
};

const looks = { online: 'member', away: 'member is-away', offline: 'member is-off' };

/** A row; a button to a private conversation where there can be one. */
export const memberRow = (member, { me, isTyping = false, onWrite }) => {
  const isMe = member.name === me;
  const note = noteOf(member, isTyping);
  const canWrite = !isMe && member.id !== null && onWrite;
  const row = el(canWrite ? 'button' : 'div', { class: looks[member.state], ...canWrite ? { type: 'button', title: t('members.writeTo', { name: member.name }), 'data-member': member.id } : {} },
    avatar(member.name, member.state),
    el('span', {},
      el('span', { class: 'member-name' }, el('span', { dir: 'auto' }, member.name), ...isMe ? [el('small', {}, t('members.you'))] : []),
      ...note ? [el('span', { class: note[0] }, note[1])] : []),
    ...canWrite ? [icon('talk')] : []);
  if (canWrite) row.addEventListener('click', () => onWrite(member));
  return row;
};

/** Who is in the open room. */
export class Members {
  #list = byId('members-list');
  #onWrite;
  #shown = '';

  constructor(onWrite) {
    this.#onWrite = onWrite;
  }

  relabel() {
    this.#shown = '';
  }

  show(talk, me) {
    byId('members-count').textContent = talk.members.length || '';
    const minute = Math.floor(Date.now() / 60_000);
    const next = JSON.stringify([talk.id, talk.members, Object.keys(talk.typing), me, minute]);
    if (next === this.#shown) return;
    this.#shown = next;
    const focused = this.#list.contains(document.activeElement) ? document.activeElement.dataset.member : undefined;
    this.#list.replaceChildren(...grouped(talk.members, me, spoken()).flatMap(group => this.#group(group, talk, me)));
    if (focused !== undefined) (this.#list.querySelector(`[data-member="${CSS.escape(focused)}"]`) ?? byId('members-title')).focus();
  }

  #group({ state, members }, { typing }, me) {
    return [
      el('h3', { class: 'side-title' }, t(`members.${state}`, { count: members.length })),
      el('ul', {}, ...members.map(member => el('li', {}, memberRow(member, { me, isTyping: member.name in typing && member.name !== me, onWrite: this.#onWrite })))),
    ];
  }
}
