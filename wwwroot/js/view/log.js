import { arranged } from '../state/lines.js';
import { roomName } from '../state/room-name.js';
import { t } from '../words/words.js';
import { between } from './between.js';
import { byId, count } from './dom.js';
import { Keyed } from './keyed.js';
import { group } from './message.js';

const awayPx = 24;
const unreadMarginPx = 24;

/** The messages of the open room, and the way back to the newest. */
export class Log {
  #scroll = byId('log');
  #lines = byId('lines');
  #jump = byId('jump');
  #keyed;
  #room = null;
  #shown = '';
  #log = null;
  #seenKey = 0;

  constructor(on) {
    this.#keyed = new Keyed(this.#lines, item => item.kind === 'group' ? group(item, on) : between(item));
    this.#scroll.addEventListener('scroll', () => this.#showJump(), { passive: true });
    this.#jump.addEventListener('click', () => this.#toUnseen());
  }

  show(room) {
    const isOther = room.id !== this.#room?.id;
    const isAway = this.#isAway();
    const height = this.#scroll.scrollHeight;
    this.#room = room;
    if (isOther) this.relabel();
    this.#scroll.setAttribute('aria-label', t('room.log', { room: roomName(room.id) }));
    byId('empty-room').hidden = !room.wasJoined || room.log.some(line => line.kind === 'talk');
    const shown = `${room.unreadFrom} ${new Date().toDateString()}`;
    if (this.#log !== room.log || this.#shown !== shown) this.#keyed.show(arranged(room.log, room.unreadFrom));
    this.#log = room.log;
    this.#shown = shown;
    if (isOther) this.#begin();
    // The reversed column counts from its end: what is added there would push away the place being read.
    else if (isAway) this.#scroll.scrollTop -= this.#scroll.scrollHeight - height;
    this.#showJump();
  }

  /** Builds every line anew: another room, or another language. Nobody wants that read aloud. */
  relabel() {
    this.#scroll.setAttribute('aria-live', 'off');
    this.#keyed.clear();
    this.#log = null;
    setTimeout(() => this.#scroll.setAttribute('aria-live', 'polite'));
  }

  /** Whether there was anywhere to go. */
  toNewest() {
    const wasAway = this.#isAway();
    this.#scroll.scrollTop = 0;
    return wasAway;
  }

  focus() {
    this.#scroll.focus();
  }

  #isAway() {
    return this.#scroll.scrollTop < -awayPx;
  }

  #begin() {
    this.toNewest();
    this.#seenKey = this.#room.log.at(-1)?.key ?? 0;
    const unread = this.#unreadLine();
    if (unread && this.#top(unread) < 0) {
      this.#seenKey = this.#room.unreadFrom - 1;
      this.#scroll.scrollTop += this.#top(unread) - unreadMarginPx;
    }
  }

  #unreadLine() {
    return this.#lines.querySelector('[data-kind=unread]');
  }

  #top(node) {
    return node.getBoundingClientRect().top - this.#scroll.getBoundingClientRect().top;
  }

  /** To the newest line; at the unread line first if that is still further down. */
  #toUnseen() {
    const unread = this.#unreadLine();
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
    const below = unread && this.#top(unread) > this.#scroll.clientHeight;
    this.#scroll.scrollTo({ top: below ? this.#scroll.scrollTop + this.#top(unread) - unreadMarginPx : 0, behavior });
    this.#scroll.focus({ preventScroll: true });
  }

  #showJump() {
    if (!this.#room) return;
    const isAway = this.#isAway();
    if (!isAway) this.#seenKey = Math.max(this.#seenKey, ...this.#room.log.slice(-1).map(line => line.key));
    const missed = this.#room.log.filter(line => line.kind === 'talk' && !line.own && line.key > this.#seenKey).length;
    this.#jump.hidden = !isAway;
    byId('jump-count').hidden = missed === 0;
    byId('jump-count').textContent = count(missed);
    byId('jump-heard').textContent = missed === 0 ? '' : t('jump.count', { count: missed });
  }
}
