import * as chat from '../state/chat.js';
import { callOf } from '../state/mention.js';
import { nameOf } from '../state/room-name.js';
import { isForbidden, isTaken } from '../words/problem-words.js';
import { t } from '../words/words.js';
import { Blank } from './blank.js';
import { Composer } from './composer.js';
import { byId } from './dom.js';
import { showHead, showMe } from './frame.js';
import { Log } from './log.js';
import { Members } from './members.js';
import { RoomFinder } from './room-finder.js';
import { Rooms } from './rooms.js';
import { Strip } from './strip.js';

const frameMs = 16; // not an animation frame: a hidden window gets none, and its title counts the unread
const patienceMs = 1_500; // before an empty conversation says that there is no connection

/** Shows the state, all of its parts, once a frame at most. */
export class Screen {
  #on;
  #parts = null;
  #timer = 0;
  #downSince = Date.now();
  #blank;
  #composer;
  #finder;
  #log;
  #members;
  #rooms;
  #strip;

  /** `on` hears what the parts hear: see there. */
  constructor(on) {
    this.#on = on;
    this.#blank = new Blank({ newRoom: on.newRoom, enterAgain: on.enterAgain, retry: on.now, toRooms: on.toRooms });
    this.#composer = new Composer({ send: on.send, draft: on.draft });
    this.#finder = new RoomFinder({ changed: () => this.soon(), open: on.enterAlso, ask: on.findRooms });
    this.#log = new Log({ resend: on.resend, discard: on.discard, older: on.older, newer: on.newer, newest: on.newest });
    this.#members = new Members(on.whisper);
    this.#rooms = new Rooms(talk => {
      this.#finder.clear();
      on.open(talk);
    });
    this.#strip = new Strip({ now: on.now, close: on.closeStrip });
  }

  /** What is shown: `{ store, link(), notice, search, side }`. */
  use(parts) {
    this.#parts = parts;
  }

  get position() {
    return this.#log.position;
  }

  soon() {
    this.#timer ||= setTimeout(() => this.now(), frameMs);
  }

  now() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (byId('shell').hidden) return;
    const { store: { state }, search, side } = this.#parts;
    const link = this.#parts.link();
    const isUp = link.state === 'connected';
    if (isUp) this.#downSince = Infinity;
    else if (this.#downSince === Infinity) this.#downSince = Date.now();
    const talk = chat.find(state, state.open) ?? null;
    showHead(state, talk);
    showMe(state.me, link);
    this.#rooms.show(state, this.#finder.fits);
    this.#finder.show(state.talks.map(({ id }) => id), state.me);
    this.#blank.show(this.#blankOf(talk, isUp));
    this.#showStrip(talk, link, isUp);
    if (talk) this.#showTalk(talk, state, isUp);
    if (side.name === 'find') search.show();
    this.#on.shown(state);
  }

  #showTalk(talk, state, isUp) {
    const { search, side } = this.#parts;
    const names = [...new Set([...talk.kind === 'room' ? talk.members.map(({ name }) => name) : [nameOf(talk)], state.me])].filter(Boolean);
    const marks = side.name === 'find' ? search.marks : { query: '', words: null };
    this.#showEmpty(talk);
    if (byId('blank').hidden) this.#log.show(talk, { me: state.me, names: names.join('\n'), calls: callOf(names), ...marks }, isUp);
    this.#composer.show(talk, state.me, isUp);
    if (side.name === 'members') this.#members.show(talk, state.me);
  }

  #blankOf(talk, isUp) {
    if (!talk) return 'noRooms';
    if (talk.refusal && isTaken(talk.refusal)) return 'ended';
    if (talk.refusal && !talk.wasJoined && isForbidden(talk.refusal)) return 'forbidden';
    if (!isUp && talk.log.length === 0 && Date.now() - this.#downSince > patienceMs) return 'unreachable';
    return null;
  }

  #showEmpty(talk) {
    const isEmpty = talk.wasJoined && !talk.catching && talk.busy !== 'newest' && talk.begins !== false && !talk.log.some(line => line.kind === 'talk');
    byId('empty-room').hidden = !isEmpty;
    if (!isEmpty) return;
    const isRoom = talk.kind === 'room';
    byId('empty-title').textContent = t(isRoom ? 'empty.room' : 'empty.private');
    byId('empty-lead').textContent = t(isRoom ? 'empty.roomLead' : 'empty.privateLead', { name: nameOf(talk) });
    byId('empty-actions').hidden = !isRoom;
  }

  #showStrip(talk, { retryAt }, isUp) {
    const { notice } = this.#parts;
    const isRefused = Boolean(talk?.refusal) && isUp && byId('blank').hidden;
    const kind = talk && byId('blank').hidden ? isRefused ? 'refused' : notice.kind : null;
    this.#strip.show(kind, { retryAt, refusal: talk?.refusal, missed: notice.missed });
  }

  findRoom() {
    const shell = byId('shell');
    if (!byId('rooms-find').checkVisibility()) shell.querySelector('#back').click();
    // On a phone the list comes with the history's next event.
    setTimeout(() => this.#finder.focus());
  }

  toNewest() {
    return byId('blank').hidden && this.#log.toNewest();
  }

  focusWriting() {
    if (byId('blank').hidden) this.#composer.focus();
    else byId('blank-title').focus();
  }

  focusRow(talk) {
    if (talk) this.#rooms.focus(talk);
    else this.#finder.focus();
  }

  /** Another language. */
  relabel() {
    for (const part of [this.#log, this.#rooms, this.#members, this.#blank, this.#parts.search]) part.relabel();
    this.now();
  }
}
