import { faultOfRoom, roomIn } from '../state/rules.js';
import { newRoom } from '../state/room-name.js';
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
      if (!this.#isNew) this.focus();
    });
    this.input.addEventListener('input', () => this.problem(''));
  }

  get input() {
    return this.#part('');
  }

  get isNew() {
    return this.#isNew;
  }

  /** The room and its fault as a word's key, or null. */
  read() {
    const room = this.#isNew ? newRoom() : roomIn(this.input.value);
    return { room, fault: faultOfRoom(room) };
  }

  fill(room) {
    this.#isNew = false;
    this.input.value = room;
    this.problem('');
    this.relabel();
  }

  problem(text) {
    showProblem(this.input, this.#part('-problem'), text);
  }

  focus() {
    (this.#isNew ? this.#part('-kind') : this.input).focus();
  }

  relabel() {
    this.#part('-label').textContent = t(this.#isNew ? 'entrance.newRoomLabel' : 'entrance.room');
    const kind = this.#part('-kind');
    kind.replaceChildren(...this.#isNew ? [] : [icon('plus', 'icon-s')], t(this.#isNew ? 'entrance.existingRoom' : 'entrance.newRoom'));
    this.input.hidden = this.#isNew;
    this.#part('-hint').hidden = !this.#isNew;
    this.problem('');
    this.#onKind();
  }

  #part(name) {
    return byId(`${this.#prefix}room${name}`);
  }
}
