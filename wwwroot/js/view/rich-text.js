import { blocks, inline } from '../state/text.js';
import { t } from '../words/words.js';
import { copy } from './clipboard.js';
import { el, icon } from './dom.js';
import { toast } from './toast.js';

const piece = ({ kind, text, href }) => {
  if (kind === 'link') return el('a', { href, target: '_blank', rel: 'noopener noreferrer' }, text);
  return kind === 'code' ? el('code', {}, text) : text;
};

const fence = ({ language, text }) => {
  const button = el('button', { type: 'button', class: 'text-btn' }, icon('copy', 'icon-s'), t('message.copy'));
  button.addEventListener('click', async () => {
    if (await copy(text)) toast(t('message.copied'));
  });
  return el('figure', { class: 'code', 'aria-label': t('message.code') },
    el('figcaption', {}, language || t('message.code'), button),
    el('pre', { tabindex: '0' }, text));
};

const block = (it, look) => {
  if (it.kind === 'fence') return fence(it);
  const emoji = it.kind === 'emoji' ? ' emoji-only' : '';
  return el('p', { class: `text${emoji}${look}`, dir: 'auto' }, ...it.kind === 'emoji' ? [it.text] : inline(it.text).map(piece));
};

/** The nodes of a message. An own one is a single note, whatever is in it. */
export const richText = (text, own) => {
  const parts = blocks(text);
  if (!own) return parts.map(it => block(it, ''));
  return parts.length === 1 && parts[0].kind !== 'fence'
    ? [block(parts[0], ' bubble')]
    : [el('div', { class: 'bubble' }, ...parts.map(it => block(it, '')))];
};
