import { byId } from './dom.js';
import { Dialog } from './dialog.js';

const radios = name => document.querySelectorAll(`input[name="${name}"]`);

const choose = (name, value) => {
  for (const radio of radios(name)) radio.checked = radio.value === value;
};

const listen = (name, on) => {
  for (const radio of radios(name)) radio.addEventListener('change', () => on(radio.value));
};

/** Language and theme; what is chosen applies at once. `on` hears language(tag) and theme(name). */
export class Settings {
  #dialog = new Dialog(byId('settings'));

  constructor(on) {
    listen('entrance-language', on.language);
    listen('settings-language', on.language);
    listen('theme', on.theme);
  }

  show({ language, theme }) {
    choose('entrance-language', language);
    choose('settings-language', language);
    choose('theme', theme);
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
