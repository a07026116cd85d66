/**
 * The composition root of the background: makes every part, hands it what it needs, and has all listeners registered
 * before the first turn ends, because the browser wakes a stopped background only for those. Nothing else happens here.
 *
 * @import { BlockingWebRequest } from './enforce/webrequest.js'
 * @import { BlockingWebRequest as BlockingInChrome } from './enforce/webrequest-chrome.js'
 * @import { Marks } from './shown-widgets.js'
 */

import init, { Core } from '/core/bystander.js';
import { isFirefox } from '../shared/browser.js';
import { readCatalogue } from '../shared/catalogue.js';
import { plural, text } from '../shared/i18n.js';
import { createAccess } from './access.js';
import { createBadge } from './badge.js';
import { startCore } from './core-start.js';
import { createDecide } from './decide.js';
import { createEnds } from './ends.js';
import { createCarried } from './enforce/carried.js';
import { observeDnr } from './enforce/dnr.js';
import { createDnrSync } from './enforce/dnr-sync.js';
import { createJudge } from './enforce/judge.js';
import { createPlaceOfTabless } from './enforce/tabless.js';
import { enforceByWebRequest } from './enforce/webrequest.js';
import { enforceWhereGranted } from './enforce/webrequest-chrome.js';
import { createGrants } from './grants.js';
import { followLeaving } from './leaving.js';
import { createLedger } from './ledger.js';
import { followNavigation } from './navigation.js';
import { createOnce } from './once.js';
import { createOwnLists } from './own-lists.js';
import { answerOwnRules } from './own-rules-port.js';
import { answerPlaceholders, CONFIRM_PAGE } from './placeholder-port.js';
import { createPlaceholders } from './placeholders.js';
import { createPolicy } from './policy.js';
import { createPopupPort } from './popup-port.js';
import { createPrivateTabs } from './private-tabs.js';
import { createProblems } from './problems.js';
import { createQuestions } from './questions.js';
import { createReporter } from './report.js';
import { runAgain } from './run-again.js';
import { createShownWidgets } from './shown-widgets.js';

const problems = createProblems({ onChange: () => popup.changed(), log });
const access = createAccess({
  permissions: browser.permissions,
  extension: browser.extension,
  onChange: accessChanged,
});

const policy = createPolicy({
  local: browser.storage.local,
  session: browser.storage.session,
  now: Date.now,
  onChange: policyChanged,
  onProblem: problems.of(text('part_policy')),
});
const once = createOnce({
  session: browser.storage.session,
  now: Date.now,
  onChange: policyChanged,
  onProblem: problems.of(text('part_policy')),
});
const ends = createEnds({
  alarms: browser.alarms,
  policy,
  now: Date.now,
  later: (task, ms) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  onProblem: problems.of(text('part_ends')),
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
  init: () => init({ module_or_path: browser.runtime.getURL('/core/bystander_bg.wasm') }),
  load: () =>
    Core.load(browser.runtime.getURL('/data/engine.bin'), browser.runtime.getURL('/data/catalogue.bin')),
  log,
});
const dnrSync = isFirefox
  ? undefined
  : createDnrSync({
      dnr: browser.declarativeNetRequest,
      policy,
      once,
      privateTabs,
      core: core.then((started) => started.core),
      widgets: async () => (await fetch(browser.runtime.getURL('/data/rulesets/gentle.json'))).json(),
      onProblem: problems.of(text('part_rules')),
    });
const ownLists = createOwnLists({
  local: browser.storage.local,
  core: core.then((started) => started.core),
  chrome: isFirefox ? undefined : { dnr: browser.declarativeNetRequest, convert: Core.convertOwnLists },
  version: browser.runtime.getManifest().version,
  onProblem: problems.of(text('part_own')),
});
/** Handed to all who handle events as this very promise: what waits for one promise goes on in the order it came. */
const ready = Promise.all([
  core,
  policy.ready,
  once.ready,
  ledger.ready,
  privateTabs.ready,
  access.current(),
  ownLists.ready,
  rules?.ready,
]).then(([{ core, error }]) => ({
  decide:
    core &&
    createDecide({
      core,
      policy: { current: (isPrivate, tabId) => once.over(policy.current(isPrivate), tabId) },
      now: Date.now,
    }),
  coreError: error,
}));

/** @type {ReturnType<typeof readKnowledge> | undefined} */
let knowledge;
const placeholders = createPlaceholders({
  send: (tabId, message, to) =>
    to ? browser.tabs.sendMessage(tabId, message, to) : browser.tabs.sendMessage(tabId, message),
  knowledge: known,
  onProblem: problems.of(text('part_placeholders')),
});
for (const event of [browser.webNavigation.onDOMContentLoaded, browser.webNavigation.onCompleted])
  event.addListener(placeholders.arrived);
const isPrivate = privateTabs.has;
const placeOfTabless = createPlaceOfTabless({ ledger });
if (!rules) {
  const webRequest = /** @type {BlockingWebRequest} */ (/** @type {unknown} */ (browser.webRequest));
  enforceByWebRequest({
    webRequest,
    ready,
    ledger,
    placeOfTabless,
    isPrivate,
    stubUrl: (file) => browser.runtime.getURL(`/stubs/${file}`),
    onReplaced: placeholders.replaced,
  });
} else {
  const judge = createJudge({ ledger, placeOfTabless, isPrivate });
  const webRequest = /** @type {BlockingInChrome} */ (/** @type {unknown} */ (browser.webRequest));
  void enforceWhereGranted({ webRequest, granted, ready, judge });
  observeDnr({
    webRequest: browser.webRequest,
    ready,
    ledger,
    judge,
    carried: rules.carried,
    ownOrigin: browser.runtime.getURL('/'),
    onReplaced: placeholders.replaced,
  });
}

const questions = createQuestions({
  session: browser.storage.session,
  newId: () => crypto.randomUUID(),
  show: showQuestion,
});
answerPlaceholders({
  runtime: browser.runtime,
  grants: createGrants({
    policy,
    once,
    questions,
    placeholders,
    knowledge: known,
    inForce: async () => dnrSync?.inForce(),
    now: Date.now,
  }),
  questions,
  knowledge: known,
  siteOf: async (url) => (await ready).decide?.site(url),
  companyOf: async (url) => (await ready).decide?.owner(url)?.company,
  open: (url, { windowId, index }) => browser.tabs.create({ url, windowId, index: index + 1 }),
  run: ({ tabId, frameId }, mark, missing) =>
    browser.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      world: 'MAIN',
      injectImmediately: true,
      func: runAgain,
      args: [mark, missing],
    }),
});
followLeaving({
  webNavigation: browser.webNavigation,
  tabs: browser.tabs,
  onLeave: (tabId) => {
    void once.leave(tabId);
    void questions.leave(tabId);
  },
});

answerOwnRules({ runtime: browser.runtime, ownLists });
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

void ends.check();
void dnrSync?.reconcile();
void accessChanged();

/** @param {number} tabId */
function pageChanged(tabId) {
  void badge.show(tabId);
  popup.changed(tabId);
}

function policyChanged() {
  void dnrSync?.reconcile();
  void ends.check();
  popup.changed();
}

/** What the catalogue says of widgets: read when one was replaced, since most pages have none. */
function known() {
  knowledge ??= readKnowledge();
  return knowledge;
}

async function readKnowledge() {
  const [catalogue, marks] = await Promise.all([readCatalogue(fetch), fetch('/data/marks.json')]);
  return createShownWidgets(catalogue, /** @type {Marks} written by the build */ (await marks.json()));
}

/**
 * In a window of its own where the browser has windows.
 * @param {string} id
 */
async function showQuestion(id) {
  const url = `${browser.runtime.getURL(CONFIRM_PAGE)}?id=${id}`;
  if (browser.windows) await browser.windows.create({ url, type: 'popup', width: 460, height: 600 });
  else await browser.tabs.create({ url });
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
