/**
 * The hand in Firefox: carries out every verdict in blocking webRequest and writes it to the ledger. Requests are held
 * until the core is awake. It decides nothing.
 *
 * @import { Reason, Request, Verdict } from '/core/bystander.js'
 * @import { FirefoxDetails } from '../../shared/browser.js'
 * @import { Withheld } from '../../shared/protocol.js'
 * @import { CommonDetails } from './facts.js'
 * @import { Header } from './cookie-names.js'
 * @import { RequestBody } from './payload.js'
 * @import { Decide } from '../decide.js'
 * @import { PlaceOfTabless } from './tabless.js'
 * @import { Outcome } from '../ledger-page.js'
 * @import { Ledger } from '../ledger.js'
 * @import { PermissionUses } from '../permission-uses.js'
 */

import { happening, toldBy } from '../decide.js';
import { namesSent, namesSet } from './cookie-names.js';
import { factsInFirefox, placeInFirefox } from './facts.js';
import { bodyText } from './payload.js';

/** @typedef {{ requestBody?: RequestBody | null, requestHeaders?: Header[], responseHeaders?: Header[] }} Contents */
/** @typedef {CommonDetails & FirefoxDetails & Contents} Details */
/** @typedef {{ cancel?: boolean, redirectUrl?: string, requestHeaders?: Header[], responseHeaders?: Header[] }} Answer */

/**
 * Firefox takes a promise where the published types, which are Chrome's, know only a value.
 * @typedef {{ addListener(listener: (details: Details) => Promise<Answer>, filter: { urls: string[] }, extra: string[]): void }} BlockingEvent
 * @typedef {{ addListener(listener: (details: Details & { statusCode: number }) => void, filter: { urls: string[] }): void }} RedirectEvent
 * @typedef {Record<'onBeforeRequest' | 'onBeforeSendHeaders' | 'onHeadersReceived', BlockingEvent> & { onBeforeRedirect: RedirectEvent }} BlockingWebRequest
 */

const EVERYTHING = { urls: ['<all_urls>'] };

/**
 * @param {{
 *   webRequest: BlockingWebRequest,
 *   ready: Promise<{ decide: Decide | undefined }>,
 *   ledger: Pick<Ledger, 'note' | 'withhold' | 'navigate' | 'shown'>,
 *   placeOfTabless: PlaceOfTabless,
 *   used: PermissionUses['used'],
 *   isPrivate: (tabId: number) => boolean,
 *   stubUrl: (file: string) => string,
 *   onReplaced: (details: Details, reason: Reason) => void,
 * }} needs `ready` yields no `decide` where the core failed: requests then pass, and the popup says so; nothing is
 * awaited after it (see followNavigation)
 */
export function enforceByWebRequest({
  webRequest,
  ready,
  ledger,
  placeOfTabless,
  used,
  isPrivate,
  stubUrl,
  onReplaced,
}) {
  webRequest.onBeforeRequest.addListener(
    async (details) => {
      const judged = judge(await ready, details);
      if (!judged) return {};
      const { stub } = judged.verdict;
      const takesStub = stub !== undefined && TAKES_STUBS.has(details.type);
      const answer = answerTo(judged.verdict, takesStub ? stubUrl(stub) : undefined);
      if (details.type === 'main_frame') ledger.navigate(placeInFirefox(details));
      write(details, judged, 'predicted');
      if (judged.verdict.reason.kind === 'permission') use(details, judged);
      // A strip is carried out in the headers; here it is only announced.
      if (answer.cancel || answer.redirectUrl) write(details, judged, 'confirmed');
      if (judged.verdict.action === 'replace') onReplaced(details, judged.verdict.reason);
      return answer;
    },
    EVERYTHING,
    ['blocking', 'requestBody'],
  );

  webRequest.onBeforeSendHeaders.addListener(
    async (details) => {
      const judged = judge(await ready, details);
      if (judged?.verdict.action === 'allow') write(details, judged, 'confirmed');
      if (judged?.verdict.action !== 'strip' || !details.requestHeaders) return {};
      write(details, judged, 'confirmed');
      withhold(details, judged, { sent: namesSent(details.requestHeaders) });
      return { requestHeaders: withoutIdentity(details.requestHeaders) };
    },
    EVERYTHING,
    ['blocking', 'requestHeaders'],
  );

  webRequest.onHeadersReceived.addListener(
    async (details) => {
      const judged = judge(await ready, details);
      if (!judged || !details.responseHeaders) return {};
      const added = DOCUMENTS.has(details.type)
        ? judged.decide.responseHeaders(judged.facts, details.incognito === true, details.tabId)
        : [];
      if (judged.verdict.action !== 'strip')
        return added.length === 0 ? {} : { responseHeaders: [...details.responseHeaders, ...added] };
      withhold(details, judged, { set: namesSet(details.responseHeaders) });
      const stripped = withSignal(details, withoutSetCookie(details.responseHeaders));
      return { responseHeaders: [...stripped, ...added] };
    },
    EVERYTHING,
    ['blocking', 'responseHeaders'],
  );

  webRequest.onBeforeRedirect.addListener(async (details) => {
    const judged = judge(await ready, details);
    // By the browser itself (a service worker, HSTS): the request is announced once more before it is sent.
    const goesOut = judged?.verdict.action === 'strip' || judged?.verdict.action === 'allow';
    if (goesOut && details.statusCode === 0) write(details, judged, 'moved');
  }, EVERYTHING);

  /**
   * @param {{ decide: Decide | undefined }} awake
   * @param {Details} details
   */
  function judge({ decide }, details) {
    if (!decide) return undefined;
    const facts = factsInFirefox(details, {
      site: decide.site,
      pageOfTab: (tabId) => ledger.shown(tabId)?.url,
    });
    const verdict = decide.verdict(facts, details.incognito === true, details.tabId);
    return { decide, facts, verdict };
  }

  /**
   * @param {Details} details
   * @param {{ decide: Decide, verdict: Verdict }} judged
   * @param {Outcome} outcome
   */
  function write(details, { decide, verdict }, outcome) {
    // A connection opened ahead of time is refused like the request it is for, which is the one to count.
    if (details.type === 'speculative') return;
    const happened = happening(verdict, details, decide);
    const place = placeOf(details);
    if (!happened || !place) return;
    const told =
      outcome === 'predicted' ? toldBy(decide, happened, () => bodyText(details.requestBody)) : undefined;
    ledger.note(place, { ...happened, told }, outcome);
  }

  /**
   * @param {Details} details
   * @param {{ decide: Decide, facts: Request, verdict: Verdict }} judged
   */
  function use(details, { decide, facts, verdict: { reason } }) {
    const site = decide.site(facts.page);
    const place = placeOf(details);
    if (details.type === 'speculative' || reason.kind !== 'permission' || !place || site === undefined)
      return;
    used({ place, reason, site, isPrivate: details.incognito === true });
  }

  /**
   * @param {Details} details
   * @param {{ decide: Decide, verdict: Verdict }} judged
   * @param {Partial<Withheld>} names
   */
  function withhold(details, { decide, verdict }, names) {
    const happened = happening(verdict, details, decide);
    const place = placeOf(details);
    if (happened && place) ledger.withhold(place, happened, names);
  }

  /** @param {Details} details */
  function placeOf(details) {
    const { tabId, requestId, documentUrl, originUrl, incognito = false } = details;
    if (tabId >= 0) return placeInFirefox(details);
    return placeOfTabless(requestId, documentUrl ?? originUrl, (tab) => isPrivate(tab) === incognito);
  }
}

/**
 * Types of request for which a stub can stand in. A page that fetches by script would be shown the stub's address, by
 * which Firefox tells one copy of an extension from all others; so there the request is cancelled.
 */
const TAKES_STUBS = new Set(['script', 'image', 'imageset', 'stylesheet', 'sub_frame', 'media', 'object']);

/**
 * What the browser is told about a request before it leaves.
 * @param {Verdict} verdict
 * @param {string} [stub] address of what takes the place of a request that is replaced
 * @returns {Answer}
 */
export function answerTo(verdict, stub) {
  switch (verdict.action) {
    case 'allow':
    case 'strip':
      return {};
    case 'clean':
      return verdict.url === undefined ? {} : { redirectUrl: verdict.url };
    case 'replace':
      return stub === undefined ? { cancel: true } : { redirectUrl: stub };
    case 'block':
      return { cancel: true };
    default: {
      /** @type {never} */
      const unknown = verdict.action;
      return unknown;
    }
  }
}

/** What lists may add headers to. */
const DOCUMENTS = new Set(['main_frame', 'sub_frame']);

/** Headers that go altogether. The second is what `<a ping>` says of the page where there is no encryption. */
const IDENTITY = ['cookie', 'ping-from'];

/**
 * No cookie, and of the page's address only the origin.
 * @param {Header[]} headers
 */
export function withoutIdentity(headers) {
  return headers
    .filter(({ name }) => !IDENTITY.includes(name.toLowerCase()))
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

/**
 * Tells the storage guard inside a frame that the frame was stripped (content/storage-guard/signal.js). Firefox shows a
 * frame its Server-Timing only if everyone may see it, and only where the whole page is encrypted. Elsewhere the
 * language of the document serves; one more hides no other.
 * @param {Pick<Details, 'type' | 'url' | 'frameAncestors'>} details
 * @param {Header[]} headers
 */
export function withSignal({ type, url, frameAncestors = [] }, headers) {
  if (type !== 'sub_frame' && type !== 'object') return headers;
  const documents = [url, ...frameAncestors.map((ancestor) => ancestor.url)];
  return [
    ...headers,
    { name: 'Server-Timing', value: 'bystander' },
    { name: 'Timing-Allow-Origin', value: '*' },
    ...(documents.every((document) => document.startsWith('https:'))
      ? []
      : [{ name: 'Content-Language', value: 'x-bystander' }]),
  ];
}
