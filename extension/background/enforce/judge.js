/**
 * An event of Chrome's webRequest, judged: what the core decides about the request, and where it counts. It keeps no
 * state that a verdict needs: `decide` is pure, so every event is judged afresh, also by a worker that was not alive for
 * the one before.
 *
 * @import { Request, Verdict } from '/core/bystander.js'
 * @import { Decide } from '../decide.js'
 * @import { Place } from '../ledger-tab.js'
 * @import { Ledger } from '../ledger.js'
 * @import { ChromeDetails } from './facts.js'
 * @import { PlaceOfTabless } from './tabless.js'
 */

import { factsInChrome, placeInChrome } from './facts.js';

/** @typedef {ReturnType<typeof createJudge>} Judge */

/**
 * @param {{
 *   ledger: Pick<Ledger, 'pageUrl'>, placeOfTabless: PlaceOfTabless, isPrivate: (tabId: number) => boolean,
 * }} needs
 */
export function createJudge({ ledger, placeOfTabless, isPrivate }) {
  /**
   * @param {Decide} decide
   * @param {ChromeDetails} details
   * @returns {{ facts: Request, verdict: Verdict, place: Place | undefined, isPrivate: boolean }} no place where it
   * counts nowhere
   */
  return (decide, details) => {
    const { tabId, requestId, initiator } = details;
    const place = tabId < 0 ? placeOfTabless(requestId, initiator) : placeInChrome(details);
    const facts = factsInChrome(details, place && ledger.pageUrl(place));
    const inPrivate = isPrivate(place?.tabId ?? tabId);
    return {
      place,
      facts,
      isPrivate: inPrivate,
      verdict: decide.verdict(facts, inPrivate, tabId),
    };
  };
}
