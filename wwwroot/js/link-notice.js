const hiccupMs = 1_500;
const backShownMs = 6_000;

/** What to say in the conversation about the connection: lost, back, or null. A short hiccup says nothing. */
export class LinkNotice {
  #kind = null;
  #isDown = false;
  #missed = 0;
  #timer = 0;
  #onChange;

  /** `onChange` hears the kind. */
  constructor(onChange) {
    this.#onChange = onChange;
  }

  get kind() {
    return this.#kind;
  }

  get missed() {
    return this.#missed;
  }

  /** Whether a loss was said, and not yet how it ended. */
  get isOwed() {
    return this.#kind === 'lost';
  }

  down() {
    if (this.#isDown) return;
    this.#isDown = true;
    if (this.#kind === 'lost') return;
    this.#turn(null);
    this.#timer = setTimeout(() => this.#turn('lost'), hiccupMs);
  }

  /** The connection stands, but it is not known yet what was missed. */
  up() {
    this.#isDown = false;
    if (this.#kind !== 'lost') clearTimeout(this.#timer);
  }

  back(missed) {
    this.#missed = missed;
    this.#turn('back');
    this.#timer = setTimeout(() => this.close(), backShownMs);
  }

  close() {
    this.#turn(null);
  }

  #turn(kind) {
    clearTimeout(this.#timer);
    if (this.#kind === kind) return;
    this.#kind = kind;
    this.#onChange(kind);
  }
}
