import { api } from './api.js';
import { Connection } from './connection.js';
import { LinkNotice } from './link-notice.js';
import { Pages } from './pages.js';
import { Alerts } from './parts/alerts.js';
import { newsOf, roomFor } from './parts/doors.js';
import { Outbox } from './parts/outbox.js';
import { Past } from './parts/past.js';
import { Presence } from './parts/presence.js';
import { Privates } from './parts/privates.js';
import { Search } from './parts/search.js';
import { Memory, remembered, resumed } from './session.js';
import * as chat from './state/chat.js';
import { hasStrangers } from './state/members.js';
import { resumeOf } from './state/talk.js';
import * as storage from './storage.js';
import { Store } from './store.js';
import { AddRoom } from './view/add-room.js';
import { copy } from './view/clipboard.js';
import { byId, byTouch, isWide, translate } from './view/dom.js';
import { Entrance } from './view/entrance.js';
import { listenToKeys, skip } from './view/keys.js';
import { People } from './view/people.js';
import { Screen } from './view/screen.js';
import { applyTheme, Settings } from './view/settings.js';
import { Side } from './view/side.js';
import { backWords } from './view/strip.js';
import { announce, toast } from './view/toast.js';
import { atMidnight } from './words/times.js';
import { speak, spoken, t } from './words/words.js';

const tickMs = 250; // of the countdown

/** Maps what happens, on the page and over the connection, to the next state, and has it shown. */
export class App {
  #store = new Store(() => this.#screen.soon());
  #link = { state: 'connecting', retryAt: null };
  #tick = 0;
  #entering = null; // the room the entrance waits for
  #backTo = null; // where the reader was before a reload: room and offset
  #memory = new Memory();
  #notice = new LinkNotice(kind => this.#noticed(kind));
  #pages = new Pages(page => this.#turn(page));
  #connection;
  #outbox;
  #past;
  #presence;
  #privates;
  #alerts = new Alerts(talk => this.#open(talk));
  #search = new Search(this.#store, {
    jump: (room, offset) => this.#jump(room, offset), close: () => this.#side.close(), changed: () => this.#screen.now(),
  });
  #entrance = new Entrance({
    enter: (name, choice) => this.#enter(name, choice),
    retry: () => this.#connection.retryNow(),
    cancel: () => this.#cancel(),
  });
  #settings = new Settings({
    language: tag => this.#speak(tag),
    theme: name => this.#paint(name),
    notify: which => this.#alerts.chose(which).then(() => this.#showSettings()),
    sound: isOn => storage.keepSettings({ sound: isOn }),
  });
  #addRoom = new AddRoom(async choice => {
    const { id, title } = await roomFor(choice, this.#state.me);
    return () => this.#enterAlso(id, title);
  });
  #people = new People(member => this.#whisper(member));
  #side = new Side({ opened: name => this.#opened(name), closed: name => this.#closed(name) });
  #screen = new Screen({
    open: talk => this.#open(talk),
    enterAlso: (room, title) => this.#enterAlso(room, title),
    whisper: member => this.#whisper(member),
    findRooms: text => api.rooms(text),
    send: text => this.#write(text),
    draft: text => this.#draft(text),
    resend: id => this.#outbox.resend(id),
    discard: id => this.#outbox.discard(id),
    older: () => this.#past.older(this.#state.open),
    newer: () => this.#past.newer(this.#state.open),
    newest: () => this.#past.newest(this.#state.open),
    now: () => this.#tryAgain(),
    closeStrip: () => this.#notice.close(),
    newRoom: () => this.#addRoom.open(),
    enterAgain: () => this.#enterAgain(),
    toRooms: () => this.#leave(),
    shown: state => this.#memory.keep(state, () => this.#screen.position),
  });

  constructor(Client) {
    const url = new URL('ws', location.href.split(/[?#]/)[0].replace(/^http/, 'ws'));
    this.#connection = new Connection(Client, url.href, storage.secret(), {
      link: link => this.#linked(link),
      up: id => this.#up(id),
      lost: () => this.#lost(),
      subscribing: room => this.#subscribing(room),
      joined: (room, offset) => this.#joined(room, offset),
      barred: (room, problem) => this.#barred(room, problem),
      message: (room, message) => this.#received(room, message),
      members: (room, members) => this.#store.change(chat.listed, room, members),
      activity: (room, activity) => this.#store.change(chat.acted, room, activity, Date.now()),
      personal: message => this.#privates.heard(message),
      delivered: id => this.#outbox.delivered(id),
      refused: (id, problem) => this.#outbox.refused(id, problem),
    });
    this.#privates = new Privates(this.#store, this.#connection, {
      received: (talk, message) => this.#received(talk, message), ready: talk => this.#outbox.flush(talk),
    });
    this.#outbox = new Outbox(this.#store, this.#connection, this.#privates);
    this.#past = new Past(this.#store, this.#connection, this.#privates.mine);
    this.#presence = new Presence(this.#store, this.#connection);
    this.#screen.use({ store: this.#store, link: () => this.#link, notice: this.#notice, search: this.#search, side: this.#side });
    this.#listen();
  }

  get #state() {
    return this.#store.state;
  }

  start() {
    translate();
    this.#showSettings();
    const asked = Pages.asked();
    const before = remembered(asked);
    if (!before) return this.#toEntrance(asked?.startsWith('/') ? '' : asked ?? '');
    this.#store.set(before.state);
    if (before.at) this.#backTo = { talk: before.state.open, offset: before.at };
    this.#begin(before.state.open);
    for (const { id } of chat.rooms(before.state)) this.#connection.join(id);
    this.#connection.open(before.state.me);
  }

  #listen() {
    const press = (id, act) => byId(id).addEventListener('click', act);
    press('add-room', () => this.#addRoom.open());
    press('add-private', () => this.#people.open(this.#others(), this.#state.me));
    press('open-settings', () => this.#settings.open());
    press('back', () => this.#pages.rooms());
    press('leave', () => this.#leave());
    for (const id of ['copy-link', 'empty-copy-link']) press(id, () => this.#copyLink());
    for (const id of ['mute', 'mute-too']) press(id, () => this.#store.change(chat.muted, this.#state.open, !chat.find(this.#state, this.#state.open).muted));
    press('skip-to-write', event => skip(event, byId('write')));
    press('skip-to-log', event => skip(event, byId('log')));
    for (const event of ['focus', 'blur', 'resize']) addEventListener(event, () => this.#look());
    document.addEventListener('visibilitychange', () => this.#look());
    addEventListener('online', () => this.#connection.retryNow());
    addEventListener('offline', () => this.#connection.cut());
    addEventListener('pagehide', () => this.#memory.now());
    listenToKeys({
      findRoom: () => this.#screen.findRoom(),
      findMessage: () => !byId('open-find').hidden && this.#side.open('find'),
      escape: () => this.#side.isOver ? (this.#side.close(), true) : this.#screen.toNewest(),
      step: (by, onlyUnread) => this.#step(by, onlyUnread),
    });
    atMidnight(() => this.#screen.soon());
  }

  // Coming in, and going

  #toEntrance(room) {
    document.title = t('app.name');
    byId('shell').hidden = true;
    const name = storage.name();
    const recents = storage.recents();
    this.#entrance.open({ name, room, recents });
    if (recents.length > 0) newsOf(recents, storage.place, name).then(news => this.#entrance.news(news));
  }

  async #enter(name, choice) {
    storage.keepName(name);
    this.#entrance.step('entering');
    const asked = this.#entering = {};
    try {
      const { id, title } = await roomFor(choice, name);
      if (this.#entering !== asked) return;
      this.#entering = id;
      const talks = this.#state.me === name ? this.#state : chat.named(chat.noChat, name);
      this.#store.set(resumed(talks, id, title ? { title } : {}));
      this.#connection.join(id);
      this.#connection.open(name);
    } catch (problem) {
      if (this.#entering !== asked) return;
      this.#entering = null;
      this.#entrance.refuse(problem);
    }
  }

  #cancel() {
    this.#entering = null;
    this.#connection.close();
    this.#store.set(chat.noChat);
  }

  #enterAlso(room, title) {
    if (!chat.find(this.#state, room)) {
      this.#store.change(resumed, room, title ? { title } : {});
      this.#connection.join(room);
    }
    this.#open(room);
  }

  #subscribing(room) {
    const headers = resumeOf(chat.find(this.#state, room));
    this.#store.change(chat.subscribed, room);
    return headers;
  }

  #joined(room, offset) {
    this.#store.change(chat.joined, room, offset);
    this.#describe(room);
    if (this.#entering === room) {
      this.#entering = null;
      this.#entrance.close();
      this.#begin(room);
    }
    this.#presence.joined(room);
    this.#outbox.flush(room);
    if (this.#backTo?.talk === room && this.#state.open === room) {
      this.#past.around(room, this.#backTo.offset, false);
      this.#backTo = null;
    }
    this.#caughtUp();
  }

  async #describe(room) {
    const facts = await api.room(room).catch(() => null);
    if (facts) this.#store.change(chat.described, room, facts);
    storage.keepRecent(room, facts?.title, Date.now());
  }

  #barred(room, problem) {
    if (this.#entering === room) {
      this.#cancel();
      return this.#entrance.refuse(problem);
    }
    this.#store.change(chat.barred, room, problem);
    this.#caughtUp();
  }

  #begin(talk) {
    byId('shell').hidden = false;
    byId('shell').dataset.view = 'talk';
    this.#pages.enter(talk);
    if (isWide() && storage.settings().side === 'members') this.#side.restore('members');
    this.#store.change(chat.opened, talk);
    this.#look();
    this.#screen.now();
    this.#focusTalk();
  }

  #leave() {
    const { open } = this.#state;
    this.#side.isOver && this.#side.hide();
    if (chat.find(this.#state, open)?.kind === 'room') this.#connection.leave(open);
    this.#store.change(chat.left, open);
    if (this.#state.open) this.#pages.instead(this.#state.open);
    else this.#pages.leaveAll();
    this.#look();
    this.#screen.now();
    if (this.#state.open) this.#focusTalk();
    else byId('blank-title').focus();
  }

  /** Back to the entrance; what was written stays. */
  #enterAgain() {
    const { open } = this.#state;
    const refusal = open && chat.find(this.#state, open).refusal;
    this.#memory.now();
    this.#connection.close();
    this.#side.hide();
    this.#pages.leaveAll();
    this.#store.set({ ...chat.noChat, watching: this.#state.watching });
    storage.keepSession(null);
    this.#toEntrance(open ?? '');
    if (refusal) this.#entrance.refuse(refusal);
  }

  // From one conversation to another

  #open(talk) {
    this.#pages.talk(talk);
    this.#turn({ view: 'talk', talk });
    this.#focusTalk();
  }

  #turn({ view, talk }) {
    if (byId('shell').hidden) return;
    byId('shell').dataset.view = view;
    const isOther = talk !== this.#state.open;
    if (this.#side.isOver && isOther) this.#side.hide();
    if (view === 'talk' && chat.find(this.#state, talk)) this.#store.change(chat.opened, talk);
    const open = chat.find(this.#state, this.#state.open);
    if (open?.kind === 'private' && this.#side.name) this.#side.hide();
    if (open?.kind === 'private' && open.last === 0 && !open.begins) this.#past.newest(open.id);
    this.#look();
    this.#screen.now();
    if (isOther && this.#side.name === 'find') this.#search.turned();
    if (view === 'rooms') this.#screen.focusRow(this.#state.open);
  }

  #step(by, onlyUnread) {
    const next = chat.neighbour(this.#state, by, onlyUnread);
    if (next) this.#open(next.id);
  }

  #whisper(member) {
    this.#side.isOver && this.#side.hide();
    this.#open(this.#privates.begin(member.id, member.name));
  }

  #others() {
    const all = chat.rooms(this.#state).flatMap(talk => talk.members).filter(it => it.id && it.state !== 'offline' && it.name !== this.#state.me);
    return [...new Map(all.map(member => [member.id, member])).values()];
  }

  async #jump(room, offset) {
    if (room !== this.#state.open) this.#open(room);
    if (this.#side.isOver) this.#side.close();
    await this.#past.around(room, offset, true);
    byId('log').focus({ preventScroll: true });
  }

  #focusTalk() {
    if (byTouch()) byId('talk-title').focus();
    else this.#screen.focusWriting();
  }

  #opened(name) {
    if (isWide()) storage.keepSettings({ side: name });
    if (name === 'find') this.#search.focus();
    this.#screen.now();
  }

  #closed(name) {
    if (isWide()) storage.keepSettings({ side: null });
    if (name === 'find') this.#search.closed();
    this.#screen.soon();
  }

  /** Whether the open conversation is really being looked at decides what counts as unread. */
  #look() {
    const isShown = !document.hidden && document.hasFocus() && byId('talk').checkVisibility();
    this.#store.change(chat.watched, isShown);
  }

  // What is said

  #write(text) {
    this.#outbox.write(this.#state.open, text);
    this.#presence.said(this.#state.open);
    this.#screen.now();
    this.#screen.toNewest();
  }

  #draft(text) {
    const { open } = this.#state;
    this.#store.change(chat.drafted, open, text);
    if (chat.find(this.#state, open).kind === 'room') this.#presence.wrote(open, text);
  }

  #received(talk, message) {
    const before = chat.find(this.#state, talk);
    this.#store.change(chat.received, talk, message);
    const after = chat.find(this.#state, talk);
    if (!before || !after) return;
    if (before.catching && !after.catching) this.#caughtUp();
    else if (!before.catching && after.unread > before.unread) this.#alerts.unseen(after, message, this.#state.me);
    if (message.type === 'JOIN' && !after.catching && hasStrangers(after.members)) this.#presence.strangers(talk);
  }

  async #copyLink() {
    const copied = await copy(Pages.invitation(this.#state.open));
    toast(t(copied ? 'empty.linkCopied' : 'empty.linkNotCopied'));
  }

  // The connection

  #up(id) {
    if (id) this.#store.change(chat.identified, id);
    this.#privates.resume();
  }

  #lost() {
    this.#store.change(chat.lost);
    if (this.#entering) this.#entrance.step('unreachable');
  }

  /** What was missed is known as soon as every room has had its share of the log. */
  #caughtUp() {
    const missed = this.#notice.isOwed && this.#link.state === 'connected' ? chat.missed(this.#state) : null;
    if (missed !== null) this.#notice.back(missed);
  }

  #noticed(kind) {
    if (kind === 'lost') announce(t('link.lost'));
    if (kind === 'back') announce(backWords(this.#notice.missed));
    this.#screen.soon();
  }

  #tryAgain() {
    const talk = chat.find(this.#state, this.#state.open);
    if (talk?.refusal && this.#link.state === 'connected') this.#connection.join(talk.id);
    else this.#connection.retryNow();
  }

  #linked(link) {
    const isUp = link.state === 'connected';
    this.#link = link;
    if (!this.#entering) isUp ? this.#notice.up() : this.#notice.down();
    else if (!isUp && !link.retryAt) this.#entrance.step('entering');
    clearInterval(this.#tick);
    if (!isUp) this.#tick = setInterval(() => this.#screen.soon(), tickMs);
    this.#screen.soon();
  }

  // Words and colours

  #speak(language) {
    storage.keepSettings({ language });
    speak(language);
    document.documentElement.lang = language;
    this.#showSettings();
    translate();
    if (!byId('entrance').hidden) this.#entrance.relabel();
    this.#screen.relabel();
  }

  #paint(theme) {
    storage.keepSettings({ theme });
    applyTheme(theme);
  }

  #showSettings() {
    this.#settings.show({ ...storage.settings(), language: spoken() });
  }
}
