import { byId, isPhone, isWide } from './dom.js';
import { laySheet, liftSheet } from './sheets.js';

const buttons = { members: 'open-members', find: 'open-find' };
const focusable = 'button:not([hidden], :disabled), a[href], input';

/** The panel beside the conversation: the members, the search, or none. Where it lies over the conversation it takes the focus. */
export class Side {
  #shell = byId('shell');
  #name = null;
  #opener = null;
  #on;

  /** `on` hears opened(name) and closed(name, byHand), by hand or because the view changed. */
  constructor(on) {
    this.#on = on;
    for (const [name, id] of Object.entries(buttons)) {
      byId(id).addEventListener('click', () => this.#name === name ? this.close() : this.open(name));
      byId(name).querySelector('[data-close]').addEventListener('click', () => this.close());
      byId(name).addEventListener('keydown', event => this.#keep(event));
    }
    byId('scrim').addEventListener('click', () => this.close());
    addEventListener('resize', () => this.#arrange());
  }

  get name() {
    return this.#name;
  }

  /** Whether it lies over the conversation. */
  get isOver() {
    return this.#name !== null && !isWide();
  }

  open(name) {
    const before = this.#name;
    if (before === null) this.#opener = document.activeElement;
    this.#show(name);
    if (before === null) laySheet(() => this.#shut(true));
    this.#on.opened(name);
    if (this.isOver && name === 'members') byId('members-title').focus();
  }

  close() {
    if (this.#name === null) return;
    this.#shut(true);
    liftSheet();
  }

  /** The view changes, or it is not wanted here. */
  hide() {
    if (this.#name !== null) this.#shut(false);
  }

  /** As it was at the last visit. */
  restore(name) {
    this.#show(name);
  }

  #shut(byHand) {
    const name = this.#name;
    const held = byId(name).contains(document.activeElement);
    this.#show(null);
    this.#on.closed(name, byHand);
    if (!byHand || !held) return;
    (this.#opener?.isConnected && this.#opener !== document.body ? this.#opener : byId(buttons[name])).focus();
  }

  #show(name) {
    this.#name = name;
    if (name) this.#shell.dataset.side = name;
    else delete this.#shell.dataset.side;
    for (const [panel, button] of Object.entries(buttons)) {
      byId(panel).hidden = panel !== name;
      byId(button).setAttribute('aria-expanded', String(panel === name));
    }
    this.#arrange();
  }

  #arrange() {
    const isSheet = this.#name !== null && isPhone();
    byId('scrim').hidden = !isSheet || this.#name === 'find';
    for (const part of this.#shell.querySelectorAll(':scope > .rooms, :scope > .talk, :scope > .skip')) part.inert = isSheet;
  }

  /** A sheet keeps the focus. */
  #keep(event) {
    if (event.key !== 'Tab' || !isPhone()) return;
    const all = [...event.currentTarget.querySelectorAll(focusable)].filter(node => node.checkVisibility());
    const [edge, other] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
    if (document.activeElement !== edge) return;
    event.preventDefault();
    other.focus();
  }
}
