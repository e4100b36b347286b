import { t } from '../words/words.js';
import { button, byId } from './dom.js';

const kinds = {
  noRooms: { art: 'rooms', title: 'empty.rooms', lead: 'empty.roomsLead', acts: [['newRoom', 'rooms.new', 'btn-main'], ['enterAgain', 'error.enterAgain', 'btn-quiet']] },
  unreachable: { art: 'server', title: 'error.unreachable', lead: 'error.unreachableLead', acts: [['retry', 'action.retry', 'btn-main']] },
  forbidden: { art: 'closed', title: 'error.forbidden', lead: 'error.forbiddenLead', acts: [['toRooms', 'error.toRooms', 'btn-soft']] },
  ended: { art: 'ended', title: 'error.expired', lead: 'error.expiredLead', acts: [['enterAgain', 'error.enterAgain', 'btn-main']] },
};

/** What stands in place of the conversation when there is none. `on` hears newRoom(), enterAgain(), retry() and toRooms(). */
export class Blank {
  #on;
  #shown = '';

  constructor(on) {
    this.#on = on;
  }

  relabel() {
    this.#shown = '';
  }

  /** `kind` is noRooms, unreachable, forbidden, ended or null. */
  show(kind) {
    byId('blank').hidden = kind === null;
    for (const part of ['log-box', 'writer']) byId(part).hidden = kind !== null;
    if (kind === null || kind === this.#shown) {
      this.#shown = kind ?? '';
      return;
    }
    const { art, title, lead, acts } = kinds[kind];
    this.#shown = kind;
    byId('blank-art').setAttribute('href', `#art-${art}`);
    byId('blank-title').textContent = t(title);
    byId('blank-lead').textContent = t(kind === 'unreachable' && !navigator.onLine ? 'link.failed' : lead);
    byId('blank-actions').replaceChildren(...acts.map(([act, word, look]) => button(`btn ${look}`, () => this.#on[act](), t(word))));
  }
}
