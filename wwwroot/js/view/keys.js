import { byId } from './dom.js';

const isField = node => node.matches?.('input, textarea, [contenteditable]');

/** The keys that work everywhere. `on` hears findRoom(), findMessage(), escape(), true if it did something, and step(by, onlyUnread). */
export const listenToKeys = on => {
  addEventListener('keydown', event => {
    if (event.isComposing || event.defaultPrevented || document.querySelector('dialog[open]') || byId('shell').hidden) return;
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.altKey && by) on.step(by, event.shiftKey);
    else if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') on.findRoom();
    else if (event.key === '/' && !isField(event.target)) on.findMessage();
    else if (event.key !== 'Escape' || !on.escape()) return;
    event.preventDefault();
  });
};

/** A skip link moves the focus only: a fragment in the address would be a page of its own in the history. */
export const skip = (event, to) => {
  event.preventDefault();
  to.focus();
};
