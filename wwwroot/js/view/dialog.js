/** A modal dialog: Esc, its button and a press beside it close it. The browser gives the focus back. */
export class Dialog {
  #node;

  constructor(node) {
    this.#node = node;
    node.querySelector('[data-close]').addEventListener('click', () => node.close());
    node.addEventListener('pointerdown', event => {
      if (event.target === node) node.close();
    });
  }

  open() {
    this.#node.showModal();
  }

  close() {
    this.#node.close();
  }
}
