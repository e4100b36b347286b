import { faultWords, problemWords } from '../words/problem-words.js';
import { t } from '../words/words.js';
import { byId } from './dom.js';
import { Dialog } from './dialog.js';
import { RoomField } from './room-field.js';

/** The dialog that makes a room, or leads into one more. `onChoose(choice)` comes to that room or rejects with a problem. */
export class AddRoom {
  #dialog = new Dialog(byId('add-dialog'));
  #room = new RoomField('other-', () => this.#showKind());
  #enter = byId('add-enter');

  constructor(onChoose) {
    byId('add-form').addEventListener('submit', async event => {
      event.preventDefault();
      const { choice, fault } = this.#room.read();
      this.#room.problem(fault ? faultWords(fault) : '');
      if (fault) return this.#room.focus();
      this.#enter.disabled = true;
      try {
        const open = await onChoose(choice);
        this.#dialog.close();
        open();
      } catch (problem) {
        this.#room.problem(problem.type === 'unreachable' ? t('rooms.newFailed') : problemWords(problem));
        this.#room.focus();
      } finally {
        this.#enter.disabled = false;
      }
    });
  }

  open() {
    this.#room.fill('', true);
    this.#dialog.open();
    this.#room.focus();
  }

  #showKind() {
    byId('add-enter').textContent = t(this.#room.isNew ? 'entrance.create' : 'entrance.enter');
    byId('add-title').textContent = t(this.#room.isNew ? 'rooms.new' : 'entrance.existingRoom');
  }
}
