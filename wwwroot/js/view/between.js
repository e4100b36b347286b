import { day, hour } from '../words/times.js';
import { pieces, t } from '../words/words.js';
import { el, icon, time } from './dom.js';

const rich = parts => parts.map(({ text, bold }) => bold ? el('b', {}, text) : text);

const cameOrWent = (kind, { key }) => {
  const [look, one, many] = kind === 'join'
    ? ['came', 'line.joined', 'line.joinedMany']
    : ['went', 'line.left', 'line.leftMany'];
  const words = el('span');
  let when = el('time');
  const node = el('li', { class: 'came-went', 'data-kind': kind, 'data-key': key }, icon(look), words, when);
  let shown;
  return {
    node,
    update({ name, others, at }) {
      const next = `${name} ${others} ${at}`;
      if (next === shown) return;
      shown = next;
      words.replaceChildren(...rich(others > 0 ? pieces(many, { name, count: others }) : pieces(one, { name })));
      const since = time(at, hour(at));
      when.replaceWith(since);
      when = since;
    },
  };
};

const days = at => {
  const node = el('li', { class: 'day', 'data-kind': 'day' });
  return {
    node,
    // Today is yesterday after midnight.
    update() {
      const text = day(at);
      if (node.textContent !== text) node.textContent = text;
    },
  };
};

const still = node => ({ node, update() {} });

const makers = {
  day: ({ at }) => days(at),
  unread: () => still(el('li', { class: 'unread', 'data-kind': 'unread' }, t('line.unread'))),
  gap: ({ key }) => still(el('li', { class: 'came-went', 'data-kind': 'gap', 'data-key': key }, icon('alert'), el('span', {}, t('line.gap')))),
  join: item => cameOrWent('join', item),
  leave: item => cameOrWent('leave', item),
};

/** The lines between the messages. */
export const between = item => makers[item.kind](item);
