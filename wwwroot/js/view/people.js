import { t } from '../words/words.js';
import { byId, el } from './dom.js';
import { Dialog } from './dialog.js';
import { memberRow } from './members.js';

/** The dialog that begins a private conversation, with somebody in a room I am in. */
export class People {
  #dialog = new Dialog(byId('people-dialog'));
  #onWrite;

  constructor(onWrite) {
    this.#onWrite = onWrite;
  }

  open(members, me) {
    const onWrite = member => {
      this.#dialog.close();
      this.#onWrite(member);
    };
    byId('people').replaceChildren(...members.length === 0
      ? [el('p', { class: 'hint' }, t('members.nobody'))]
      : [el('ul', {}, ...members.map(member => el('li', {}, memberRow(member, { me, onWrite }))))]);
    this.#dialog.open();
  }
}
