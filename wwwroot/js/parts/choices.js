import * as storage from '../storage.js';
import { byId, translate } from '../view/dom.js';
import { applyTheme, Settings } from '../view/settings.js';
import { speak, spoken } from '../words/words.js';

/** What the reader chose: language, colours, notifications and sound. It applies and is kept at once. */
export class Choices {
  #settings = new Settings({
    language: tag => this.#speak(tag),
    theme: name => this.#paint(name),
    notify: which => this.#alerts.chose(which).then(() => this.show()),
    sound: isOn => storage.keepSettings({ sound: isOn }),
  });
  #alerts;
  #onLanguage;

  constructor(alerts, onLanguage) {
    this.#alerts = alerts;
    this.#onLanguage = onLanguage;
    byId('open-settings').addEventListener('click', () => this.#settings.open());
  }

  show() {
    this.#settings.show({ ...storage.settings(), language: spoken() });
  }

  #speak(language) {
    storage.keepSettings({ language });
    speak(language);
    document.documentElement.lang = language;
    this.show();
    translate();
    this.#onLanguage();
  }

  #paint(theme) {
    storage.keepSettings({ theme });
    applyTheme(theme);
  }
}
