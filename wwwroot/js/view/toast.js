import { byId } from './dom.js';

const shownMs = 3_000;
let timer = 0;

/** A short note that leaves by itself. */
export const toast = text => {
  const node = byId('toast');
  clearTimeout(timer);
  node.textContent = text;
  timer = setTimeout(() => { node.textContent = ''; }, shownMs);
};

/** Said to those who listen; those who look see it elsewhere. */
export const announce = text => {
  byId('announce').textContent = text;
};
