import { icon } from './dom.js';

/** Shows or takes away the fault under a field. */
export const showProblem = (input, place, text) => {
  if (text) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
  place.hidden = !text;
  place.replaceChildren(...text ? [icon('alert', 'icon-s'), text] : []);
};
