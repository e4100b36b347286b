import { marked } from '../state/find.js';
import { blocks, inline } from '../state/text.js';
import { t } from '../words/words.js';
import { copy } from './clipboard.js';
import { button, el, icon } from './dom.js';
import { toast } from './toast.js';

/** Plain text with what was searched for marked in it. */
export const withHits = (text, words) =>
  marked(text, words).map(({ text: part, isHit }) => isHit ? el('mark', { class: 'hit' }, part) : part);

const piece = ({ kind, text, href, isMe }, words) => {
  if (kind === 'link') return el('a', { href, target: '_blank', rel: 'noopener noreferrer' }, ...withHits(text, words));
  if (kind === 'code') return el('code', {}, ...withHits(text, words));
  return el('mark', { class: isMe ? 'at at-me' : 'at' }, text);
};

const pieces = (text, { calls, me, words }) => inline(text, calls, me)
  .flatMap(it => it.kind === 'plain' ? withHits(it.text, words) : [piece(it, words)]);

const fence = ({ language, text }, { words }) => {
  const copyIt = button('text-btn', async () => {
    if (await copy(text)) toast(t('message.copied'));
  }, icon('copy', 'icon-s'), t('message.copy'));
  return el('figure', { class: 'code', 'aria-label': t('message.code') },
    el('figcaption', {}, language || t('message.code'), copyIt),
    el('pre', { tabindex: '0' }, ...withHits(text, words)));
};

const block = (it, look, how) => {
  if (it.kind === 'fence') return fence(it, how);
  const emoji = it.kind === 'emoji' ? ' emoji-only' : '';
  return el('p', { class: `text${emoji}${look}`, dir: 'auto' }, ...it.kind === 'emoji' ? [it.text] : pieces(it.text, how));
};

/** The nodes of a message. An own one is a single note, whatever is in it. `how` is { calls, me, words }. */
export const richText = (text, own, how) => {
  const parts = blocks(text);
  if (!own) return parts.map(it => block(it, '', how));
  return parts.length === 1 && parts[0].kind !== 'fence'
    ? [block(parts[0], ' bubble', how)]
    : [el('div', { class: 'bubble' }, ...parts.map(it => block(it, '', how)))];
};
