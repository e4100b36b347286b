import { mentions } from '../state/mention.js';
import { nameOf, roomLink } from '../state/room-name.js';
import { cleanName, faultOfName } from '../state/rules.js';
import { faultWords, isAboutName, problemWords } from '../words/problem-words.js';
import { t } from '../words/words.js';
import { button, byId, el, onPlainClick, tile } from './dom.js';
import { showProblem } from './problem.js';
import { RoomField } from './room-field.js';
import { lastWords, rowParts } from './rooms.js';
import { announce } from './toast.js';

/** Where one comes in. `on` hears enter(name, choice), retry() and cancel(). */
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

  /** `room` is a name or an address. */
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

  /** What was said in the recent rooms since. */
  news(recents) {
    this.#recents = recents;
    this.#showRecents();
  }

  /** entering, or unreachable: then it goes on trying by itself. */
  step(step) {
    if (step === 'unreachable' && this.#step !== step) announce(t('error.unreachable'));
    this.#step = step;
    this.#showStep();
  }

  refuse(problem) {
    this.step('idle');
    const words = problem.type === 'unreachable' ? t('rooms.newFailed') : problemWords(problem);
    if (isAboutName(problem)) this.#nameProblem(words);
    else this.#room.problem(words);
    (isAboutName(problem) ? this.#name : this.#room).focus();
  }

  relabel() {
    this.#nameProblem('');
    this.#room.relabel();
    this.#showRecents();
  }

  #enter({ choice, fault }) {
    const name = cleanName(this.#name.value);
    const nameFault = faultOfName(name);
    this.#nameProblem(nameFault ? faultWords(nameFault) : '');
    this.#room.problem(fault ? faultWords(fault) : '');
    if (nameFault) this.#name.focus();
    else if (fault) this.#room.focus();
    else this.#on.enter(name, choice);
  }

  #showRecents() {
    byId('recent').hidden = this.#recents.length === 0;
    byId('recent-rooms').replaceChildren(...this.#recents.map(room => el('li', {}, this.#recent(room))));
  }

  #recent({ id, title, last, at, news = [] }) {
    const me = cleanName(this.#name.value);
    const said = last?.type === 'TALK' ? lastWords({ own: last.sender === me, sender: last.sender, text: last.message }) : '';
    const link = el('a', { class: news.length > 0 ? 'room-row has-unread' : 'room-row', href: roomLink(id, location.href) }, tile(id, nameOf({ id, title })),
      el('div', {}, ...rowParts({
        name: nameOf({ id, title }), at, last: said, unread: news.length, mentioned: news.some(({ message }) => mentions(message, me)),
      })));
    onPlainClick(link, () => {
      this.#cancel();
      this.#room.fill(nameOf({ id, title }));
      this.#enter({ choice: { room: id, isExact: true }, fault: null });
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
      ? [
        el('b', {}, t('error.unreachable')), t(navigator.onLine ? 'error.unreachableLead' : 'link.failed'), ' ',
        button('text-btn', () => this.#cancel(), t('action.cancel')),
      ] : []);
  }
}
