/**
 * The dashboard's section of permissions: connects to the background, draws again when a permission ends, and sends what a
 * person takes back. Sentences are the model's, markup is the view's.
 *
 * @import { Catalogue } from '../../shared/catalogue.js'
 * @import { FromDashboard, ToDashboard } from '../../shared/protocol.js'
 * @import { Section } from '../shell.js'
 * @import { Target } from './model.js'
 */

import { createConnection } from '../../shared/connection.js';
import { text } from '../../shared/i18n.js';
import { DASHBOARD_PORT } from '../../shared/protocol.js';
import { createWaiting, nextEnd } from '../waiting.js';
import { permissionsModel } from './model.js';
import { permissionsView } from './view.js';

/** @type {FromDashboard} */
const WATCH = { kind: 'watch-permissions' };

/**
 * @param {{ catalogue: Catalogue, changed: () => void }} needs
 * @returns {Section}
 */
export function createPermissionsSection({ catalogue, changed }) {
  /** @type {ToDashboard | undefined} */
  let permissions;
  let asking = false;
  /** @type {ReturnType<typeof connect> | undefined} */
  let connection;

  const waitFor = createWaiting(lookAgain);
  const controls = {
    /** @param {Target[]} targets */
    takeBack: (targets) => {
      for (const { held, isPrivate } of targets) connection?.send(revocation(held, isPrivate));
      asking = false;
      changed();
    },
    /** @param {boolean} wanted */
    ask: (wanted) => {
      asking = wanted;
      changed();
    },
  };

  return {
    id: 'permissions',
    name: text('permissions_title'),
    open() {
      connection ??= connect();
    },
    draw() {
      const now = Date.now();
      waitFor(nextEnd([...(permissions?.normal ?? []), ...(permissions?.privately ?? [])], now), now);
      return permissionsView(permissionsModel(permissions, { catalogue, now, asking }), controls);
    },
  };

  function connect() {
    return createConnection({
      connect: (info) => browser.runtime.connect(info),
      name: DASHBOARD_PORT,
      watch: WATCH,
      onMessage: (/** @type {ToDashboard} */ received) => {
        permissions = received;
        changed();
      },
      later: setTimeout,
    });
  }

  /** Some permission has ended: it goes, and the background says what is left. */
  function lookAgain() {
    changed();
    connection?.send(WATCH);
  }
}

/**
 * @param {Target['held']} held
 * @param {boolean} isPrivate
 * @returns {FromDashboard}
 */
function revocation({ site, grantee, once, tabId }, isPrivate) {
  return { kind: 'revoke', site, grantee, isPrivate, ...(once && tabId !== undefined && { tabId }) };
}
