/**
 * The hand in Chrome, or rather its eye: the static rules block by themselves, and this module writes to the ledger
 * what the core decides about each request and what the browser then did. It holds up no request and keeps no state:
 * `decide` is pure, so every event is decided afresh, also by a worker that was not alive for the one before.
 *
 * @import { Verdict } from '/core/bystander.js'
 * @import { Decide } from '../decide.js'
 * @import { Outcome } from '../ledger-page.js'
 * @import { Ledger } from '../ledger.js'
 * @import { ChromeDetails } from './facts.js'
 */

import { happening } from '../decide.js';
import { factsInChrome, placeInChrome } from './facts.js';

/** @typedef {ChromeDetails & { error?: string, redirectUrl?: string }} Details */
/** @typedef {{ addListener(listener: (details: Details) => undefined, filter: { urls: string[] }): void }} Event */
/** @typedef {Record<'onBeforeRequest' | 'onBeforeRedirect' | 'onResponseStarted' | 'onErrorOccurred', Event>} ObservedWebRequest */
/** @typedef {(verdict: Verdict, details: Details) => Outcome | undefined} Reading */

const EVERYTHING = { urls: ['<all_urls>'] };

/**
 * @param {{
 *   webRequest: ObservedWebRequest,
 *   ready: Promise<{ decide: Decide | undefined }>,
 *   ledger: Pick<Ledger, 'note' | 'navigate' | 'pageUrl'>,
 *   isPrivate: (tabId: number) => boolean,
 *   ownOrigin: string,
 * }} needs `ready` resolves after the ledger has been read; nothing is awaited after it (see followNavigation)
 */
export function observeDnr({ webRequest, ready, ledger, isPrivate, ownOrigin }) {
  webRequest.onBeforeRequest.addListener(reading(atRequest), EVERYTHING);
  webRequest.onBeforeRedirect.addListener(
    reading((verdict, details) => atRedirect(verdict, details, ownOrigin)),
    EVERYTHING,
  );
  webRequest.onResponseStarted.addListener(reading(atResponse), EVERYTHING);
  webRequest.onErrorOccurred.addListener(
    reading((verdict, details) => atError(verdict, details.error ?? '')),
    EVERYTHING,
  );

  /**
   * @param {Reading} read
   * @returns {(details: Details) => undefined}
   */
  function reading(read) {
    return (details) => void write(details, read);
  }

  /**
   * @param {Details} details
   * @param {Reading} read
   */
  async function write(details, read) {
    const { decide } = await ready;
    if (!decide || details.tabId < 0) return;
    const place = placeInChrome(details);
    if (place.navigation) ledger.navigate(place);
    const verdict = decide.verdict(factsInChrome(details, ledger.pageUrl(place)), isPrivate(details.tabId));
    const outcome = read(verdict, details);
    const happened = outcome && happening(verdict, details, decide.site);
    if (happened) ledger.note(place, happened, outcome);
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
