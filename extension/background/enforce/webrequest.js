/**
 * The hand in Firefox: carries out every verdict in blocking webRequest and writes it to the ledger. Requests are held
 * until the core is awake. It decides nothing.
 *
 * @import { Verdict } from '/core/bystander.js'
 * @import { FirefoxDetails } from '../../shared/browser.js'
 * @import { CommonDetails } from './facts.js'
 * @import { Decide } from '../decide.js'
 * @import { Outcome } from '../ledger-page.js'
 * @import { Ledger } from '../ledger.js'
 */

import { happening } from '../decide.js';
import { factsInFirefox, placeInFirefox } from './facts.js';

/** @typedef {{ name: string, value?: string | undefined }} Header */
/** @typedef {CommonDetails & FirefoxDetails & { requestHeaders?: Header[], responseHeaders?: Header[] }} Details */
/** @typedef {{ cancel?: boolean, redirectUrl?: string, requestHeaders?: Header[], responseHeaders?: Header[] }} Answer */

/**
 * Firefox takes a promise where the published types, which are Chrome's, know only a value.
 * @typedef {{ addListener(listener: (details: Details) => Promise<Answer>, filter: { urls: string[] }, extra: string[]): void }} BlockingEvent
 * @typedef {Record<'onBeforeRequest' | 'onBeforeSendHeaders' | 'onHeadersReceived', BlockingEvent>} BlockingWebRequest
 */

const EVERYTHING = { urls: ['<all_urls>'] };

/**
 * @param {{
 *   webRequest: BlockingWebRequest,
 *   ready: Promise<{ decide: Decide | undefined }>,
 *   ledger: Pick<Ledger, 'note' | 'navigate'>,
 * }} needs `ready` yields no `decide` where the core failed: requests then pass, and the popup says so; nothing is
 * awaited after it (see followNavigation)
 */
export function enforceByWebRequest({ webRequest, ready, ledger }) {
  webRequest.onBeforeRequest.addListener(
    async (details) => {
      const judged = judge(await ready, details);
      if (!judged) return {};
      const answer = answerTo(judged.verdict);
      if (details.type === 'main_frame') ledger.navigate(placeInFirefox(details));
      write(details, judged, 'predicted');
      // A strip is carried out in the headers; here it is only announced.
      if (answer.cancel || answer.redirectUrl) write(details, judged, 'confirmed');
      return answer;
    },
    EVERYTHING,
    ['blocking'],
  );

  webRequest.onBeforeSendHeaders.addListener(
    async (details) => {
      const judged = judge(await ready, details);
      if (judged?.verdict.action !== 'strip' || !details.requestHeaders) return {};
      write(details, judged, 'confirmed');
      return { requestHeaders: withoutIdentity(details.requestHeaders) };
    },
    EVERYTHING,
    ['blocking', 'requestHeaders'],
  );

  webRequest.onHeadersReceived.addListener(
    async (details) => {
      const judged = judge(await ready, details);
      if (judged?.verdict.action !== 'strip' || !details.responseHeaders) return {};
      return { responseHeaders: withoutSetCookie(details.responseHeaders) };
    },
    EVERYTHING,
    ['blocking', 'responseHeaders'],
  );

  /**
   * @param {{ decide: Decide | undefined }} awake
   * @param {Details} details
   */
  function judge({ decide }, details) {
    return decide && { decide, verdict: decide.verdict(factsInFirefox(details), details.incognito === true) };
  }

  /**
   * @param {Details} details
   * @param {{ decide: Decide, verdict: Verdict }} judged
   * @param {Outcome} outcome
   */
  function write(details, { decide, verdict }, outcome) {
    // A connection opened ahead of time is refused like the request it is for, which is the one to count.
    if (details.type === 'speculative') return;
    const happened = happening(verdict, details, decide.site);
    if (happened) ledger.note(placeInFirefox(details), happened, outcome);
  }
}

/**
 * What Firefox is told about a request before it leaves.
 * @param {Verdict} verdict
 * @returns {Answer}
 */
export function answerTo(verdict) {
  switch (verdict.action) {
    case 'allow':
    case 'strip':
      return {};
    case 'clean':
      return verdict.url === undefined ? {} : { redirectUrl: verdict.url };
    case 'replace':
    case 'block':
      return { cancel: true };
    default: {
      /** @type {never} */
      const unknown = verdict.action;
      return unknown;
    }
  }
}

/**
 * No cookie, and of the page's address only the origin.
 * @param {Header[]} headers
 */
export function withoutIdentity(headers) {
  return headers
    .filter(({ name }) => name.toLowerCase() !== 'cookie')
    .map((header) => {
      const { name, value } = header;
      if (name.toLowerCase() !== 'referer' || value === undefined || !URL.canParse(value)) return header;
      return { name, value: `${new URL(value).origin}/` };
    });
}

/**
 * Firefox hands over all Set-Cookie headers as one entry, joined by newlines, so that no single one stays behind.
 * @param {Header[]} headers
 */
export function withoutSetCookie(headers) {
  return headers.filter(({ name }) => name.toLowerCase() !== 'set-cookie');
}
