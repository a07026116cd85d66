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
import { nextEnd, permissionsModel } from './model.js';
import { permissionsView } from './view.js';

/** Timers cannot wait much longer than three weeks; one that looks too early looks again. */
const LONGEST_WAIT_MS = 86_400_000;

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
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  /** @type {ReturnType<typeof connect> | undefined} */
  let connection;

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
      clearTimeout(waiting);
      const end = nextEnd(permissions, now);
      if (end !== undefined) waiting = setTimeout(lookAgain, Math.min(end - now, LONGEST_WAIT_MS));
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
