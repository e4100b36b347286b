import { byId } from './dom.js';

/** The keys that work everywhere. `on` hears newest(), true if it moved, and step(by, onlyUnread). */
export const listenToKeys = on => {
  addEventListener('keydown', event => {
    if (event.isComposing || document.querySelector('dialog[open]') || byId('shell').hidden) return;
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.altKey && by) on.step(by, event.shiftKey);
    else if (event.key !== 'Escape' || !on.newest()) return;
    event.preventDefault();
  });
};

/** A skip link moves the focus only: a fragment in the address would be a page of its own in the history. */
export const skip = (event, to) => {
  event.preventDefault();
  to.focus();
};
