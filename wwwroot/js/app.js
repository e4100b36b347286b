import { api } from './api.js';
import { Connection } from './connection.js';
import { LinkNotice } from './link-notice.js';
import { Pages } from './pages.js';
import { Alerts } from './parts/alerts.js';
import { Choices } from './parts/choices.js';
import { roomFor } from './parts/doors.js';
import { Outbox } from './parts/outbox.js';
import { Past } from './parts/past.js';
import { Presence } from './parts/presence.js';
import { Privates } from './parts/privates.js';
import { Search } from './parts/search.js';
import { Tour } from './parts/tour.js';
import { WayBack } from './parts/way-back.js';
import { WayIn } from './parts/way-in.js';
import { Memory, remembered, resumed } from './session.js';
import * as chat from './state/chat.js';
import { hasStrangers } from './state/members.js';
import { resumeOf } from './state/talk.js';
import * as storage from './storage.js';
import { Store } from './store.js';
import { AddRoom } from './view/add-room.js';
import { copy } from './view/clipboard.js';
import { byId, translate } from './view/dom.js';
import { listenToKeys, skip } from './view/keys.js';
import { People } from './view/people.js';
import { Screen } from './view/screen.js';
import { backWords } from './view/strip.js';
import { announce, toast } from './view/toast.js';
import { atMidnight } from './words/times.js';
import { t } from './words/words.js';

const tickMs = 250; // of the countdown

/** Maps what happens, on the page and over the connection, to the next state, and has it shown. */
export class App {
  #store = new Store(() => this.#screen.soon());
  #link = { state: 'connecting', retryAt: null };
  #tick = 0;
  #memory = new Memory();
  #notice = new LinkNotice(kind => this.#noticed(kind));
  #alerts = new Alerts(talk => this.#tour.open(talk));
  #search = new Search(this.#store, {
    jump: (room, offset) => this.#tour.jump(room, offset),
    close: () => this.#tour.side.close(),
    changed: () => this.#screen.now(),
  });
  #choices = new Choices(this.#alerts, () => this.#relabel());
  #addRoom = new AddRoom(async choice => {
    const { id, title } = await roomFor(choice, this.#state.me);
    return () => this.#enterAlso(id, title);
  });
  #people = new People(member => this.#whisper(member));
  #screen = new Screen({
    open: talk => this.#tour.open(talk),
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
    shown: state => this.#shown(state),
  });
  #connection;
  #outbox;
  #past;
  #presence;
  #privates;
  #tour;
  #wayBack;
  #wayIn;

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
      received: (talk, message) => this.#received(talk, message),
      ready: talk => {
        this.#outbox.flush(talk);
        this.#wayBack.joined(talk, this.#state.open);
      },
    });
    this.#outbox = new Outbox(this.#store, this.#connection, this.#privates);
    this.#past = new Past(this.#store, this.#connection, this.#privates.mine);
    this.#wayBack = new WayBack(this.#past, this.#screen);
    this.#presence = new Presence(this.#store, this.#connection);
    this.#wayIn = new WayIn(this.#store, this.#connection);
    this.#tour = new Tour({ store: this.#store, screen: this.#screen, past: this.#past, search: this.#search });
    this.#screen.use({ store: this.#store, link: () => this.#link, notice: this.#notice, search: this.#search, side: this.#tour.side });
    this.#listen();
  }

  get #state() {
    return this.#store.state;
  }

  start() {
    translate();
    this.#choices.show();
    const asked = Pages.asked();
    const before = remembered(asked);
    if (!before) return this.#wayIn.open(asked?.startsWith('/') ? '' : asked ?? '');
    this.#store.set(before.state);
    if (before.at) this.#wayBack.remember(before.state.open, before.at);
    this.#tour.begin(before.state.open);
    for (const { id } of chat.rooms(before.state)) this.#connection.join(id);
    this.#connection.open(before.state.me);
  }

  #listen() {
    const press = (id, act) => byId(id).addEventListener('click', act);
    press('add-room', () => this.#addRoom.open());
    press('add-private', () => this.#people.open(chat.companions(this.#state), this.#state.me));
    press('back', () => this.#tour.rooms());
    press('leave', () => this.#leave());
    for (const id of ['copy-link', 'empty-copy-link']) press(id, () => this.#copyLink());
    for (const id of ['mute', 'mute-too']) press(id, () => this.#store.change(chat.muted, this.#state.open));
    press('skip-to-write', event => skip(event, byId('write')));
    press('skip-to-log', event => skip(event, byId('log')));
    addEventListener('online', () => this.#connection.retryNow());
    addEventListener('offline', () => this.#connection.cut());
    addEventListener('pagehide', () => this.#memory.now());
    listenToKeys({
      findRoom: () => this.#screen.findRoom(),
      findMessage: () => this.#tour.findMessage(),
      escape: () => this.#tour.escape(),
      step: (by, onlyUnread) => this.#tour.step(by, onlyUnread),
    });
    atMidnight(() => this.#screen.soon());
  }

  // Coming in, and going

  #enterAlso(room, title) {
    if (!chat.find(this.#state, room)) {
      this.#store.change(resumed, room, title ? { title } : {});
      this.#connection.join(room);
    }
    this.#tour.open(room);
  }

  #whisper(member) {
    if (this.#tour.side.isOver) this.#tour.side.hide();
    this.#tour.open(this.#privates.begin(member.id, member.name));
  }

  #subscribing(room) {
    const headers = resumeOf(chat.find(this.#state, room));
    this.#store.change(chat.subscribed, room);
    return headers;
  }

  #joined(room, offset) {
    this.#store.change(chat.joined, room, offset);
    this.#describe(room);
    if (this.#wayIn.joined(room)) this.#tour.begin(room);
    this.#presence.joined(room);
    this.#outbox.flush(room);
    for (const { id } of this.#state.talks.filter(it => it.kind === 'private')) this.#outbox.flush(id);
    this.#wayBack.joined(room, this.#state.open);
    this.#caughtUp();
  }

  async #describe(room) {
    const facts = await api.room(room).catch(() => null);
    if (facts) this.#store.change(chat.described, room, facts);
    storage.keepRecent(room, facts?.title, Date.now());
  }

  #barred(room, problem) {
    if (this.#wayIn.barred(room, problem)) return;
    this.#store.change(chat.barred, room, problem);
    this.#caughtUp();
  }

  #leave() {
    const { open } = this.#state;
    if (chat.find(this.#state, open)?.kind === 'room') this.#connection.leave(open);
    this.#store.change(chat.left, open);
    this.#tour.left();
  }

  /** Back to the entrance; what was written stays. */
  #enterAgain() {
    const { open, watching } = this.#state;
    const refusal = open && chat.find(this.#state, open).refusal;
    this.#memory.now();
    this.#connection.close();
    this.#tour.end();
    this.#store.set({ ...chat.noChat, watching });
    storage.keepSession(null);
    this.#wayIn.open(open ?? '', refusal);
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

  #shown(state) {
    this.#memory.keep(state, () => this.#wayBack.position(state.open));
    this.#people.update(chat.companions(state), state.me);
  }

  /** Another language. */
  #relabel() {
    this.#wayIn.relabel();
    this.#screen.relabel();
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
    this.#wayIn.step('unreachable');
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
    if (!this.#wayIn.isWaiting) isUp ? this.#notice.up() : this.#notice.down();
    else if (!isUp && !link.retryAt) this.#wayIn.step('entering');
    clearInterval(this.#tick);
    if (!isUp) this.#tick = setInterval(() => this.#screen.soon(), tickMs);
    this.#screen.soon();
  }
}
