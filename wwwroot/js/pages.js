import { roomLink } from './state/room-name.js';

/** The list and each room are history entries, so the back gesture goes from a room to the list. */
export class Pages {
  constructor(onPage) {
    addEventListener('popstate', ({ state }) => {
      if (state?.view) onPage(state);
    });
  }

  /** The room that the address leads to, or null. */
  static asked() {
    return new URLSearchParams(location.search).get('room') || null;
  }

  /** From outside into a room; the list lies behind it. */
  enter(room) {
    history.replaceState({ view: 'rooms' }, '', location.pathname);
    this.room(room);
  }

  room(room) {
    if (history.state?.room === room) return;
    history.pushState({ view: 'talk', room, overList: history.state?.view === 'rooms' }, '', roomLink(room, location.href));
  }

  /** The open room was left for another one. */
  instead(room) {
    history.replaceState({ ...history.state, view: 'talk', room }, '', roomLink(room, location.href));
  }

  rooms() {
    if (history.state?.overList) history.back();
    else history.pushState({ view: 'rooms' }, '', location.pathname);
  }

  leaveAll() {
    history.replaceState(null, '', location.pathname);
  }
}
