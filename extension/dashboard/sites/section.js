/**
 * The dashboard's section of sites: connects to the background, draws again when something ends, and sends what a person
 * chooses. Sentences are the model's, markup is the view's.
 *
 * @import { FromSites, ToSites } from '../../shared/sites-protocol.js'
 * @import { Section } from '../shell.js'
 * @import { SitesState, Target } from './model.js'
 */

import { createConnection } from '../../shared/connection.js';
import { text } from '../../shared/i18n.js';
import { SITES_PORT } from '../../shared/sites-protocol.js';
import { createWaiting, nextEnd } from '../waiting.js';
import { choicesOf, sitesModel } from './model.js';
import { sitesView } from './view.js';

/** @type {FromSites} */
const WATCH = { kind: 'watch-sites' };

/**
 * @param {{ changed: () => void }} needs
 * @returns {Section}
 */
export function createSitesSection({ changed }) {
  /** @type {SitesState} */
  let state = { sites: undefined, asking: false, named: '', wanted: '', shown: 'some', said: undefined };
  /** @type {ReturnType<typeof connect> | undefined} */
  let connection;
  const waitFor = createWaiting(lookAgain);

  return {
    id: 'sites',
    name: text('sites_title'),
    open() {
      connection ??= connect();
    },
    close: () => update({ asking: false, named: '', wanted: '', shown: 'some', said: undefined }),
    draw() {
      const now = Date.now();
      waitFor(nextEnd(choicesOf(state.sites), now), now);
      return sitesView(sitesModel(state, now), {
        setLevel: (level) => send({ kind: 'treat-all', level }),
        treat: ({ site, isPrivate }, as) => send({ kind: 'treat', site, isPrivate, as }),
        add: (named, as) => send({ kind: 'treat-named', named, as }),
        takeBack: (target) => send(untreat(target)),
        takeBackAll: () => send({ kind: 'untreat-all' }),
        ask: (asking) => update({ asking }),
        write: (named) => update({ named }),
        search: (wanted) => update({ wanted }),
        showAll: () => update({ shown: 'all' }),
      });
    },
  };

  /** @param {Partial<SitesState>} part */
  function update(part) {
    state = { ...state, ...part };
    changed();
  }

  /** @param {FromSites} message */
  function send(message) {
    connection?.send(message);
    update({ said: undefined, asking: false });
  }

  function connect() {
    return createConnection({
      connect: (info) => browser.runtime.connect(info),
      name: SITES_PORT,
      watch: WATCH,
      onMessage: hear,
      later: setTimeout,
    });
  }

  /** @param {ToSites} received */
  function hear(received) {
    if (received.kind === 'sites') update({ sites: received });
    else update({ said: received, ...(received.kind === 'named' && { named: '' }) });
  }

  /** Something has ended: it goes, and the background says what is left. */
  function lookAgain() {
    changed();
    connection?.send(WATCH);
  }
}

/**
 * @param {Target} target
 * @returns {FromSites}
 */
function untreat({ site, isPrivate, tabId }) {
  return tabId === undefined ? { kind: 'untreat', site, isPrivate } : { kind: 'untreat-tab', site, tabId };
}
