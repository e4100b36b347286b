import { App } from './app.js';
import { lacksLibrary, loadLibrary } from './link.js';
import { settings } from './storage.js';
import { byId, translate } from './view/dom.js';
import { showMissing } from './view/missing.js';
import { languages, preferred, speak, spoken } from './words/words.js';

const { language } = settings();
speak(languages.includes(language) ? language : preferred(navigator.language));
document.documentElement.lang = spoken();

/** Null where the server does not have the library. */
const library = () => loadLibrary().catch(async error => {
  console.error(error);
  translate();
  showMissing(await lacksLibrary().catch(() => false));
  return null;
});

byId('missing-retry').addEventListener('click', () => location.reload());
const Client = await library();
if (Client) new App(Client).start();
