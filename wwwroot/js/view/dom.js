import { t } from '../words/words.js';
import { hue, initial, initials } from '../state/people.js';

const svg = 'http://www.w3.org/2000/svg';

export const byId = id => document.getElementById(id);

/** An element with attributes and children. Text becomes text nodes and never markup. */
export const el = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

const drawing = (look, href) => {
  const node = document.createElementNS(svg, 'svg');
  node.setAttribute('class', look);
  node.setAttribute('aria-hidden', 'true');
  node.appendChild(document.createElementNS(svg, 'use')).setAttribute('href', href);
  return node;
};

export const icon = (name, look = '') => drawing(`icon ${look}`.trim(), `#i-${name}`);

export const art = name => drawing('empty-art', `#art-${name}`);

export const button = (look, on, ...children) => {
  const node = el('button', { type: 'button', class: look }, ...children);
  node.addEventListener('click', on);
  return node;
};

export const time = (at, text, look) => el('time', { datetime: new Date(at).toISOString(), class: look }, text);

const presences = { online: 'presence', away: 'presence presence-away', offline: 'presence presence-off' };

/** `state`, where it matters, is online, away or offline. */
export const avatar = (name, state, look = '') =>
  el('span', { class: `avatar hue-${hue(name)} ${look}`.trim(), 'aria-hidden': 'true' }, initials(name), ...state ? [el('i', { class: presences[state] })] : []);

export const tile = (id, name) => el('span', { class: `tile hue-${hue(id)}`, 'aria-hidden': 'true' }, initial(name));

export const count = number => number > 99 ? '99+' : String(number);

export const tip = (node, text) => {
  node.setAttribute('aria-label', text);
  node.title = text;
};

/** Puts the words into everything that names one. */
export const translate = () => {
  for (const node of document.querySelectorAll('[data-t]')) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll('[data-placeholder]')) node.placeholder = t(node.dataset.placeholder);
  for (const node of document.querySelectorAll('[data-label]')) node.setAttribute('aria-label', t(node.dataset.label));
  for (const node of document.querySelectorAll('[data-tip]')) tip(node, t(node.dataset.tip));
};

/** A click that the page answers itself, not one that asks for a new window. */
export const onPlainClick = (link, act) => link.addEventListener('click', event => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  act();
});

// Fingers have no use for a keyboard that pops up by itself.
export const byTouch = () => matchMedia('(pointer: coarse)').matches;

/** One thing at a time; lists and panels take the whole window. */
export const isPhone = () => matchMedia('(width < 45rem)').matches;

/** Where the side panel has a column of its own. */
export const isWide = () => matchMedia('(width >= 68rem)').matches;
