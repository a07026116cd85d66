/**
 * The second hand in Chrome, where an administrator's policy forces Bystander on a browser: such copies alone are
 * granted blocking webRequest, and with it what Chrome's rules cannot say is carried out too, as in Firefox (without
 * its CNAMEs). It writes nothing to the ledger: the eye (dnr.js) sees what became of a request, whichever hand it was,
 * so that nothing counts twice.
 *
 * The rules stay beneath. They need no worker, so they hold while it wakes and where the core does not start. Where a
 * rule and this hand change the same header the rule wins, so a request that a rule strips has no referrer at all.
 *
 * Measured in Chromium 156. The grant shows in `permissions.contains` alone: false unpacked and `normal_installed`, true
 * `force_installed`. Without it, `addListener` throws nothing, blocks nothing, and writes an error where developers look
 * for faults; hence the listeners are added once the answer is there. Asked for in the first turn, it comes before the
 * event that woke the worker. Were it ever late, that event would pass at once, by the rules alone. A promise is awaited
 * like Firefox does, and the request held meanwhile; a Chrome that does not await it goes by the rules too.
 *
 * @import { Decide } from '../decide.js'
 * @import { Details } from './dnr.js'
 * @import { Judge } from './judge.js'
 * @import { Answer } from './webrequest.js'
 */

import { answerTo, withoutIdentity, withoutSetCookie } from './webrequest.js';

/**
 * @typedef {{ addListener(listener: (details: Details) => Promise<Answer>, filter: { urls: string[] }, extra: string[]): void }} BlockingEvent
 * @typedef {Record<'onBeforeRequest' | 'onBeforeSendHeaders' | 'onHeadersReceived', BlockingEvent>} BlockingWebRequest
 */

const EVERYTHING = { urls: ['<all_urls>'] };

/**
 * @param {{
 *   webRequest: BlockingWebRequest,
 *   granted: Promise<boolean>,
 *   ready: Promise<{ decide: Decide | undefined }>,
 *   judge: Judge,
 * }} needs
 */
export async function enforceWhereGranted({ webRequest, granted, ready, judge }) {
  if (!(await granted)) return;

  webRequest.onBeforeRequest.addListener(
    async (details) => {
      const verdict = await verdictOn(details);
      return verdict ? answerTo(verdict) : {};
    },
    EVERYTHING,
    ['blocking'],
  );
  webRequest.onBeforeSendHeaders.addListener(
    async (details) => {
      const { requestHeaders } = details;
      if (!requestHeaders || (await verdictOn(details))?.action !== 'strip') return {};
      return { requestHeaders: withoutIdentity(requestHeaders) };
    },
    EVERYTHING,
    ['blocking', 'requestHeaders', 'extraHeaders'],
  );
  webRequest.onHeadersReceived.addListener(
    async (details) => {
      const { responseHeaders } = details;
      if (!responseHeaders || (await verdictOn(details))?.action !== 'strip') return {};
      return { responseHeaders: [...withoutSetCookie(responseHeaders), ...signal(details)] };
    },
    EVERYTHING,
    ['blocking', 'responseHeaders', 'extraHeaders'],
  );

  /** @param {Details} details */
  async function verdictOn(details) {
    const { decide } = await ready;
    return decide && judge(decide, details).verdict;
  }
}

/**
 * What tells the storage guard inside a frame that the frame was stripped, as the rules do.
 * @param {Details} details
 */
function signal({ type }) {
  return type === 'sub_frame' || type === 'object' ? [{ name: 'Server-Timing', value: 'bystander' }] : [];
}
