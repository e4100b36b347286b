import { lastDelivered } from '../state/lines.js';
import { mentions } from '../state/mention.js';
import { hour, shortHour } from '../words/times.js';
import { t } from '../words/words.js';
import { avatar, button, el, icon, time } from './dom.js';
import { Keyed } from './keyed.js';
import { richText } from './rich-text.js';

const heard = ({ sender, at }) => el('span', { class: 'heard' }, t('message.says', { name: sender, time: hour(at) }));

/** Builds the words anew only where they look different: after a search, or when somebody who is called has come. */
const words = (node, own) => {
  let shown;
  let nodes = [];
  return ({ text }, how) => {
    const key = `${text.includes('@') ? how.names : ''}\n${how.query}`;
    if (key === shown) return;
    shown = key;
    for (const old of nodes) old.remove();
    nodes = richText(text, own, how);
    node.append(...nodes);
  };
};

const otherLine = ({ line, isFirst, how }) => {
  const node = el('div', { class: 'msg', 'data-kind': 'talk', 'data-own': 'false', 'data-key': line.key });
  node.classList.toggle('mentions-me', mentions(line.text, how.me));
  if (!isFirst) node.append(heard(line), time(line.at, shortHour(line.at), 'gutter-time'));
  const say = words(node, false);
  return { node, update: item => say(item.line, item.how) };
};

const marks = {
  sending: () => [icon('clock'), el('span', {}, t('message.pending'))],
  waiting: () => [icon('clock'), el('span', {}, t('message.waiting'))],
  delivered: at => [icon('check'), time(at, hour(at)), el('span', { class: 'heard' }, t('message.delivered'))],
};

const ownLine = ({ line }) => {
  // Its changes are not announced: only a failure is worth interrupting for.
  const meta = el('span', { class: 'meta', 'aria-live': 'off' });
  const node = el('div', { class: 'msg', 'data-kind': 'talk', 'data-own': 'true', 'data-key': line.key }, heard(line), meta);
  const say = words(node, true);
  let shown;
  return {
    node,
    update({ line: { mark, at, text }, showsMark, isUp, how }) {
      say({ text }, how);
      const look = mark === 'waiting' && isUp ? 'sending' : mark;
      const next = `${look} ${showsMark}`;
      if (next === shown) return;
      shown = next;
      node.dataset.mark = mark;
      node.classList.toggle('is-pending', mark === 'sending' || mark === 'waiting');
      node.classList.toggle('is-failed', mark === 'failed');
      meta.classList.toggle('meta-sent', mark === 'delivered');
      meta.hidden = !showsMark;
      meta.replaceChildren(...showsMark ? marks[look](at) : []);
    },
  };
};

const failedLine = ({ id, reason }, on) => el('p', { class: 'failed-line', role: 'alert' },
  el('span', {}, icon('alert', 'icon-s'), [t('message.failed'), reason].filter(Boolean).join(' · ')),
  button('text-btn', () => on.resend(id), t('message.resend')),
  button('text-btn text-btn-danger', () => on.discard(id), t('message.discard')));

const linesOf = ({ lines, how, isUp }) => {
  const last = lastDelivered(lines);
  return lines.map((line, i) => ({
    key: line.key,
    line,
    how,
    isUp,
    isFirst: i === 0,
    showsMark: line.mark === 'delivered' ? i === last : line.mark !== 'failed',
  }));
};

/** One person's lines within five minutes. `on` hears resend(id) and discard(id). */
export const group = (item, on) => {
  const lines = el('div');
  const node = el('li', { class: item.own ? 'group own' : 'group' });
  if (item.own) node.append(lines);
  else {
    const [{ at }] = item.lines;
    node.append(avatar(item.sender), el('div', {},
      el('p', { class: 'byline' }, el('b', { class: 'sender', dir: 'auto' }, item.sender), time(at, hour(at))), lines));
  }
  const keyed = new Keyed(lines, item.own ? ownLine : otherLine);
  let failed = null;
  let failedKey;
  return {
    node,
    update(next) {
      keyed.show(linesOf(next));
      const last = next.lines.at(-1);
      const key = last.mark === 'failed' ? last.key : undefined;
      if (key === failedKey) return;
      failedKey = key;
      failed?.remove();
      failed = key === undefined ? null : failedLine(last, on);
      if (failed) node.append(failed);
    },
  };
};
