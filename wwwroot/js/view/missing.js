import { t } from '../words/words.js';
import { byId, el } from './dom.js';

/** Says why there can be no conversation: the library was not built in, or the server does not answer. */
export const showMissing = lacksLibrary => {
  byId('missing-title').textContent = t(lacksLibrary ? 'error.noLibrary' : 'error.unreachable');
  const leads = lacksLibrary ? ['error.noLibraryLead', 'error.noLibraryCure'] : ['error.unreachableLead'];
  byId('missing-lead').replaceChildren(...leads.map(lead => el('p', {}, t(lead))));
  byId('missing').hidden = false;
};
