import { announce } from './view/toast.js';
import { t } from './words/words.js';

const hiccupMs = 1_500;
const backShownMs = 6_000;

/** What to say in the room about the connection: lost, back, or null. A short hiccup says nothing. */
export class LinkNotice {
  #kind = null;
  #isDown = false;
  #timer = 0;
  #onChange;

  constructor(onChange) {
    this.#onChange = onChange;
  }

  get kind() {
    return this.#kind;
  }

  down() {
    if (this.#isDown) return;
    this.#isDown = true;
    this.#turn(null);
    this.#timer = setTimeout(() => {
      announce(t('link.lost'));
      this.#turn('lost');
    }, hiccupMs);
  }

  up() {
    const wasLost = this.#kind === 'lost';
    this.#isDown = false;
    this.#turn(null);
    if (!wasLost) return;
    announce(t('link.back'));
    this.#turn('back');
    this.#timer = setTimeout(() => this.#turn(null), backShownMs);
  }

  #turn(kind) {
    clearTimeout(this.#timer);
    if (this.#kind === kind) return;
    this.#kind = kind;
    this.#onChange();
  }
}
