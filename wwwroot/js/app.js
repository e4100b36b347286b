import { Connection } from './connection.js';
import { LinkNotice } from './link-notice.js';
import { Pages } from './pages.js';
import { remember, remembered } from './session.js';
import * as chat from './state/chat.js';
import { roomLink } from './state/room-name.js';
import * as storage from './storage.js';
import { AddRoom } from './view/add-room.js';
import { copy } from './view/clipboard.js';
import { Composer } from './view/composer.js';
import { byId, byTouch, translate } from './view/dom.js';
import { Entrance } from './view/entrance.js';
import { showHead, showMe } from './view/frame.js';
import { listenToKeys, skip } from './view/keys.js';
import { Log } from './view/log.js';
import { Rooms } from './view/rooms.js';
import { applyTheme, Settings } from './view/settings.js';
import { Strip } from './view/strip.js';
import { toast } from './view/toast.js';
import { problemWords } from './words/problem-words.js';
import { atMidnight } from './words/times.js';
import { speak, spoken, t } from './words/words.js';

const frameMs = 16; // not an animation frame: a hidden window gets none, and its title counts the unread
const tickMs = 250; // of the countdown

/** Maps what happens, on the page and over the connection, to the next state, and shows it. */
export class App {
  #state = chat.noChat;
  #link = { state: 'connecting', retryAt: null };
  #tick = 0;
  #frame = 0;
  #entering = null; // the room the entrance waits for
  #connection;
  #pages = new Pages(page => this.#turn(page));
  #entrance = new Entrance({
    enter: (name, room) => this.#enter(name, room),
    retry: () => this.#connection.retryNow(),
    cancel: () => this.#cancel(),
  });
  #settings = new Settings({ language: tag => this.#speak(tag), theme: name => this.#paint(name) });
  #addRoom = new AddRoom(room => this.#enterAlso(room));
  #rooms = new Rooms(room => this.#open(room));
  #log = new Log({ resend: key => this.#resend(key), discard: key => this.#set(chat.discarded(this.#state, key)) });
  #composer = new Composer({ send: text => this.#write(text), draft: text => this.#draft(text) });
  #strip = new Strip(() => this.#tryAgain());
  #notice = new LinkNotice(() => this.#set(this.#state));

  constructor(Client) {
    const url = new URL('ws', location.href.split(/[?#]/)[0].replace(/^http/, 'ws'));
    this.#connection = new Connection(Client, url.href, {
      link: link => this.#linked(link),
      up: () => this.#set(chat.connected(this.#state, Date.now())),
      lost: () => this.#lost(),
      joined: room => this.#joined(room),
      barred: (room, problem) => this.#barred(room, problem),
      message: (room, message) => this.#set(chat.received(this.#state, room, message, Date.now())),
      delivered: key => this.#set(chat.delivered(this.#state, key)),
      refused: (key, problem) => this.#set(chat.refused(this.#state, key, problemWords(problem))),
    });
    this.#listen();
  }

  start() {
    translate();
    this.#settings.show({ language: spoken(), theme: storage.settings().theme });
    const room = Pages.asked();
    const before = remembered(room);
    if (!before) return this.#toEntrance(room ?? '');
    this.#state = before;
    this.#begin(before.open);
    for (const { id } of before.rooms) this.#connection.join(id);
    this.#connection.open(before.me);
  }

  #listen() {
    byId('add-room').addEventListener('click', () => this.#addRoom.open());
    byId('open-settings').addEventListener('click', () => this.#settings.open());
    byId('back').addEventListener('click', () => this.#pages.rooms());
    byId('leave').addEventListener('click', () => this.#leave());
    for (const id of ['copy-link', 'empty-copy-link']) byId(id).addEventListener('click', () => this.#copyLink());
    for (const event of ['focus', 'blur', 'resize']) addEventListener(event, () => this.#look());
    document.addEventListener('visibilitychange', () => this.#look());
    addEventListener('online', () => this.#connection.retryNow());
    addEventListener('pagehide', () => this.#show());
    listenToKeys({ newest: () => this.#log.toNewest(), step: (by, onlyUnread) => this.#step(by, onlyUnread) });
    byId('skip-to-write').addEventListener('click', event => skip(event, this.#composer));
    byId('skip-to-log').addEventListener('click', event => skip(event, this.#log));
    atMidnight(() => this.#set(this.#state));
  }

  // Coming in, and going

  #toEntrance(room) {
    document.title = t('app.name');
    byId('shell').hidden = true;
    this.#entrance.open({ name: storage.name(), room, recents: storage.recents() });
  }

  #enter(name, room) {
    storage.keepName(name);
    this.#entering = room;
    this.#entrance.step('entering');
    this.#state = chat.entered(chat.named(chat.noChat, name), room);
    this.#connection.join(room);
    this.#connection.open(name);
  }

  #cancel() {
    this.#entering = null;
    this.#connection.close();
    this.#state = chat.noChat;
  }

  #enterAlso(room) {
    if (!chat.find(this.#state, room)) {
      this.#state = chat.entered(this.#state, room);
      this.#connection.join(room);
    }
    this.#open(room);
  }

  #joined(room) {
    storage.keepRecent(room, Date.now());
    this.#state = chat.joined(this.#state, room);
    if (this.#entering === room) {
      this.#entering = null;
      this.#entrance.close();
      this.#begin(room);
    }
    this.#flush(room);
  }

  #barred(room, problem) {
    if (this.#entering !== room) return this.#set(chat.barred(this.#state, room, problem));
    this.#cancel();
    this.#entrance.refuse(problem);
  }

  #begin(room) {
    byId('shell').hidden = false;
    byId('shell').dataset.view = 'talk';
    this.#pages.enter(room);
    this.#state = chat.opened(this.#state, room);
    this.#look();
    this.#show();
    this.#focusRoom();
  }

  #leave() {
    const room = this.#state.open;
    this.#connection.leave(room);
    this.#state = chat.left(this.#state, room);
    if (this.#state.open) {
      this.#pages.instead(this.#state.open);
      this.#set(this.#state);
      return this.#focusRoom();
    }
    this.#connection.close();
    remember(this.#state);
    this.#pages.leaveAll();
    this.#toEntrance('');
  }

  // From room to room

  #open(room) {
    this.#pages.room(room);
    this.#turn({ view: 'talk', room });
    this.#focusRoom();
  }

  #turn({ view, room }) {
    if (byId('shell').hidden) return;
    byId('shell').dataset.view = view;
    if (view === 'talk' && chat.find(this.#state, room)) this.#state = chat.opened(this.#state, room);
    this.#look();
    this.#show();
    if (view === 'rooms') this.#rooms.focus(this.#state.open);
  }

  #step(by, onlyUnread) {
    const next = chat.neighbour(this.#state, by, onlyUnread);
    if (next) this.#open(next.id);
  }

  #focusRoom() {
    if (byTouch()) byId('talk-title').focus();
    else this.#composer.focus();
  }

  /** Whether the open room is really being looked at decides what counts as unread. */
  #look() {
    const isShown = !document.hidden && document.hasFocus() && byId('talk').checkVisibility();
    this.#set(chat.watched(this.#state, isShown));
  }

  // Writing

  #write(text) {
    const room = this.#state.open;
    this.#state = chat.wrote(this.#state, room, text, Date.now());
    this.#flush(room);
    this.#show();
    this.#log.toNewest();
  }

  #draft(text) {
    this.#set(chat.drafted(this.#state, this.#state.open, text));
  }

  #resend(key) {
    this.#state = chat.resent(this.#state, key);
    this.#flush(this.#state.open);
  }

  #flush(room) {
    for (const { key, text } of chat.waiting(this.#state, room)) {
      this.#state = chat.sending(this.#state, key);
      this.#connection.talk(room, text, key);
    }
    this.#set(this.#state);
  }

  async #copyLink() {
    const copied = await copy(roomLink(this.#state.open, location.href));
    toast(t(copied ? 'empty.linkCopied' : 'empty.linkNotCopied'));
  }

  // The connection

  #lost() {
    this.#set(chat.lost(this.#state));
    if (this.#entering) this.#entrance.step('unreachable');
  }

  #tryAgain() {
    const { id, refusal } = chat.find(this.#state, this.#state.open);
    if (refusal && this.#link.state === 'connected') this.#connection.join(id);
    else this.#connection.retryNow();
  }

  #linked(link) {
    const isUp = link.state === 'connected';
    this.#link = link;
    if (!this.#entering) isUp ? this.#notice.up() : this.#notice.down();
    else if (!isUp && !link.retryAt) this.#entrance.step('entering');
    clearInterval(this.#tick);
    if (!isUp) this.#tick = setInterval(() => this.#set(this.#state), tickMs);
    this.#set(this.#state);
  }

  // Words and colours

  #speak(language) {
    storage.keepSettings({ language });
    speak(language);
    document.documentElement.lang = language;
    this.#settings.show({ language, theme: storage.settings().theme });
    translate();
    if (!byId('entrance').hidden) this.#entrance.relabel();
    this.#log.relabel();
    this.#rooms.relabel();
    this.#show();
  }

  #paint(theme) {
    storage.keepSettings({ theme });
    applyTheme(theme);
  }

  // Showing

  #set(state) {
    this.#state = state;
    this.#frame ||= setTimeout(() => this.#show(), frameMs);
  }

  #show() {
    clearTimeout(this.#frame);
    this.#frame = 0;
    const state = this.#state;
    const room = chat.find(state, state.open);
    if (byId('shell').hidden || !room) return;
    const isUp = this.#link.state === 'connected';
    showHead(state);
    showMe(state.me, this.#link);
    this.#rooms.show(state.rooms, state.open);
    this.#log.show(room);
    this.#composer.show(room, isUp);
    this.#strip.show(room.refusal && isUp ? 'refused' : this.#notice.kind, { retryAt: this.#link.retryAt, refusal: room.refusal });
    remember(state);
  }
}
