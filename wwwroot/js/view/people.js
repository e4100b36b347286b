import { t } from '../words/words.js';
import { byId, el } from './dom.js';
import { Dialog } from './dialog.js';
import { memberRow } from './members.js';

/** The dialog that begins a private conversation, with somebody in a room I am in. */
export class People {
  #dialog = new Dialog(byId('people-dialog'));
  #onWrite;
  #shown = '';

  constructor(onWrite) {
    this.#onWrite = onWrite;
  }

  open(members, me) {
    this.#shown = '';
    this.#fill(members, me);
    this.#dialog.open();
  }

  /** Who comes while it is open can be chosen, too. */
  update(members, me) {
    if (byId('people-dialog').open) this.#fill(members, me);
  }

  #fill(members, me) {
    const next = JSON.stringify(members);
    if (next === this.#shown) return;
    this.#shown = next;
    const onWrite = member => {
      this.#dialog.close();
      this.#onWrite(member);
    };
    byId('people').replaceChildren(...members.length === 0
      ? [el('p', { class: 'hint' }, t('members.nobody'))]
      : [el('ul', {}, ...members.map(member => el('li', {}, memberRow(member, { me, onWrite }))))]);
  }
}
