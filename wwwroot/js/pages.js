import { roomLink, talkAt, talkLink } from './state/room-name.js';
import { forgetSheet } from './view/sheets.js';

/** The list and each conversation are history entries, so the back gesture goes from a conversation to the list. */
export class Pages {
  constructor(onPage) {
    addEventListener('popstate', ({ state }) => {
      if (state?.view) onPage(state);
    });
  }

  /** The conversation that the address leads to, or null. */
  static asked() {
    return talkAt(location.href);
  }

  /** From outside into a conversation; the list lies behind it. */
  enter(talk) {
    history.replaceState({ view: 'rooms' }, '', location.pathname);
    this.talk(talk);
  }

  talk(talk) {
    const { view, talk: before, sheet, overList } = history.state ?? {};
    // A sheet's entry becomes that of the conversation it led to.
    const way = sheet ? 'replaceState' : 'pushState';
    forgetSheet();
    if (before === talk && !sheet) return;
    history[way]({ view: 'talk', talk, overList: sheet ? overList : view === 'rooms' }, '', talkLink(talk, location.href));
  }

  /** The open conversation was left for another one. */
  instead(talk) {
    forgetSheet();
    history.replaceState({ ...history.state, sheet: undefined, view: 'talk', talk }, '', talkLink(talk, location.href));
  }

  rooms() {
    if (history.state?.overList) history.back();
    else history.pushState({ view: 'rooms' }, '', location.pathname);
  }

  leaveAll() {
    forgetSheet();
    history.replaceState({ view: 'rooms' }, '', location.pathname);
  }

  static invitation(room) {
    return roomLink(room, location.href);
  }
}
