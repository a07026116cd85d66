/**
 * The hand in Chrome, or rather its eye: the static rules block and strip by themselves, and this module writes to the
 * ledger what the core decides about each request and what the browser then did. It holds up no request and keeps no
 * state that the ledger's counts need (judge.js). How a strip shows is dnr-strip.js; where another extension may have
 * acted, carried.js says whether it can have been us.
 *
 * @import { Reason, Verdict } from '/core/bystander.js'
 * @import { Decide } from '../decide.js'
 * @import { Happening, Outcome } from '../ledger-page.js'
 * @import { Place } from '../ledger-tab.js'
 * @import { Ledger } from '../ledger.js'
 * @import { PermissionUses } from '../permission-uses.js'
 * @import { Carried } from './carried.js'
 * @import { Header } from './cookie-names.js'
 * @import { ChromeDetails } from './facts.js'
 * @import { Judge } from './judge.js'
 * @import { RequestBody } from './payload.js'
 */

import { happening, toldBy } from '../decide.js';
import { has } from './cookie-names.js';
import { createStripObserver } from './dnr-strip.js';
import { bodyText } from './payload.js';

/** @typedef {{ requestBody?: RequestBody | null | undefined, requestHeaders?: Header[], responseHeaders?: Header[] }} Contents */
/** @typedef {{ error?: string, redirectUrl?: string, ip?: string | undefined, fromCache?: boolean }} End */
/** @typedef {ChromeDetails & Contents & End} Details */
/** @typedef {{ addListener(listener: (details: Details) => undefined, filter: { urls: string[] }, extra?: string[]): void }} Event */
/** @typedef {'onBeforeRequest' | 'onBeforeSendHeaders' | 'onSendHeaders' | 'onHeadersReceived' | 'onBeforeRedirect' | 'onResponseStarted' | 'onErrorOccurred'} EventName */
/** @typedef {Record<EventName, Event>} ObservedWebRequest */
/** @typedef {{ verdict: Verdict, details: Details, place: Place, happened: Happening, decide: Decide }} Judged */

const EVERYTHING = { urls: ['<all_urls>'] };
/** Without extraHeaders Chrome keeps cookies to itself. */
const REQUEST_HEADERS = ['requestHeaders', 'extraHeaders'];
const RESPONSE_HEADERS = ['responseHeaders', 'extraHeaders'];

/**
 * @param {{
 *   webRequest: ObservedWebRequest,
 *   ready: Promise<{ decide: Decide | undefined }>,
 *   ledger: Pick<Ledger, 'note' | 'withhold' | 'navigate'>,
 *   judge: Judge,
 *   carried: Carried,
 *   used: PermissionUses['used'],
 *   ownOrigin: string,
 *   onReplaced: (details: Details, reason: Reason) => void,
 * }} needs `ready` resolves after the ledger has been read; nothing is awaited after it (see followNavigation)
 */
export function observeDnr({ webRequest, ready, ledger, judge, carried, used, ownOrigin, onReplaced }) {
  const stripped = createStripObserver({ ledger });

  on('onBeforeRequest', ['requestBody'], (judged) => {
    const { verdict, details, place, happened, decide } = judged;
    const outcome = atRequest(verdict);
    const told = outcome && toldBy(decide, happened, () => bodyText(details.requestBody));
    if (outcome) ledger.note(place, { ...happened, told }, outcome);
  });
  on('onBeforeSendHeaders', REQUEST_HEADERS, stripped.beforeSending, ({ requestHeaders }) =>
    has(requestHeaders, 'cookie'),
  );
  on('onSendHeaders', REQUEST_HEADERS, stripped.sent);
  on('onHeadersReceived', RESPONSE_HEADERS, stripped.answered, ({ responseHeaders }) =>
    has(responseHeaders, 'set-cookie'),
  );
  on('onBeforeRedirect', RESPONSE_HEADERS, (judged) => {
    note(judged, ours(judged, atRedirect(judged.verdict, judged.details, ownOrigin)));
    stripped.taken(judged);
  });
  on('onResponseStarted', RESPONSE_HEADERS, (judged) => {
    note(judged, atResponse(judged.verdict));
    stripped.taken(judged);
  });
  on('onErrorOccurred', undefined, (judged) => {
    note(judged, ours(judged, atError(judged.verdict, judged.details.error ?? '')));
    stripped.ended(judged);
  });

  /**
   * @param {EventName} name
   * @param {string[] | undefined} extra
   * @param {(judged: Judged) => void} read
   * @param {(details: Details) => boolean} [matters] spares a verdict where an event cannot say anything
   */
  function on(name, extra, read, matters = () => true) {
    webRequest[name].addListener((details) => void tell(details, read, matters), EVERYTHING, extra);
  }

  /**
   * @param {Details} details
   * @param {(judged: Judged) => void} read
   * @param {(details: Details) => boolean} matters
   */
  async function tell(details, read, matters) {
    const { decide } = await ready;
    if (!decide || !matters(details)) return;
    const { place, facts, isPrivate, verdict } = judge(decide, details);
    if (!place) return;
    const { reason } = verdict;
    if (reason.kind === 'permission') {
      const site = decide.site(facts.page);
      if (site !== undefined) used({ place, reason, site, isPrivate });
    }
    if (place.navigation) ledger.navigate(place);
    const happened = happening(verdict, details, decide);
    if (happened) read({ verdict, details, place, happened, decide });
  }

  /**
   * What another extension did is not confirmed, and stays what was predicted.
   * @param {Judged} judged
   * @param {Outcome | undefined} outcome
   */
  function ours({ verdict }, outcome) {
    return outcome === 'confirmed' && !carried(verdict) ? undefined : outcome;
  }

  /**
   * @param {Judged} judged
   * @param {Outcome | undefined} outcome
   */
  function note({ place, happened, verdict, details }, outcome) {
    if (outcome) ledger.note(place, happened, outcome);
    if (outcome === 'confirmed' && verdict.action === 'replace') onReplaced(details, verdict.reason);
  }
}
/**
 * @param {Verdict} verdict
 * @returns {Outcome | undefined}
 */
export function atRequest({ action }) {
  switch (action) {
    // Known at its redirect: an address with several parameters is one redirect for each of them.
    case 'clean':
      return undefined;
    case 'allow':
    case 'strip':
    case 'replace':
    case 'block':
      return 'predicted';
    default:
      return unhandled(action);
  }
}

/**
 * A redirect by a server means that it was asked. One by the browser itself, for a rule of ours, for another extension
 * or for HSTS, means that it was not: the request ends at an extension's page, or goes on under another address.
 * @param {Verdict} verdict
 * @param {{ url: string } & End} details
 * @param {string} ownOrigin
 * @returns {Outcome | undefined}
 */
export function atRedirect({ action, stub }, details, ownOrigin) {
  const { url, redirectUrl = '' } = details;
  const asked = isByServer(details);
  const moved = /^(?:https?|wss?):/.test(redirectUrl) ? 'moved' : undefined;
  switch (action) {
    case 'allow':
      return asked ? 'confirmed' : moved;
    case 'strip':
      return asked ? undefined : moved;
    case 'clean':
      if (asked) return 'contradicted';
      // Rules take one parameter at a time, so the first of several redirects is not yet the verdict's address.
      return withoutQuery(redirectUrl) === withoutQuery(url) ? 'confirmed' : undefined;
    case 'replace':
      if (redirectUrl.startsWith(ownOrigin) || isStub(redirectUrl, stub)) return 'confirmed';
      return asked ? 'contradicted' : moved;
    case 'block':
      return asked ? 'contradicted' : moved;
    default:
      return unhandled(action);
  }
}

/**
 * Chrome gives what pages may load of an extension another host in each session.
 * @param {string} url
 * @param {string | undefined} stub
 */
function isStub(url, stub) {
  if (stub === undefined || !URL.canParse(url)) return false;
  const { protocol, pathname } = new URL(url);
  return protocol === 'chrome-extension:' && pathname === `/stubs/${stub}`;
}

/**
 * The browser's own redirects come from no address and out of no cache.
 * @param {End} details
 */
function isByServer({ ip, fromCache = false }) {
  return ip !== undefined || fromCache;
}

/**
 * @param {Verdict} verdict
 * @returns {Outcome | undefined}
 */
export function atResponse({ action }) {
  switch (action) {
    case 'allow':
      return 'confirmed';
    case 'strip':
      return undefined;
    case 'clean':
    case 'replace':
    case 'block':
      return 'contradicted';
    default:
      return unhandled(action);
  }
}

/**
 * @param {Verdict} verdict
 * @param {string} error
 * @returns {Outcome | undefined}
 */
export function atError({ action }, error) {
  switch (action) {
    // It was not let out after all, unless that is confirmed already.
    case 'allow':
      return 'moved';
    case 'strip':
    case 'clean':
      return undefined;
    case 'replace':
    case 'block':
      return error === 'net::ERR_BLOCKED_BY_CLIENT' ? 'confirmed' : undefined;
    default:
      return unhandled(action);
  }
}

/** @param {string} url */
function withoutQuery(url) {
  return url.split(/[?#]/, 1)[0];
}

/**
 * @param {never} action
 * @returns {undefined}
 */
function unhandled(action) {
  return action;
}
