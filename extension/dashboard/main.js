/**
 * Puts the dashboard together: connects to the background, draws at every change and when a permission ends, and sends
 * what a person takes back. Sentences are the models', markup is the views'.
 *
 * @import { VNode } from '/vendor/snabbdom/index.js'
 * @import { FromDashboard, ToDashboard } from '../shared/protocol.js'
 * @import { Target } from './permissions-model.js'
 */

import { attributesModule, eventListenersModule, init } from '/vendor/snabbdom/index.js';
import { readCatalogue } from '../shared/catalogue.js';
import { createConnection } from '../shared/connection.js';
import { keepingFocus } from '../shared/focus.js';
import { text } from '../shared/i18n.js';
import { DASHBOARD_PORT } from '../shared/protocol.js';
import { nextEnd, permissionsModel } from './permissions-model.js';
import { view } from './view.js';

/** Timers cannot wait much longer than three weeks; one that looks too early looks again. */
const LONGEST_WAIT_MS = 86_400_000;

const patch = init([attributesModule, eventListenersModule]);
/** @type {Element | VNode} */
let drawn = /** @type {HTMLElement} */ (document.querySelector('main'));
/** @type {ToDashboard | undefined} */
let permissions;
let asking = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

document.title = text('name');
document.documentElement.lang = browser.i18n.getUILanguage();
const catalogue = await readCatalogue(fetch);

const watch = /** @type {FromDashboard} */ ({ kind: 'watch-permissions' });
const connection = createConnection({
  connect: (info) => browser.runtime.connect(info),
  name: DASHBOARD_PORT,
  watch,
  onMessage: (/** @type {ToDashboard} */ received) => {
    permissions = received;
    draw();
  },
  later: setTimeout,
});

const controls = {
  permissions: {
    /** @param {Target[]} targets */
    takeBack: (targets) => {
      for (const { held, isPrivate } of targets) connection.send(revocation(held, isPrivate));
      asking = false;
      draw();
    },
    /** @param {boolean} wanted */
    ask: (wanted) => {
      asking = wanted;
      draw();
    },
  },
};

draw();

function draw() {
  const now = Date.now();
  const models = { permissions: permissionsModel(permissions, { catalogue, now, asking }) };
  keepingFocus(() => {
    drawn = patch(drawn, view(models, controls));
  });
  clearTimeout(waiting);
  const end = nextEnd(permissions, now);
  if (end !== undefined) waiting = setTimeout(lookAgain, Math.min(end - now, LONGEST_WAIT_MS));
}

/** Some permission has ended: it goes, and the background says what is left. */
function lookAgain() {
  draw();
  connection.send(watch);
}

/**
 * @param {Target['held']} held
 * @param {boolean} isPrivate
 * @returns {FromDashboard}
 */
function revocation({ site, grantee, once, tabId }, isPrivate) {
  return { kind: 'revoke', site, grantee, isPrivate, ...(once && tabId !== undefined && { tabId }) };
}
