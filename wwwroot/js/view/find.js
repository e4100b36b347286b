import { excerpt, wordsOf } from '../state/find.js';
import { talkLink } from '../state/room-name.js';
import { brief } from '../words/times.js';
import { t } from '../words/words.js';
import { art, avatar, button, byId, el, onPlainClick, time } from './dom.js';
import { withHits } from './rich-text.js';

const pauseMs = 250;
const nearEndPx = 200;
const scopes = () => document.querySelectorAll('input[name="find-scope"]');

/** The search panel. `on` hears ask(query, scope), step(by), open(at), more() and close(). */
export class Find {
  #query = byId('find-query');
  #body = byId('find-body');
  #on;
  #timer = 0;
  #shown = null;

  constructor(on) {
    this.#on = on;
    // While a syllable is composed there is `input` as well, but no end of it: both count, each with what stands there.
    for (const event of ['input', 'compositionend']) this.#query.addEventListener(event, () => this.#typed());
    this.#query.addEventListener('keydown', event => this.#key(event));
    byId('find-clear').addEventListener('click', () => this.#clear());
    for (const radio of scopes()) radio.addEventListener('change', () => this.#ask());
    this.#body.addEventListener('scroll', () => {
      if (this.#body.scrollHeight - this.#body.scrollTop - this.#body.clientHeight < nearEndPx) on.more();
    }, { passive: true });
  }

  focus() {
    this.#query.focus();
    this.#query.select();
  }

  relabel() {
    this.#shown = null;
  }

  /** `nameOf(room)` says what a room is called. */
  show(find, me, nameOf) {
    byId('find-clear').hidden = this.#query.value === '';
    if (find === this.#shown) return;
    const isOther = find.hits !== this.#shown?.hits || find.state !== this.#shown?.state;
    this.#shown = find;
    byId('find-count').textContent = find.state === 'found' && find.total > 0 ? t('find.count', { count: find.total }) : '';
    if (isOther) this.#fill(find, me, nameOf);
    [...byId('find-hits').querySelectorAll('.found')].forEach((node, i) => {
      if (i === find.chosen) {
        node.setAttribute('aria-current', 'true');
        node.scrollIntoView({ block: 'nearest' });
      } else node.removeAttribute('aria-current');
    });
  }

  #fill(find, me, nameOf) {
    const words = wordsOf(find.query);
    byId('find-hits').replaceChildren(...find.state === 'idle' ? [] : find.hits.map((hit, i) => this.#hit(hit, i, find, words, nameOf)));
    byId('find-blank').replaceChildren(...this.#blank(find));
  }

  #hit(hit, i, { scope }, words, nameOf) {
    const link = el('a', { class: 'found', href: talkLink(hit.roomId, location.href) }, avatar(hit.sender, null, 'size-s'),
      el('div', {},
        el('p', { class: 'byline' }, el('b', { class: 'sender', dir: 'auto' }, hit.sender), time(hit.timestamp, brief(hit.timestamp))),
        el('p', { class: 'found-text', dir: 'auto' }, ...withHits(excerpt(hit.message, words), words)),
        ...scope === 'all' ? [el('p', { class: 'found-room' }, nameOf(hit.roomId))] : []));
    onPlainClick(link, () => this.#on.open(i));
    return el('li', {}, link);
  }

  #blank({ state, query, hits, scope }) {
    const say = (title, lead, ...actions) => [el('div', { class: 'empty' }, art('find'), el('h2', {}, title), el('p', {}, lead),
      ...actions.length > 0 ? [el('div', { class: 'actions' }, ...actions)] : [])];
    if (state === 'failed') return say(t('find.failed'), t('find.failedLead'), button('btn btn-soft', () => this.#ask(), t('action.retry')));
    if (state !== 'found' || hits.length > 0) return [];
    return say(t('find.none', { query: query.trim() }), t('find.noneLead'), ...scope === 'all' ? [] : [
      button('btn btn-soft', () => {
        for (const radio of scopes()) radio.checked = radio.value === 'all';
        this.#ask();
        this.#query.focus();
      }, t('find.everywhere')),
    ]);
  }

  #typed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), pauseMs);
    byId('find-clear').hidden = this.#query.value === '';
  }

  #ask() {
    clearTimeout(this.#timer);
    this.#on.ask(this.#query.value, [...scopes()].find(radio => radio.checked).value);
  }

  #clear() {
    this.#query.value = '';
    this.#ask();
    this.#query.focus();
  }

  #key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by && !event.altKey) this.#on.step(by);
    else if (event.key === 'Enter') this.#on.open();
    else if (event.key === 'Escape') this.#query.value === '' ? this.#on.close() : this.#clear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
