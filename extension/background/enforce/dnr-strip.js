/**
 * How Chrome shows that a request was stripped: the Cookie that was there before the rules is gone when it is sent, and
 * Set-Cookie that was there before them is gone when the response starts. Names are remembered only while their request
 * is underway; a worker that dies in between loses names, never a count.
 *
 * @import { Ledger } from '../ledger.js'
 * @import { Judged } from './dnr.js'
 */

import { has, namesSent, namesSet } from './cookie-names.js';

/** Requests remembered: more than are ever underway, for those whose end is never told. */
const MAX_UNDERWAY = 500;

/** @typedef {{ sent: string[], set: string[], withoutCookie: boolean }} Underway */

/**
 * @param {{ ledger: Pick<Ledger, 'note' | 'withhold'> }} needs
 */
export function createStripObserver({ ledger }) {
  /** @type {Map<string, Underway>} by request */
  const underway = new Map();

  return {
    /** @param {Judged} judged before Chrome's rules */
    beforeSending({ verdict, details }) {
      if (verdict.action !== 'strip') return;
      remember(details, { sent: namesSent(details.requestHeaders ?? []) });
    },

    /** @param {Judged} judged as it went out */
    sent({ verdict, details, place, happened }) {
      if (verdict.action !== 'strip') return;
      const withoutCookie = !has(details.requestHeaders, 'cookie');
      ledger.note(place, happened, withoutCookie ? 'confirmed' : 'contradicted');
      const { sent } = remember(details, { withoutCookie });
      if (withoutCookie) ledger.withhold(place, happened, { sent });
    },

    /** @param {Judged} judged its answer, before Chrome's rules */
    answered({ verdict, details }) {
      if (verdict.action !== 'strip') return;
      remember(details, { set: namesSet(details.responseHeaders ?? []) });
    },

    /** @param {Judged} judged its answer, as it was taken; a redirect is taken too */
    taken({ verdict, details, place, happened }) {
      const request = underway.get(details.requestId);
      underway.delete(details.requestId);
      if (verdict.action !== 'strip' || !request) return;
      if (!has(details.responseHeaders, 'set-cookie')) ledger.withhold(place, happened, { set: request.set });
      else if (request.withoutCookie) ledger.note(place, happened, 'revoked');
    },

    /** @param {Judged} judged */
    ended({ details }) {
      underway.delete(details.requestId);
    },
  };

  /**
   * @param {{ requestId: string }} details
   * @param {Partial<Underway>} news
   */
  function remember({ requestId }, news) {
    const request = { sent: [], set: [], withoutCookie: false, ...underway.get(requestId), ...news };
    underway.set(requestId, request);
    const [oldest] = underway.keys();
    if (underway.size > MAX_UNDERWAY && oldest !== undefined) underway.delete(oldest);
    return request;
  }
}
