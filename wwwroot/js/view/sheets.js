import { isPhone } from './dom.js';

// On a phone whatever lies over the view has a history entry of its own, so the back gesture closes it.

let closeIt = null;

/** Something was laid over the view; `close` takes it away. */
export const laySheet = close => {
  if (!isPhone()) return;
  if (!closeIt) history.pushState({ ...history.state, sheet: true }, '');
  closeIt = close;
};

/** It was closed by its own means: its entry goes. */
export const liftSheet = () => {
  if (!closeIt) return;
  closeIt = null;
  if (history.state?.sheet) history.back();
};

/** It gives way to another view, which takes over its entry. */
export const forgetSheet = () => {
  closeIt = null;
};

addEventListener('popstate', ({ state }) => {
  if (!closeIt || state?.sheet) return;
  const close = closeIt;
  closeIt = null;
  close();
});
