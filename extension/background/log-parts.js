/**
 * The live log's parts, put together: how each browser's events are judged for it. It keeps nothing itself.
 *
 * @import { FirefoxDetails } from '../shared/browser.js'
 * @import { Decide } from './decide.js'
 * @import { ChromeDetails, CommonDetails } from './enforce/facts.js'
 * @import { Ledger } from './ledger.js'
 */

import { isFirefox } from '../shared/browser.js';
import { factsInChrome, factsInFirefox, placeInChrome } from './enforce/facts.js';
import { createLog } from './log.js';

/** @typedef {CommonDetails & FirefoxDetails & ChromeDetails} Details */

/**
 * @param {{
 *   ledger: Pick<Ledger, 'pageUrl' | 'shown'>, ready: Promise<{ decide: Decide | undefined }>,
 *   privateTabs: { has: (tabId: number) => boolean, isNormal: (tabId: number) => boolean },
 * }} needs
 */
export function startLog({ ledger, ready, privateTabs }) {
  return createLog({
    runtime: browser.runtime,
    onBeforeRequest: /** @type {import('./log.js').BeforeRequest<Details>} */ (
      /** @type {unknown} */ (browser.webRequest.onBeforeRequest)
    ),
    ready,
    judge: isFirefox ? inFirefox : inChrome,
    now: Date.now,
    later: (task, ms) => void setTimeout(task, ms),
  });

  /**
   * @param {Decide} decide
   * @param {Details} details
   */
  function inFirefox(decide, details) {
    const inPrivate = details.incognito === true;
    const facts = factsInFirefox(details, {
      site: decide.site,
      pageOfTab: (tabId) => ledger.shown(tabId)?.url,
    });
    return { facts, isPrivate: inPrivate, verdict: decide.verdict(facts, inPrivate, details.tabId) };
  }

  /**
   * @param {Decide} decide
   * @param {Details} details
   */
  function inChrome(decide, details) {
    const { tabId } = details;
    const inPrivate = privateTabs.has(tabId);
    // Of a worker, or of a tab that is closed or not known yet, Chrome does not say which kind of window it is of.
    if (!inPrivate && !privateTabs.isNormal(tabId)) return undefined;
    const facts = factsInChrome(details, ledger.pageUrl(placeInChrome(details)));
    return { facts, isPrivate: inPrivate, verdict: decide.verdict(facts, inPrivate, tabId) };
  }
}
