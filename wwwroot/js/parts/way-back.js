/** Brings the reader back to where they were before a reload, as soon as that conversation has them again. */
export class WayBack {
  #past;
  #screen;
  #to = null; // conversation and offset

  constructor(past, screen) {
    this.#past = past;
    this.#screen = screen;
  }

  remember(talk, offset) {
    this.#to = { talk, offset };
  }

  /** Where the reader is in this conversation. On the way back that is its end: one more reload leads there all the same. */
  position(talk) {
    return this.#to?.talk === talk ? this.#to.offset : this.#screen.position;
  }

  /** `open` is the conversation that is looked at: nobody is called back from another one. */
  async joined(talk, open) {
    if (this.#to?.talk !== talk) return;
    if (talk === open) await this.#past.around(talk, this.#to.offset, false);
    this.#screen.now();
    this.#to = null;
  }
}
