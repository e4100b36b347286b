import { lastDelivered } from '../state/lines.js';
import { hour, shortHour } from '../words/times.js';
import { t } from '../words/words.js';
import { avatar, el, icon, time } from './dom.js';
import { Keyed } from './keyed.js';
import { richText } from './rich-text.js';

const heard = ({ sender, at }) => el('span', { class: 'heard' }, t('message.says', { name: sender, time: hour(at) }));

const still = node => ({ node, update() {} });

const otherLine = ({ line, isFirst }) => {
  const node = el('div', { class: 'msg', 'data-kind': 'talk', 'data-own': 'false' });
  if (!isFirst) node.append(heard(line), time(line.at, shortHour(line.at), 'gutter-time'));
  node.append(...richText(line.text, false));
  return still(node);
};

const marks = {
  sending: () => [icon('clock'), el('span', {}, t('message.pending'))],
  waiting: () => [icon('clock'), el('span', {}, t('message.waiting'))],
  delivered: at => [icon('check'), time(at, hour(at)), el('span', { class: 'heard' }, t('message.delivered'))],
};

const ownLine = ({ line }) => {
  // Its changes are not announced: only a failure is worth interrupting for.
  const meta = el('span', { class: 'meta', 'aria-live': 'off' });
  const node = el('div', { class: 'msg', 'data-kind': 'talk', 'data-own': 'true' }, heard(line), meta, ...richText(line.text, true));
  let shown;
  return {
    node,
    update({ line: { mark, at }, showsMark }) {
      const next = `${mark} ${showsMark}`;
      if (next === shown) return;
      shown = next;
      node.dataset.mark = mark;
      node.classList.toggle('is-pending', mark === 'sending' || mark === 'waiting');
      node.classList.toggle('is-failed', mark === 'failed');
      meta.classList.toggle('meta-sent', mark === 'delivered');
      meta.hidden = !showsMark;
      meta.replaceChildren(...showsMark ? marks[mark](at) : []);
    },
  };
};

const failedLine = ({ key, reason }, on) => {
  const button = (word, look, act) => {
    const node = el('button', { type: 'button', class: look }, t(word));
    node.addEventListener('click', () => act(key));
    return node;
  };
  return el('p', { class: 'failed-line', role: 'alert' },
    el('span', {}, icon('alert', 'icon-s'), [t('message.failed'), reason].filter(Boolean).join(' · ')),
    button('message.resend', 'text-btn', on.resend),
    button('message.discard', 'text-btn text-btn-danger', on.discard));
};

const linesOf = ({ lines }) => {
  const last = lastDelivered(lines);
  return lines.map((line, i) => ({
    key: line.key,
    line,
    isFirst: i === 0,
    showsMark: line.mark === 'delivered' ? i === last : line.mark !== 'failed',
  }));
};

/** One person's lines within five minutes. `on` hears resend(key) and discard(key). */
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
