import { noChat } from './state/chat.js';

/** Holds the state, and says when there is another one. */
export class Store {
  #state = noChat;
  #onChange;

  constructor(onChange) {
    this.#onChange = onChange;
  }

  get state() {
    return this.#state;
  }

  set(state) {
    if (state === this.#state) return;
    this.#state = state;
    this.#onChange();
  }

  /** The next state by a function of it. */
  change(how, ...values) {
    this.set(how(this.#state, ...values));
  }
}
