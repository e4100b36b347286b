import { fromEndAt, heightsOf, placeOf, windowOf } from '../state/window.js';
import { Keyed } from './keyed.js';

const awayPx = 24;
const smoothUpToScreens = 3;
const mostTries = 3; // to hold a place among lines whose heights are only guessed

const takingOver = ['wheel', 'touchstart', 'pointerdown', 'keydown'];

/**
 * A long list of which only what is near the screen is in the document; the rest is empty space above and below. The
 * column is reversed: its scrollTop is 0 at the end and negative above, so what is put in above moves nothing.
 */
export class LogWindow {
  #scroll;
  #list;
  #keyed;
  #items = [];
  #measured = new Map();
  #heights = [];
  #range = { first: 0, last: 0, above: 0, below: 0 };
  #isGliding = false;
  #on;

  /** `make(item)` returns { node, update(item) }. `on` hears scrolled(), and moved(): what now comes into the document is not new. */
  constructor(scroll, list, make, on) {
    this.#scroll = scroll;
    this.#list = list;
    this.#keyed = new Keyed(list, make);
    this.#on = on;
    scroll.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    scroll.addEventListener('scrollend', () => this.#glideOn());
    for (const event of takingOver) scroll.addEventListener(event, () => this.#isGliding = false, { passive: true });
    new ResizeObserver(() => this.#resized()).observe(scroll);
  }

  get isAtEnd() {
    return this.#fromEnd < awayPx;
  }

  get isNearEnd() {
    return this.#fromEnd < this.#scroll.clientHeight;
  }

  /** Which item is the first in the document. */
  get first() {
    return this.#range.first;
  }

  /** The key of the first line or item that can be seen. */
  get topKey() {
    const top = this.#scroll.getBoundingClientRect().top;
    const nodes = [...this.#list.querySelectorAll('[data-key]')];
    const node = nodes.find(it => it.getBoundingClientRect().bottom > top);
    return node ? Number(node.dataset.key) : Infinity;
  }

  /** `sticks`: the end stays in view. `isOther`: nothing of what was shown is still there. */
  show(items, { sticks, isOther }) {
    this.#items = items;
    this.#heights = heightsOf(items, this.#measured);
    if (isOther) this.#render({ fromEnd: 0 });
    else if (sticks) this.#render({ isNew: true });
    else this.#hold();
  }

  clear() {
    this.#keyed.clear();
    this.#measured.clear();
  }

  toStart() {
    this.#isGliding = false;
    this.#scroll.scrollTop = -this.#scroll.scrollHeight;
    this.#render();
    this.#scroll.scrollTop = -this.#scroll.scrollHeight;
    this.#on.scrolled();
  }

  /** Glides there where it is near, unless it has to be still. */
  toEnd({ isStill = false } = {}) {
    const isFar = this.#fromEnd > smoothUpToScreens * this.#scroll.clientHeight;
    this.#isGliding = !isStill && !isFar && !this.isAtEnd && !matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#scroll.scrollTo({ top: 0, behavior: this.#isGliding ? 'smooth' : 'instant' });
    if (!this.#isGliding) this.#render();
  }

  /** Where an item's top is, counted from the top of the screen. */
  topOf(at) {
    const node = this.#nodeOf(at);
    if (node) return this.#topOf(node);
    return this.#fromEnd - fromEndAt(this.#heights, { at, top: 0 }, this.#scroll.clientHeight);
  }

  /** Brings an item, or the line of this key in it, to `marginPx` below the top of the screen. */
  toItem(at, marginPx, key) {
    this.#isGliding = false;
    this.#hold(placeOf(this.#items, [{ key: key ?? this.#items[at].key, top: marginPx }]));
  }

  get #fromEnd() {
    return -this.#scroll.scrollTop;
  }

  #nodeOf(at) {
    const { first, last } = this.#range;
    return at >= first && at < last ? this.#list.children[at - first] : null;
  }

  #topOf(node) {
    return node.getBoundingClientRect().top - this.#scroll.getBoundingClientRect().top;
  }

  #wanted(screens, fromEnd = this.#fromEnd) {
    const height = this.#scroll.clientHeight;
    return windowOf(this.#heights, fromEnd - screens * height, fromEnd + (1 + screens) * height);
  }

  get #isCovered() {
    const { first, last } = this.#wanted(0.5);
    return first >= this.#range.first && last <= this.#range.last;
  }

  #scrolled() {
    if (!this.#isCovered) this.#hold();
    this.#on.scrolled();
  }

  #resized() {
    this.#measured.clear();
    this.#hold();
  }

  /** What moves the log under a glide stops it halfway. */
  #glideOn() {
    if (this.#isGliding) this.toEnd();
  }

  #render({ isNew = false, fromEnd } = {}) {
    if (!isNew) this.#on.moved();
    this.#range = this.#wanted(1, fromEnd);
    const { first, last, above, below } = this.#range;
    const focused = this.#list.contains(document.activeElement);
    this.#keyed.show(this.#items.slice(first, last));
    this.#list.style.paddingBlock = `${above}px ${below}px`;
    if (focused && !this.#list.contains(document.activeElement)) this.#scroll.focus({ preventScroll: true });
    this.#measure();
  }

  #measure() {
    const { first } = this.#range;
    const tops = [...this.#list.children].map(node => node.offsetTop);
    for (let i = 0; i + 1 < tops.length; i++) this.#know(first + i, tops[i + 1] - tops[i]);
    const end = this.#list.lastElementChild;
    if (end) this.#know(first + tops.length - 1, end.offsetHeight);
  }

  #know(at, height) {
    const { key } = this.#items[at];
    if (this.#measured.get(key) === height) return;
    this.#measured.set(key, height);
    this.#heights[at] = height;
  }

  /** The lines that can be seen. */
  get #seen() {
    const { top: start, bottom: end } = this.#scroll.getBoundingClientRect();
    return [...this.#list.querySelectorAll('[data-key]')]
      .map(node => [node, node.getBoundingClientRect()])
      .filter(([, { top, bottom }]) => bottom > start && top < end)
      .map(([node, { top }]) => ({ key: Number(node.dataset.key), top: top - start }));
  }

  /**
   * Shows what is around a place, the reader's own if none is given, and has it stay where it is on the screen. Its line
   * is what counts: how far it is from the end changes with all that comes in below, and with every better guess of a height.
   */
  #hold(place = placeOf(this.#items, this.#seen)) {
    if (!place) return this.#render();
    const { at, key, top } = place;
    for (let tried = 0; tried === 0 || tried < mostTries && !this.#isCovered; tried++) {
      this.#render({ fromEnd: fromEndAt(this.#heights, place, this.#scroll.clientHeight) });
      const moved = this.#topOf(this.#list.querySelector(`[data-key="${key}"]`) ?? this.#nodeOf(at)) - top;
      if (Math.abs(moved) >= 1) this.#scroll.scrollTop += moved;
    }
    this.#glideOn();
  }
}
