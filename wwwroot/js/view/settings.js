import { byId } from './dom.js';
import { Dialog } from './dialog.js';
import { canNotify, isBlocked } from './notifier.js';
import { play } from './sound.js';

const radios = name => document.querySelectorAll(`input[name="${name}"]`);

const choose = (name, value) => {
  for (const radio of radios(name)) radio.checked = radio.value === value;
};

const listen = (name, on) => {
  for (const radio of radios(name)) radio.addEventListener('change', () => on(radio.value));
};

/** What is chosen applies at once. `on` hears language(tag), theme(name), notify(which) and sound(isOn). */
export class Settings {
  #dialog = new Dialog(byId('settings'));

  constructor(on) {
    listen('entrance-language', on.language);
    listen('settings-language', on.language);
    listen('theme', on.theme);
    listen('notify', on.notify);
    byId('sound').addEventListener('change', event => on.sound(event.target.checked));
    byId('sound-try').addEventListener('click', play);
  }

  show({ language, theme, notify, sound }) {
    choose('entrance-language', language);
    choose('settings-language', language);
    choose('theme', theme);
    choose('notify', notify);
    byId('sound').checked = sound;
    byId('notify-blocked').hidden = !(notify !== 'none' && (isBlocked() || !canNotify()));
  }

  open() {
    this.#dialog.open();
  }
}

/** Without a theme of its own the page follows the system. */
export const applyTheme = theme => {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
};
