import { isTalk } from '../state/line.js';
import { arranged } from '../state/lines.js';
import { shownLog } from '../state/chat.js';
import { nameOf } from '../state/room-name.js';
import { t } from '../words/words.js';
import { between } from './between.js';
import { byId, count } from './dom.js';
import { LogHead } from './log-head.js';
import { LogWindow } from './log-window.js';
import { group } from './message.js';

const unreadMarginPx = 24;
const mostAnnounced = 3;

/**
 * The messages of the open conversation, and the way back to the newest. `on` hears older(), newer(), newest(),
 * resend(id) and discard(id).
 */
export class Log {
  #scroll = byId('log');
  #jump = byId('jump');
  #head = new LogHead(byId('log-head'));
  #window;
  #on;
  #talk = null;
  #how = null;
  #shown = '';
  #items = [];
  #seenKey = 0;
  #hit = null;
  #quiet = 0;

  constructor(on) {
    this.#on = on;
    this.#window = new LogWindow(this.#scroll, byId('lines'),
      item => item.kind === 'group' ? group(item, on) : between(item),
      { scrolled: () => this.#scrolled(), moved: () => this.#hush() });
    this.#jump.addEventListener('click', () => this.#toUnseen());
    this.#scroll.addEventListener('keydown', event => {
      if (event.target !== this.#scroll || event.key !== 'End' && event.key !== 'Home') return;
      event.preventDefault();
      if (event.key === 'End') this.toNewest();
      else this.#window.toStart();
    });
  }

  /** `how` says how words look: { me, names, calls, query, words }; `isUp` whether there is a connection. */
  show(talk, how, isUp) {
    const before = this.#talk;
    // A room that was left and entered again numbers its lines anew.
    const isOther = talk.id !== before?.id || talk.piece !== before.piece || talk.nextKey < before.nextKey;
    const shown = `${talk.unreadFrom} ${talk.atEnd} ${new Date().toDateString()}`;
    const isNew = isOther || talk.log !== before?.log || this.#shown !== shown;
    if (isOther) this.relabel();
    this.#talk = talk;
    this.#shown = shown;
    this.#scroll.setAttribute('aria-label', talk.kind === 'room' ? t('room.log', { room: nameOf(talk) }) : t('room.logPrivate', { name: nameOf(talk) }));
    this.#scroll.setAttribute('aria-busy', String(Boolean(talk.busy)));
    this.#head.show(talk);
    if (isNew) {
      const items = arranged(shownLog(talk), talk.unreadFrom);
      if (talk.busy || talk.catching || items.length > this.#items.length + mostAnnounced || !this.#window.isAtEnd) this.#hush();
      this.#items = items;
    }
    this.#how = { ...how, isUp };
    const sticks = !isOther && this.#window.isAtEnd && talk.atEnd && before.atEnd;
    this.#window.show(this.#items.map(item => ({ ...item, how, isUp })), { sticks, isOther });
    if (isOther) this.#begin();
    else if (before.catching && !talk.catching && talk.unreadFrom !== null && this.#window.isAtEnd) this.#toUnread();
    if (talk.hit && talk.hit !== this.#hit) this.#toHit(talk.hit);
    this.#hit = talk.hit;
    this.#scrolled();
  }

  /** Builds every line anew: another conversation, or another language. Nobody wants that read aloud. */
  relabel() {
    this.#hush();
    this.#window.clear();
    this.#head.clear();
    this.#shown = '';
    this.#items = [];
  }

  /** Whether there was anywhere to go. */
  toNewest() {
    const wasAway = !this.#window.isAtEnd || !this.#talk?.atEnd;
    if (this.#talk && !this.#talk.atEnd) this.#on.newest();
    else this.#window.toEnd();
    return wasAway;
  }

  focus() {
    this.#scroll.focus();
  }

  /** The offset of the line at the top, or null at the end: where the reader is. */
  get position() {
    if (!this.#talk || this.#talk.atEnd && this.#window.isAtEnd) return null;
    const key = this.#window.topKey;
    const at = this.#talk.log.findIndex(line => line.key === key);
    return at < 0 ? null : this.#talk.log.find((line, i) => i >= at && line.offset)?.offset ?? null;
  }

  #hush() {
    clearTimeout(this.#quiet);
    this.#scroll.setAttribute('aria-live', 'off');
    this.#quiet = setTimeout(() => this.#scroll.setAttribute('aria-live', 'polite'), 100);
  }

  #begin() {
    this.#window.toEnd({ isStill: true });
    this.#seenKey = this.#talk.log.at(-1)?.key ?? 0;
    if (this.#talk.unreadFrom !== null) this.#toUnread();
  }

  #toUnread() {
    const at = this.#items.findIndex(item => item.kind === 'unread');
    if (at < 0 || this.#window.topOf(at) >= 0) return;
    this.#seenKey = this.#talk.unreadFrom - 1;
    this.#window.toItem(at, unreadMarginPx);
  }

  #toHit({ offset, isHit }) {
    const line = this.#talk.log.find(it => it.offset >= offset);
    if (!line) return;
    const at = this.#items.findIndex(item => item.kind === 'group' ? item.lines.some(it => it.key === line.key) : item.key === line.key);
    if (at < 0) return;
    this.#window.toItem(at, isHit ? this.#scroll.clientHeight / 3 : 0, line.key);
  }

  /** To the newest line; at the unread line first if that is still further down. */
  #toUnseen() {
    const at = this.#items.findIndex(item => item.kind === 'unread');
    this.#scroll.focus({ preventScroll: true });
    if (at >= 0 && this.#talk.atEnd && this.#window.topOf(at) > this.#scroll.clientHeight) this.#window.toItem(at, unreadMarginPx);
    else this.toNewest();
  }

  #scrolled() {
    const talk = this.#talk;
    if (!talk) return;
    const isEnd = this.#window.isAtEnd && talk.atEnd;
    if (isEnd) this.#seenKey = Math.max(this.#seenKey, talk.log.at(-1)?.key ?? 0);
    this.#showJump(isEnd);
    if (talk.busy || talk.catching || !talk.joined) return;
    const start = this.#items.findLastIndex(item => item.kind === 'gap') + 1;
    if (!talk.begins && talk.last > 0 && this.#window.first <= start + 1) this.#on.older();
    else if (!talk.atEnd && this.#window.isNearEnd) this.#on.newer();
  }

  #showJump(isEnd) {
    const { atEnd, ahead, log } = this.#talk;
    const missed = isEnd ? 0 : atEnd ? log.reduce((sum, line) => sum + (isTalk(line) && !line.own && line.key > this.#seenKey), 0) : ahead;
    this.#jump.hidden = isEnd;
    byId('jump-count').hidden = missed === 0;
    byId('jump-count').textContent = count(missed);
    byId('jump-heard').textContent = missed === 0 ? '' : t('jump.count', { count: missed });
  }
}
