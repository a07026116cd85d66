/**
 * The live log's parts, put together: how each browser's events are judged for it. It keeps nothing itself.
 *
 * @import { FirefoxDetails } from '../shared/browser.js'
 * @import { Decide } from './decide.js'
 * @import { ChromeDetails, CommonDetails } from './enforce/facts.js'
 * @import { Judge } from './enforce/judge.js'
 * @import { Ledger } from './ledger.js'
 * @import { PrivateTabs } from './private-tabs.js'
 */

import { isFirefox } from '../shared/browser.js';
import { factsInFirefox } from './enforce/facts.js';
import { createLog } from './log.js';

/** @typedef {CommonDetails & FirefoxDetails & ChromeDetails} Details */

/**
 * @param {{
 *   ledger: Pick<Ledger, 'shown'>, ready: Promise<{ decide: Decide | undefined }>, judge: Judge,
 *   privateTabs: Pick<PrivateTabs, 'ids' | 'isNormal'>,
 * }} needs `judge` is Chrome's
 */
export function startLog({ ledger, ready, judge, privateTabs }) {
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
    const judged = judge(decide, details);
    return judged.isPrivate || isOfNormalWindow(details.tabId) ? judged : undefined;
  }

  /**
   * Of a worker, or of a tab that is closed or not known yet, Chrome does not say which kind of window it is of.
   * @param {number} tabId
   */
  function isOfNormalWindow(tabId) {
    return tabId < 0 ? privateTabs.ids().length === 0 : privateTabs.isNormal(tabId);
  }
}
