import { cleanName, faultOfName } from '../state/rules.js';
import { roomLink, roomName } from '../state/room-name.js';
import { faultWords, isAboutName, problemWords } from '../words/problem-words.js';
import { t } from '../words/words.js';
import { byId, el, tile } from './dom.js';
import { showProblem } from './problem.js';
import { RoomField } from './room-field.js';
import { announce } from './toast.js';

/** Where one comes in. `on` hears enter(name, room), retry() and cancel(). */
export class Entrance {
  #name = byId('name');
  #button = byId('enter');
  #room;
  #on;
  #step = 'idle'; // or entering, unreachable
  #recents = [];

  constructor(on) {
    this.#on = on;
    this.#room = new RoomField('', () => this.#showStep());
    this.#name.addEventListener('input', () => this.#nameProblem(''));
    for (const input of [this.#name, this.#room.input]) input.addEventListener('input', () => this.#cancel());
    byId('room-kind').addEventListener('click', () => this.#cancel());
    byId('entrance-form').addEventListener('submit', event => {
      event.preventDefault();
      if (this.#step === 'unreachable') this.#on.retry();
      else if (this.#step === 'idle') this.#enter(this.#room.read());
    });
  }

  open({ name, room, recents }) {
    this.#name.value = name;
    this.#recents = recents;
    this.#room.fill(room);
    this.#step = 'idle';
    this.relabel();
    byId('entrance').hidden = false;
    (name ? this.#room : this.#name).focus();
  }

  close() {
    byId('entrance').hidden = true;
  }

  /** entering, or unreachable: then it goes on trying by itself. */
  step(step) {
    if (step === 'unreachable' && this.#step !== step) announce(t('error.unreachable'));
    this.#step = step;
    this.#showStep();
  }

  refuse(problem) {
    this.step('idle');
    if (isAboutName(problem)) this.#nameProblem(problemWords(problem));
    else this.#room.problem(problemWords(problem));
    (isAboutName(problem) ? this.#name : this.#room).focus();
  }

  relabel() {
    this.#nameProblem('');
    this.#room.relabel();
    byId('recent').hidden = this.#recents.length === 0;
    byId('recent-rooms').replaceChildren(...this.#recents.map(({ id }) => el('li', {}, this.#recent(id))));
  }

  #enter({ room, fault }) {
    const name = cleanName(this.#name.value);
    const nameFault = faultOfName(name);
    this.#nameProblem(nameFault ? faultWords(nameFault) : '');
    this.#room.problem(fault ? faultWords(fault) : '');
    if (nameFault) this.#name.focus();
    else if (fault) this.#room.focus();
    else this.#on.enter(name, room);
  }

  #recent(id) {
    const name = el('p', { class: 'room-name' }, el('span', {}, roomName(id)));
    const link = el('a', { class: 'room-row', href: roomLink(id, location.href) }, tile(id), name);
    link.addEventListener('click', event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.#cancel();
      this.#room.fill(id);
      this.#enter({ room: id, fault: null });
    });
    return link;
  }

  #nameProblem(text) {
    showProblem(this.#name, byId('name-problem'), text);
  }

  /** Who changes a field no longer wants to enter with what was there. */
  #cancel() {
    if (this.#step === 'idle') return;
    this.step('idle');
    this.#on.cancel();
  }

  #showStep() {
    const word = this.#step === 'entering' ? 'entrance.entering'
      : this.#step === 'unreachable' ? 'action.retry'
        : this.#room.isNew ? 'entrance.create' : 'entrance.enter';
    this.#button.textContent = t(word);
    this.#button.disabled = this.#step === 'entering';
    byId('entrance-state').replaceChildren(...this.#step === 'unreachable'
      ? [el('b', {}, t('error.unreachable')), t(navigator.onLine ? 'error.unreachableLead' : 'link.failed')] : []);
  }
}
