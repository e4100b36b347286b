import { Pages } from '../pages.js';
import * as chat from '../state/chat.js';
import * as storage from '../storage.js';
import { byId, byTouch, isWide } from '../view/dom.js';
import { Side } from '../view/side.js';

/** Goes from one conversation to another, and opens and closes the panel beside it. */
export class Tour {
  #store;
  #screen;
  #past;
  #search;
  #pages = new Pages(page => this.#turn(page));
  #side = new Side({ opened: name => this.#opened(name), closed: (name, byHand) => this.#closed(name, byHand) });

  constructor({ store, screen, past, search }) {
    this.#store = store;
    this.#screen = screen;
    this.#past = past;
    this.#search = search;
    for (const event of ['focus', 'blur', 'resize']) addEventListener(event, () => this.look());
    document.addEventListener('visibilitychange', () => this.look());
  }

  get side() {
    return this.#side;
  }

  get #state() {
    return this.#store.state;
  }

  /** Into the first conversation. */
  begin(talk) {
    byId('shell').hidden = false;
    byId('shell').dataset.view = 'talk';
    this.#pages.enter(talk);
    if (isWide() && storage.settings().side === 'members') this.#side.restore('members');
    this.#store.change(chat.opened, talk);
    this.look();
    this.#screen.now();
    this.#focus();
  }

  open(talk) {
    this.#pages.talk(talk);
    this.#turn({ view: 'talk', talk });
    this.#focus();
  }

  rooms() {
    this.#pages.rooms();
  }

  step(by, onlyUnread) {
    const next = chat.neighbour(this.#state, by, onlyUnread);
    if (next) this.open(next.id);
  }

  /** To a message that was found. */
  async jump(room, offset) {
    if (room !== this.#state.open) this.open(room);
    if (this.#side.isOver) this.#side.close();
    await this.#past.around(room, offset, true);
    byId('log').focus({ preventScroll: true });
  }

  /** The open conversation has been left. */
  left() {
    if (this.#side.isOver || !this.#state.open) this.#side.hide();
    if (this.#state.open) this.#pages.instead(this.#state.open);
    else this.#pages.leaveAll();
    this.look();
    this.#screen.now();
    this.#focus();
  }

  /** All of it, for the entrance. */
  end() {
    this.#side.hide();
    this.#pages.leaveAll();
  }

  /** Esc closes what lies over the conversation, then goes to the newest line. Whether it did anything. */
  escape() {
    if (!this.#side.isOver) return this.#screen.toNewest();
    this.#side.close();
    return true;
  }

  findMessage() {
    if (!byId('open-find').hidden) this.#side.open('find');
  }

  /** Whether the open conversation is really being looked at decides what counts as unread. */
  look() {
    const isShown = !document.hidden && document.hasFocus() && byId('talk').checkVisibility();
    this.#store.change(chat.watched, isShown);
  }

  #turn({ view, talk }) {
    if (byId('shell').hidden) return;
    const isOtherView = byId('shell').dataset.view !== view;
    byId('shell').dataset.view = view;
    const isOther = talk !== this.#state.open;
    if (view === 'talk' && chat.find(this.#state, talk)) this.#store.change(chat.opened, talk);
    const open = chat.find(this.#state, this.#state.open);
    // Private conversations have neither members nor a search.
    if (this.#side.isOver && isOther || open?.kind === 'private' && this.#side.name) this.#side.hide();
    if (open?.kind === 'private' && open.last === 0 && !open.begins) this.#past.newest(open.id);
    this.look();
    this.#screen.now();
    if (isOther && this.#side.name === 'find') this.#search.turned();
    if (view === 'rooms' && isOtherView) this.#screen.focusRow(this.#state.open);
    else if (view === 'talk' && isOther && open?.kind === 'room' && isWide() && !this.#side.name && storage.settings().side === 'members') this.#side.restore('members');
  }

  #focus() {
    if (byTouch()) byId('talk-title').focus();
    else this.#screen.focusWriting();
  }

  #opened(name) {
    if (isWide()) storage.keepSettings({ side: name });
    if (name === 'find') this.#search.focus();
    this.#screen.now();
  }

  /** By somebody, not because the view changed. */
  #closed(name, byHand) {
    if (isWide() && byHand) storage.keepSettings({ side: null });
    if (name === 'find') this.#search.closed();
    this.#screen.soon();
  }
}
