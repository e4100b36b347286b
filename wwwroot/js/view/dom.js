import { t } from '../words/words.js';
import { hue, initial, initials } from '../state/people.js';
import { roomName } from '../state/room-name.js';

const svg = 'http://www.w3.org/2000/svg';

export const byId = id => document.getElementById(id);

/** An element with attributes and children. Text becomes text nodes and never markup. */
export const el = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

export const icon = (name, look = '') => {
  const node = document.createElementNS(svg, 'svg');
  node.setAttribute('class', `icon ${look}`.trim());
  node.setAttribute('aria-hidden', 'true');
  node.appendChild(document.createElementNS(svg, 'use')).setAttribute('href', `#i-${name}`);
  return node;
};

export const time = (at, text, look) => el('time', { datetime: new Date(at).toISOString(), class: look }, text);

export const avatar = name => el('span', { class: `avatar hue-${hue(name)}`, 'aria-hidden': 'true' }, initials(name));

export const tile = room => el('span', { class: `tile hue-${hue(room)}`, 'aria-hidden': 'true' }, initial(roomName(room)));

export const count = number => number > 99 ? '99+' : String(number);

const tip = (node, text) => {
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

// Fingers have no use for a keyboard that pops up by itself.
export const byTouch = () => matchMedia('(pointer: coarse)').matches;
