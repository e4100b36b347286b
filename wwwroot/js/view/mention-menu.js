import { options, taken, wanted } from '../state/mention.js';
import { avatar, byId, el } from './dom.js';

/** The people to choose from while an @ is being written. `on` hears taken(text) when the field's text has changed. */
export class MentionMenu {
  #write = byId('write');
  #menu = byId('mention-menu');
  #list = byId('mention-options');
  #onTaken;
  #members = [];
  #me = '';
  #options = [];
  #chosen = 0;
  #from = 0;
  #closedAt = -1; // the @ at which Esc was pressed

  constructor(onTaken) {
    this.#onTaken = onTaken;
    for (const event of ['input', 'compositionend', 'click']) this.#write.addEventListener(event, () => this.#look());
    this.#write.addEventListener('keyup', event => {
      if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') this.#look();
    });
    this.#write.addEventListener('blur', () => this.close());
    this.#list.addEventListener('pointerdown', event => {
      const at = [...this.#list.children].indexOf(event.target.closest('.option'));
      event.preventDefault(); // the field keeps the focus
      if (at >= 0) this.#take(at);
    });
  }

  know(members, me) {
    this.#members = members;
    this.#me = me;
  }

  close() {
    this.#show([]);
  }

  /** Whether the key belonged to the menu. */
  key(event) {
    if (this.#options.length === 0) return false;
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by) this.#choose((this.#chosen + by + this.#options.length) % this.#options.length);
    else if (event.key === 'Enter' || event.key === 'Tab') this.#take(this.#chosen);
    else if (event.key === 'Escape') {
      this.#closedAt = this.#from;
      this.close();
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  #look() {
    const { value, selectionStart } = this.#write;
    const asked = wanted(value, selectionStart);
    if (!asked || asked.from === this.#closedAt) {
      if (!asked) this.#closedAt = -1;
      return this.close();
    }
    this.#from = asked.from;
    this.#show(options(this.#members, this.#me, asked.typed));
  }

  #show(members) {
    this.#options = members;
    this.#menu.hidden = members.length === 0;
    this.#write.setAttribute('aria-expanded', String(members.length > 0));
    this.#list.replaceChildren(...members.map((member, i) =>
      el('li', { class: 'option', role: 'option', id: `mention-${i}` }, avatar(member.name, member.state, 'size-s'),
        el('span', { dir: 'auto' }, member.name), el('span', { class: 'aside', 'aria-hidden': 'true' }))));
    if (members.length > 0) this.#choose(0);
    else this.#write.removeAttribute('aria-activedescendant');
  }

  #choose(at) {
    this.#chosen = at;
    [...this.#list.children].forEach((node, i) => {
      node.setAttribute('aria-selected', String(i === at));
      node.querySelector('.aside').textContent = i === at ? 'Enter' : '';
    });
    this.#write.setAttribute('aria-activedescendant', `mention-${at}`);
  }

  #take(at) {
    const { text, caret } = taken(this.#write.value, this.#write.selectionStart, this.#from, this.#options[at].name);
    this.#write.value = text;
    this.#write.setSelectionRange(caret, caret);
    this.close();
    this.#onTaken(text);
  }
}
