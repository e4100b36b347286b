import { mentions } from '../state/mention.js';
import { nameOf } from '../state/room-name.js';
import { keepSettings, settings } from '../storage.js';
import { askToNotify, notify } from '../view/notifier.js';
import { play } from '../view/sound.js';
import { t } from '../words/words.js';

/** A tone and a notification for what came while nobody looked. `open(talk)` when a notification is pressed. */
export class Alerts {
  #open;

  constructor(open) {
    this.#open = open;
  }

  /** Asks for leave only now that it is wanted. */
  async chose(which) {
    keepSettings({ notify: which });
    if (which !== 'none') await askToNotify();
  }

  unseen(talk, message, me) {
    const { notify: which, sound } = settings();
    if (talk.muted) return;
    if (sound) play();
    const isForMe = talk.kind === 'private' || mentions(message.message, me);
    if (which === 'none' || which === 'mentions' && !isForMe) return;
    const room = nameOf(talk);
    notify({
      title: talk.kind === 'private' ? room : t('notify.from', { name: message.sender, room }),
      text: message.message,
      tag: talk.id,
      open: () => this.#open(talk.id),
    });
  }
}
