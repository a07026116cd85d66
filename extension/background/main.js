/**
 * The composition root of the background: makes every part, hands it what it needs, and has all listeners registered
 * before the first turn ends, because the browser wakes a stopped background only for those. Nothing else happens here.
 *
 * @import { BlockingWebRequest } from './enforce/webrequest.js'
 * @import { BlockingWebRequest as BlockingInChrome } from './enforce/webrequest-chrome.js'
 */

import init, { Core } from '/core/bystander.js';
import { isFirefox } from '../shared/browser.js';
import { plural, text } from '../shared/i18n.js';
import { createAccess } from './access.js';
import { createBadge } from './badge.js';
import { startChoices } from './choice-parts.js';
import { startCore } from './core-start.js';
import { startDashboard } from './dashboard-parts.js';
import { createDecide } from './decide.js';
import { coreFiles } from './early.js';
import { createCarried } from './enforce/carried.js';
import { observeDnr } from './enforce/dnr.js';
import { createDnrSync } from './enforce/dnr-sync.js';
import { createJudge } from './enforce/judge.js';
import { createPlaceOfTabless } from './enforce/tabless.js';
import { enforceByWebRequest } from './enforce/webrequest.js';
import { enforceWhereGranted } from './enforce/webrequest-chrome.js';
import { createHeld } from './held.js';
import { startHistory } from './history-parts.js';
import { createLedger } from './ledger.js';
import { startLog } from './log-parts.js';
import { startMending } from './mending-parts.js';
import { followNavigation } from './navigation.js';
import { startOwnRules } from './own-parts.js';
import { createPermissionUses } from './permission-uses.js';
import { startPlaceholders } from './placeholder-parts.js';
import { createPopupPort } from './popup-port.js';
import { createPrivateTabs } from './private-tabs.js';
import { createProblems } from './problems.js';
import { createReporter } from './report.js';
import { createVerdicts } from './verdicts.js';
import { welcomeOnce } from './welcome.js';

const problems = createProblems({ onChange: () => popup.changed(), log: complain });
const access = createAccess({
  permissions: browser.permissions,
  extension: browser.extension,
  onChange: accessChanged,
});

const choices = startChoices({
  onChange: policyChanged,
  onProblem: problems.of(text('part_policy')),
  onEndProblem: problems.of(text('part_ends')),
});
const { policy, once, tabExceptions, ends } = choices;
const ledger = createLedger({
  area: browser.storage.session,
  onChange: pageChanged,
  onProblem: problems.of(text('part_ledger')),
});
const permissionUses = createPermissionUses({
  local: browser.storage.local,
  session: browser.storage.session,
  ledger,
  policy,
  now: Date.now,
  onChange: permissionsChanged,
  onProblem: problems.of(text('part_uses')),
});
const held = createHeld({ policy, uses: permissionUses, once });
const privateTabs = createPrivateTabs({
  tabs: browser.tabs,
  onChange: () => dnrSync?.reconcile(),
  onNoneLeft: () => {
    void policy.forgetPrivate();
    void permissionUses.forgetPrivate();
  },
  onProblem: problems.of(text('part_private')),
});
const granted = browser.permissions.contains({ permissions: ['webRequestBlocking'] });
const rules = isFirefox
  ? undefined
  : createCarried({
      dnr: browser.declarativeNetRequest,
      wanted:
        browser.runtime
          .getManifest()
          .declarative_net_request?.rule_resources.flatMap(({ id, enabled }) => (enabled ? [id] : [])) ?? [],
      granted,
      fetch,
      ownRemarks: () => ownLists.current().report.remarks,
      onProblem: problems.of(text('part_static')),
    });
const core = startCore({
  files: coreFiles,
  init: (module) => init({ module_or_path: module }),
  create: (engine, catalogue) => new Core(engine, catalogue),
  log: complain,
});
const dnrSync = isFirefox
  ? undefined
  : createDnrSync({
      dnr: browser.declarativeNetRequest,
      policy,
      once,
      tabExceptions,
      privateTabs,
      core: core.then((started) => started.core),
      widgets: async () => (await fetch(browser.runtime.getURL('/data/rulesets/gentle.json'))).json(),
      onProblem: problems.of(text('part_rules')),
    });
const ownLists = startOwnRules({
  core: core.then((started) => started.core),
  onProblem: problems.of(text('part_own')),
});
const stored = Promise.all([choices.ready, ledger.ready, permissionUses.ready]);
/** Handed to all who handle events as this very promise: what waits for one promise goes on in the order it came. */
const ready = Promise.all([
  core,
  stored,
  privateTabs.ready,
  access.current(),
  ownLists.ready,
  rules?.ready,
]).then(([{ core, error }]) => ({
  decide:
    core &&
    createDecide({
      core,
      verdict: createVerdicts({ core, numbers: Core }),
      policy: { current: choices.inTab },
      now: Date.now,
    }),
  coreError: error,
}));

const placeholders = startPlaceholders({
  policy,
  once,
  inForce,
  siteOf: async (url) => (await ready).decide?.site(url),
  companyOf: async (url) => (await ready).decide?.owner(url)?.company,
  onProblem: problems.of(text('part_placeholders')),
});
const isPrivate = privateTabs.has;
const placeOfTabless = createPlaceOfTabless({ ledger });
const judge = createJudge({ ledger, placeOfTabless, isPrivate });
const log = startLog({ ledger, ready, judge, privateTabs });
const noted = log.hearing(ledger);
if (!rules) {
  const webRequest = /** @type {BlockingWebRequest} */ (/** @type {unknown} */ (browser.webRequest));
  enforceByWebRequest({
    webRequest,
    ready,
    ledger: noted,
    placeOfTabless,
    used: permissionUses.used,
    isPrivate,
    stubUrl: (file) => browser.runtime.getURL(`/stubs/${file}`),
    onReplaced: placeholders.replaced,
  });
} else {
  const webRequest = /** @type {BlockingInChrome} */ (/** @type {unknown} */ (browser.webRequest));
  void enforceWhereGranted({ webRequest, granted, ready, judge });
  observeDnr({
    webRequest: browser.webRequest,
    ready,
    ledger: noted,
    judge,
    carried: rules.carried,
    used: permissionUses.used,
    ownOrigin: browser.runtime.getURL('/'),
    onReplaced: placeholders.replaced,
  });
}

welcomeOnce({
  runtime: browser.runtime,
  management: browser.management,
  tabs: browser.tabs,
  onProblem: problems.of(text('welcome_part')),
});
followNavigation({
  webNavigation: browser.webNavigation,
  tabs: browser.tabs,
  ledger,
  access,
  loadedUnder: choices.loadedUnder,
  isPrivate,
  ready,
});

const history = startHistory({ ledger, policy, ownLists, privateTabs, ready, problems });
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
const mending = startMending({
  policy,
  ledger,
  held,
  ready,
  inForce,
  onChange: permissionsChanged,
  onProblem: problems.of(text('part_policy')),
});
const popup = createPopupPort({
  runtime: browser.runtime,
  report: createReporter({
    tab: tabWith,
    enforcer: isFirefox ? 'webrequest' : 'dnr',
    stored,
    ready,
    shown: ledger.shown,
    policy,
    choices,
    held,
    mending,
    access,
    problems,
    inForce,
  }),
  isPrivate: async (tabId) => (await browser.tabs.get(tabId)).incognito,
  policy,
  once,
  tabExceptions,
  mending,
  onProblem: problems.of(text('part_policy')),
});
const dashboard = startDashboard({ choices, held, isPrivateTab: isPrivate, ready, inForce, problems });

void ends.check();
void dnrSync?.reconcile();
void accessChanged();

/** @param {number} tabId */
function pageChanged(tabId) {
  void badge.show(tabId);
  popup.changed(tabId);
  history.changed(tabId);
  mending.changed(tabId);
}

function policyChanged() {
  void dnrSync?.reconcile();
  void ends.check();
  permissionUses.forgetRevoked();
  permissionsChanged();
}

function permissionsChanged() {
  popup.changed();
  dashboard.changed();
}

async function inForce() {
  await dnrSync?.inForce();
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
function complain(message, error) {
  // biome-ignore lint/suspicious/noConsole: the one place where the background speaks to whoever looks for a fault
  console.error(message, error);
}
