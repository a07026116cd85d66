/**
 * The composition root of the background: makes every part, hands it what it needs, and has all listeners registered
 * before the first turn ends, because the browser wakes a stopped background only for those. Nothing else happens here.
 *
 * @import { BlockingWebRequest } from './enforce/webrequest.js'
 */

import init, { Core } from '/core/bystander.js';
import { isFirefox } from '../shared/browser.js';
import { plural, text } from '../shared/i18n.js';
import { createAccess } from './access.js';
import { createBadge } from './badge.js';
import { startCore } from './core-start.js';
import { createDecide } from './decide.js';
import { observeDnr } from './enforce/dnr.js';
import { createDnrSync } from './enforce/dnr-sync.js';
import { enforceByWebRequest } from './enforce/webrequest.js';
import { createLedger } from './ledger.js';
import { followNavigation } from './navigation.js';
import { createPolicy } from './policy.js';
import { createPopupPort } from './popup-port.js';
import { createPrivateTabs } from './private-tabs.js';
import { createProblems } from './problems.js';
import { createReporter } from './report.js';

const problems = createProblems({ onChange: () => popup.changed(), log });
const access = createAccess({
  permissions: browser.permissions,
  extension: browser.extension,
  onChange: accessChanged,
});

const policy = createPolicy({
  local: browser.storage.local,
  session: browser.storage.session,
  onChange: policyChanged,
  onProblem: problems.of(text('part_policy')),
});
const ledger = createLedger({
  area: browser.storage.session,
  onChange: pageChanged,
  onProblem: problems.of(text('part_ledger')),
});
const privateTabs = createPrivateTabs({
  tabs: browser.tabs,
  onChange: () => dnrSync?.reconcile(),
  onNoneLeft: () => void policy.forgetPrivate(),
  onProblem: problems.of(text('part_private')),
});
const dnrSync = isFirefox
  ? undefined
  : createDnrSync({
      dnr: browser.declarativeNetRequest,
      policy,
      privateTabs,
      onProblem: problems.of(text('part_rules')),
    });

const core = startCore({
  init: () => init({ module_or_path: browser.runtime.getURL('/core/bystander_bg.wasm') }),
  load: () =>
    Core.load(browser.runtime.getURL('/data/engine.bin'), browser.runtime.getURL('/data/catalogue.bin')),
  log,
});
/** Handed to all who handle events as this very promise: what waits for one promise goes on in the order it came. */
const ready = Promise.all([core, policy.ready, ledger.ready, privateTabs.ready, access.current()]).then(
  ([{ core, error }]) => ({
    decide: core && createDecide({ core, policy, now: Date.now }),
    coreError: error,
  }),
);

if (isFirefox) {
  const webRequest = /** @type {BlockingWebRequest} */ (/** @type {unknown} */ (browser.webRequest));
  enforceByWebRequest({ webRequest, ready, ledger });
} else {
  observeDnr({
    webRequest: browser.webRequest,
    ready,
    ledger,
    isPrivate: privateTabs.has,
    ownOrigin: browser.runtime.getURL('/'),
  });
}

followNavigation({
  webNavigation: browser.webNavigation,
  tabs: browser.tabs,
  ledger,
  access,
  policy,
  isPrivate: privateTabs.has,
  ready,
});

const badge = createBadge({
  action: browser.action,
  shown: ledger.shown,
  access,
  texts: {
    idle: text('name'),
    withheld: text('title_withheld'),
    stopped: (requests) => plural('title_stopped', requests),
  },
});
const popup = createPopupPort({
  runtime: browser.runtime,
  report: createReporter({
    tab: tabWith,
    enforcer: isFirefox ? 'webrequest' : 'dnr',
    ready,
    shown: ledger.shown,
    policy,
    access,
    problems,
    inForce: async () => dnrSync?.inForce(),
  }),
  isPrivate: async (tabId) => (await browser.tabs.get(tabId)).incognito,
  policy,
  onProblem: problems.of(text('part_policy')),
});

void dnrSync?.reconcile();
void accessChanged();

/** @param {number} tabId */
function pageChanged(tabId) {
  void badge.show(tabId);
  popup.changed(tabId);
}

function policyChanged() {
  void dnrSync?.reconcile();
  popup.changed();
}

async function accessChanged() {
  popup.changed();
  await badge.showDefault();
  await ledger.ready;
  for (const tabId of ledger.tabIds()) void badge.show(tabId);
}

/**
 * @param {number} tabId
 * @returns {Promise<chrome.tabs.Tab | undefined>}
 */
async function tabWith(tabId) {
  try {
    return await browser.tabs.get(tabId);
  } catch {
    return undefined;
  }
}

/**
 * @param {string} message
 * @param {unknown} error
 */
function log(message, error) {
  // biome-ignore lint/suspicious/noConsole: the one place where the background speaks to whoever looks for a fault
  console.error(message, error);
}
