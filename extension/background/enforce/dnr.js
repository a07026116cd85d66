/**
 * The hand in Chrome, or rather its eye: the static rules block and strip by themselves, and this module writes to the
 * ledger what the core decides about each request and what the browser then did. It holds up no request and keeps no
 * state that the ledger's counts need: `decide` is pure, so every event is decided afresh, also by a worker that was not
 * alive for the one before. How a strip shows is dnr-strip.js.
 *
 * @import { Verdict } from '/core/bystander.js'
 * @import { Decide } from '../decide.js'
 * @import { Happening, Outcome } from '../ledger-page.js'
 * @import { Place } from '../ledger-tab.js'
 * @import { Ledger } from '../ledger.js'
 * @import { Header } from './cookie-names.js'
 * @import { ChromeDetails } from './facts.js'
 * @import { RequestBody } from './payload.js'
 */

import { happening, toldBy } from '../decide.js';
import { has } from './cookie-names.js';
import { createStripObserver } from './dnr-strip.js';
import { factsInChrome, placeInChrome } from './facts.js';
import { bodyText } from './payload.js';

/** @typedef {{ requestBody?: RequestBody | null | undefined, requestHeaders?: Header[], responseHeaders?: Header[] }} Contents */
/** @typedef {ChromeDetails & Contents & { error?: string, redirectUrl?: string }} Details */
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
 *   ledger: Pick<Ledger, 'note' | 'withhold' | 'navigate' | 'pageUrl'>,
 *   isPrivate: (tabId: number) => boolean,
 *   ownOrigin: string,
 * }} needs `ready` resolves after the ledger has been read; nothing is awaited after it (see followNavigation)
 */
export function observeDnr({ webRequest, ready, ledger, isPrivate, ownOrigin }) {
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
    note(judged, atRedirect(judged.verdict, judged.details, ownOrigin));
    stripped.taken(judged);
  });
  on('onResponseStarted', RESPONSE_HEADERS, (judged) => {
    note(judged, atResponse(judged.verdict));
    stripped.taken(judged);
  });
  on('onErrorOccurred', undefined, (judged) => {
    note(judged, atError(judged.verdict, judged.details.error ?? ''));
    stripped.ended(judged);
  });

  /**
   * @param {EventName} name
   * @param {string[] | undefined} extra
   * @param {(judged: Judged) => void} read
   * @param {(details: Details) => boolean} [matters] spares a verdict where an event cannot say anything
   */
  function on(name, extra, read, matters = () => true) {
    webRequest[name].addListener((details) => void judge(details, read, matters), EVERYTHING, extra);
  }

  /**
   * @param {Details} details
   * @param {(judged: Judged) => void} read
   * @param {(details: Details) => boolean} matters
   */
  async function judge(details, read, matters) {
    const { decide } = await ready;
    if (!decide || details.tabId < 0 || !matters(details)) return;
    const place = placeInChrome(details);
    if (place.navigation) ledger.navigate(place);
    const verdict = decide.verdict(factsInChrome(details, ledger.pageUrl(place)), isPrivate(details.tabId));
    const happened = happening(verdict, details, decide);
    if (happened) read({ verdict, details, place, happened, decide });
  }

  /**
   * @param {Judged} judged
   * @param {Outcome | undefined} outcome
   */
  function note({ place, happened }, outcome) {
    if (outcome) ledger.note(place, happened, outcome);
  }
}
/**
 * @param {Verdict} verdict
 * @returns {Outcome | undefined}
 */
export function atRequest({ action }) {
  switch (action) {
    case 'allow':
    // Known at its redirect: of several in a row, one a parameter, Chrome tells the first alone, and others as requests.
    case 'clean':
      return undefined;
    case 'strip':
    case 'replace':
    case 'block':
      return 'predicted';
    default:
      return unhandled(action);
  }
}

/**
 * A redirect by a rule shows a cleaned address or our own stand-in; one by the server means it was asked.
 * @param {Verdict} verdict
 * @param {{ url: string, redirectUrl?: string }} details
 * @param {string} ownOrigin
 * @returns {Outcome | undefined}
 */
export function atRedirect({ action }, { url, redirectUrl = '' }, ownOrigin) {
  switch (action) {
    case 'allow':
    case 'strip':
      return undefined;
    case 'clean':
      // Rules take one parameter at a time, so the first of several redirects is not yet the verdict's address.
      return withoutQuery(redirectUrl) === withoutQuery(url) ? 'confirmed' : 'contradicted';
    case 'replace':
      return redirectUrl.startsWith(ownOrigin) ? 'confirmed' : 'contradicted';
    case 'block':
      return 'contradicted';
    default:
      return unhandled(action);
  }
}

/**
 * @param {Verdict} verdict
 * @returns {Outcome | undefined}
 */
export function atResponse({ action }) {
  switch (action) {
    case 'allow':
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
    case 'allow':
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
