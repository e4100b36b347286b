import { laySheet, liftSheet } from './sheets.js';

/** A modal dialog: Esc, its button, a press beside it and the back gesture close it. The browser gives the focus back. */
export class Dialog {
  #node;

  constructor(node) {
    this.#node = node;
    node.querySelector('[data-close]').addEventListener('click', () => node.close());
    node.addEventListener('close', liftSheet);
    node.addEventListener('pointerdown', event => {
      if (event.target === node) node.close();
    });
  }

  open() {
    this.#node.showModal();
    laySheet(() => this.#node.close());
  }

  close() {
    this.#node.close();
  }
}
