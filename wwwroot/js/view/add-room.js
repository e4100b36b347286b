import { faultWords } from '../words/problem-words.js';
import { t } from '../words/words.js';
import { byId } from './dom.js';
import { Dialog } from './dialog.js';
import { RoomField } from './room-field.js';

/** The dialog that leads into one more room. */
export class AddRoom {
  #dialog = new Dialog(byId('add-dialog'));
  #room = new RoomField('other-', () => this.#showKind());

  constructor(onEnter) {
    byId('add-form').addEventListener('submit', event => {
      event.preventDefault();
      const { room, fault } = this.#room.read();
      this.#room.problem(fault ? faultWords(fault) : '');
      if (fault) return this.#room.focus();
      this.#dialog.close();
      onEnter(room);
    });
  }

  open() {
    this.#room.fill('');
    this.#dialog.open();
    this.#room.focus();
  }

  #showKind() {
    byId('add-enter').textContent = t(this.#room.isNew ? 'entrance.create' : 'entrance.enter');
  }
}
