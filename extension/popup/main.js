/**
 * Puts the popup together: finds the tab, connects to the background, and draws the model at every change. Sentences
 * are the model's, markup is the view's.
 *
 * @import { RuleLine } from '../shared/rule-lines.js'
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { Catalogue } from '../shared/catalogue.js'
 * @import { Opened } from './sections.js'
 * @import { ConsentControls } from './consent-view.js'
 * @import { FromPopup, Report } from '../shared/protocol.js'
 * @import { OffLasting } from './off.js'
 * @import { Controls } from './view.js'
 */

import { init } from '/vendor/snabbdom/init.js';
import { attributesModule } from '/vendor/snabbdom/modules/attributes.js';
import { classModule } from '/vendor/snabbdom/modules/class.js';
import { eventListenersModule } from '/vendor/snabbdom/modules/eventlisteners.js';
import { propsModule } from '/vendor/snabbdom/modules/props.js';
import { readCatalogue } from '../shared/catalogue.js';
import { endOf } from '../shared/choices.js';
import { keepingFocus } from '../shared/focus.js';
import { sayLanguage } from '../shared/i18n.js';
import { namesOfLists } from '../shared/list-names.js';
import { createConnection } from './connection.js';
import { createModel } from './model.js';
import { view } from './view.js';

const HOUR_MS = 3_600_000;

const patch = init([attributesModule, classModule, eventListenersModule, propsModule]);
/** @type {Element | VNode} what is drawn now */
let drawn = /** @type {HTMLElement} */ (document.querySelector('main'));
sayLanguage(document.documentElement);
const tabId = await tabToShow();
const model = createModel();

/** @type {Report | undefined} */
let report;
/** @type {{ listNames: Record<string, string>, catalogue: Catalogue } | undefined} what rows open to; read meanwhile */
let known;
let loading = false;

/** What the user opened, on the page shown. */
const opened = new Set();

// First, since it wakes the background, which takes longest.
const connection = createConnection({
  connect: (info) => browser.runtime.connect(info),
  tabId,
  later: setTimeout,
  onReport: (received) => {
    if (received.page?.ledger?.document !== report?.page?.ledger?.document) opened.clear();
    report = received;
    draw();
  },
});

browser.tabs.onUpdated.addListener((id, { status }) => {
  if (id !== tabId || status === undefined) return;
  loading = status === 'loading';
  draw();
});

/** Draws what a row opens to. @type {((row: Opened) => VNode) | undefined} */
let detail;

/** @type {Controls & ConsentControls} */
const controls = {
  detail: (row) => detail?.(row),
  switchSite: (site, lasting) => connection.send(switching(site, lasting)),
  setLevel: (level) => connection.send({ kind: 'level', level }),
  allow: (company, identity, lasting) => {
    const site = report?.page?.site;
    const until = endOf(lasting, Date.now());
    if (site !== undefined)
      connection.send({
        kind: 'permit',
        site,
        grantee: { company },
        identity,
        ...(until !== undefined && { until }),
      });
  },
  mend(answer, lasting) {
    const until = lasting && endOf(lasting, Date.now());
    const at = report?.page?.mending?.at ?? 0;
    if (answer === 'yes')
      connection.send({ kind: 'mend', answer, at, ...(until !== undefined && { until }) });
    else if (answer === 'no') connection.send({ kind: 'mend', answer, at });
    else connection.send({ kind: 'mend', answer });
  },
  offForNow() {
    const site = report?.page?.site;
    connection.send({ kind: 'mend', answer: 'done' });
    if (site !== undefined) connection.send(switching(site, 'tab'));
  },
  takeBack: ({ site, grantee }) => connection.send({ kind: 'revoke', site, grantee }),
  reload: () => void browser.tabs.reload(tabId),
  askForAccess: () => void browser.permissions.request({ origins: ['<all_urls>'] }),
  isOpen: (section, group) => opened.has(`${section} ${group}`),
  setOpen: (section, group, open) => {
    if (open) opened.add(`${section} ${group}`);
    else opened.delete(`${section} ${group}`);
    draw();
  },
};

const [isStillLoading, listNames, catalogue] = await Promise.all([
  isLoading(),
  namesOfLists(),
  readCatalogue(fetch),
]);
loading = isStillLoading;
known = { listNames, catalogue };
draw();
// What nobody sees before opening a row, so it keeps nobody waiting.
const [words, drawing, { readRuleLines }] = await Promise.all([
  import('./detail.js'),
  import('./company.js'),
  import('../shared/rule-lines.js'),
]);
/** @type {RuleLine} */
let ruleLine = () => undefined;
detail = (row) => drawing.detailView(words.detail(row, ruleLine), controls);
if (opened.size > 0) draw();
ruleLine = await readRuleLines({ fetch, local: browser.storage.local });
if (opened.size > 0) draw();

function draw() {
  if (!known) return;
  const said = model(report, { ...known, loading, now: Date.now() });
  keepingFocus(() => {
    drawn = patch(drawn, view(said, controls));
  });
  // For whoever measures how soon a person is told: tests/bench/popup.js.
  if (report) performance.mark('told');
}

/**
 * @param {string} site
 * @param {OffLasting | 'on'} lasting
 * @returns {FromPopup}
 */
function switching(site, lasting) {
  switch (lasting) {
    case 'on':
      return { kind: 'unexcept', site };
    case 'tab':
      return { kind: 'except-tab', site };
    case 'hour':
      return { kind: 'except', site, until: Date.now() + HOUR_MS };
    case 'always':
      return { kind: 'except', site };
    default: {
      /** @type {never} */
      const unknown = lasting;
      return unknown;
    }
  }
}

/** The tab named in the address, so that the popup also works as a page of its own; else the active one. */
async function tabToShow() {
  const named = new URLSearchParams(location.search).get('tabId');
  if (named !== null) return Number.isInteger(Number(named)) ? Number(named) : browser.tabs.TAB_ID_NONE;
  const [active] = await browser.tabs.query({ active: true, currentWindow: true });
  return active?.id ?? browser.tabs.TAB_ID_NONE;
}

async function isLoading() {
  try {
    return (await browser.tabs.get(tabId)).status === 'loading';
  } catch {
    // No such tab: the background then reports on a page of the browser's own.
    return false;
  }
}
