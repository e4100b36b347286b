import { t } from '../words/words.js';
import { icon } from './dom.js';

export const secondsUntil = at => Math.max(1, Math.ceil((at - Date.now()) / 1_000));

const words = ({ state, retryAt, way }) =>
  state === 'connected' ? t(way === 'sockjs' ? 'link.overSockJs' : 'link.connected')
    : retryAt ? t('link.reconnectingShort', { seconds: secondsUntil(retryAt) })
      : t('link.connecting');

/** The connection in words, as the sidebar and the settings show it. */
export const showLinkState = (node, link) => {
  const text = words(link);
  const isUp = link.state === 'connected';
  if (node.dataset.state !== link.state) node.replaceChildren(icon(isUp ? 'check' : 'again', isUp ? '' : 'spin'), '');
  if (!node.firstChild) node.append(icon('again', 'spin'), '');
  node.dataset.state = link.state;
  node.dataset.way = link.way ?? '';
  node.classList.toggle('link-state-warn', link.state === 'reconnecting');
  node.title = isUp && link.way === 'sockjs' ? t('link.overSockJsHelp') : '';
  if (node.lastChild.data !== text) node.lastChild.data = text;
};
