import { heightsOf, windowOf } from '../state/window.js';
import { Keyed } from './keyed.js';

const awayPx = 24;
const smoothUpToScreens = 3;

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
  #onScroll;

  /** `make(item)` returns { node, update(item) }. */
  constructor(scroll, list, make, onScroll) {
    this.#scroll = scroll;
    this.#list = list;
    this.#keyed = new Keyed(list, make);
    this.#onScroll = onScroll;
    scroll.addEventListener('scroll', () => this.#scrolled(), { passive: true });
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
    if (isOther || sticks) this.#render();
    else this.#held(() => this.#render());
  }

  clear() {
    this.#keyed.clear();
    this.#measured.clear();
  }

  toStart() {
    this.#scroll.scrollTop = -this.#scroll.scrollHeight;
    this.#render();
    this.#scroll.scrollTop = -this.#scroll.scrollHeight;
    this.#onScroll();
  }

  toEnd() {
    const isFar = this.#fromEnd > smoothUpToScreens * this.#scroll.clientHeight;
    const isStill = isFar || matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#scroll.scrollTo({ top: 0, behavior: isStill ? 'instant' : 'smooth' });
    if (isStill) this.#render();
  }

  /** Where an item's top is, counted from the top of the screen. */
  topOf(at) {
    const node = this.#nodeOf(at);
    if (node) return this.#topOf(node);
    return this.#scroll.clientHeight + this.#fromEnd - this.#distance(at);
  }

  /** Brings an item, or the line of this key in it, to `marginPx` below the top of the screen. */
  toItem(at, marginPx, key) {
    this.#scroll.scrollTop = -Math.max(0, this.#distance(at) - this.#scroll.clientHeight + marginPx);
    this.#render();
    const node = key !== undefined && this.#list.querySelector(`[data-key="${key}"]`) || this.#nodeOf(at);
    if (node) this.#scroll.scrollTop += this.#topOf(node) - marginPx;
    this.#render();
  }

  get #fromEnd() {
    return -this.#scroll.scrollTop;
  }

  #distance(at) {
    let px = 0;
    for (let i = at; i < this.#heights.length; i++) px += this.#heights[i];
    return px;
  }

  #nodeOf(at) {
    const { first, last } = this.#range;
    return at >= first && at < last ? this.#list.children[at - first] : null;
  }

  #topOf(node) {
    return node.getBoundingClientRect().top - this.#scroll.getBoundingClientRect().top;
  }

  #wanted(screens) {
    const height = this.#scroll.clientHeight;
    return windowOf(this.#heights, this.#fromEnd - screens * height, this.#fromEnd + (1 + screens) * height);
  }

  #scrolled() {
    const { first, last } = this.#wanted(0.5);
    if (first < this.#range.first || last > this.#range.last) this.#held(() => this.#render());
    this.#onScroll();
  }

  #resized() {
    this.#measured.clear();
    this.#held(() => this.#render());
  }

  #render() {
    this.#range = this.#wanted(1);
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

  /** Changes the document around a line that can be seen, which stays where it is. */
  #held(change) {
    if (this.isAtEnd && this.#range.below === 0 && this.#scroll.scrollTop === 0 && this.#list.childElementCount === 0) return change();
    const screen = this.#scroll.getBoundingClientRect();
    const seen = [...this.#list.querySelectorAll('[data-key]')].filter(node => {
      const { top, bottom } = node.getBoundingClientRect();
      return bottom > screen.top && top < screen.bottom;
    });
    const places = seen.map(node => [node.dataset.key, node.getBoundingClientRect().top]);
    change();
    for (const [key, top] of places) {
      const node = this.#list.querySelector(`[data-key="${key}"]`);
      if (!node) continue;
      const moved = node.getBoundingClientRect().top - top;
      if (Math.abs(moved) >= 1) this.#scroll.scrollTop += moved;
      return;
    }
  }
}
