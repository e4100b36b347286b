import { faultOfRoom, faultOfTitle, isLink, roomIn } from '../state/rules.js';
import { t } from '../words/words.js';
import { byId, icon } from './dom.js';
import { showProblem } from './problem.js';

/** Which room: one that exists, by name or link, or a new one. The entrance and the dialog have one each. */
export class RoomField {
  #prefix;
  #isNew = false;
  #onKind;

  constructor(prefix, onKind) {
    this.#prefix = prefix;
    this.#onKind = onKind;
    this.#part('-kind').addEventListener('click', () => {
      this.#isNew = !this.#isNew;
      this.relabel();
      this.focus();
    });
    this.input.addEventListener('input', () => this.problem(''));
  }

  get input() {
    return this.#part('');
  }

  get isNew() {
    return this.#isNew;
  }

  /** What was chosen, `{ title }` or `{ room, isExact }`, and its fault as a word's key, or null. */
  read() {
    const text = this.input.value;
    if (this.#isNew) {
      const title = text.normalize('NFC').trim();
      return { choice: { title }, fault: faultOfTitle(title) };
    }
    const room = roomIn(text);
    return { choice: { room, isExact: isLink(text) }, fault: faultOfRoom(room) };
  }

  fill(room, isNew = false) {
    this.#isNew = isNew;
    this.input.value = room;
    this.relabel();
  }

  problem(text) {
    showProblem(this.input, this.#part('-problem'), text);
  }

  focus() {
    this.input.focus();
  }

  relabel() {
    this.#part('-label').textContent = t(this.#isNew ? 'entrance.newRoomName' : 'entrance.room');
    this.input.placeholder = t(this.#isNew ? 'entrance.newRoomPlaceholder' : 'entrance.roomPlaceholder');
    this.#part('-kind').replaceChildren(...this.#isNew ? [] : [icon('plus', 'icon-s')], t(this.#isNew ? 'entrance.existingRoom' : 'entrance.newRoom'));
    this.#part('-hint').hidden = !this.#isNew;
    this.problem('');
    this.#onKind();
  }

  #part(name) {
    return byId(`${this.#prefix}room${name}`);
  }
}
