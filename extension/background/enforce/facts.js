/**
 * Reads an event of webRequest: the facts the core decides by, and the place in the ledger where it counts. The only
 * module that knows how the two browsers name the page and the frame of a request. Pure.
 *
 * @import { Request } from '/core/bystander.js'
 * @import { FirefoxDetails } from '../../shared/browser.js'
 * @import { Place } from '../ledger-tab.js'
 */

/**
 * What both browsers say in every event.
 * @typedef {{
 *   url: string, type: string, method: string, tabId: number, requestId: string, frameId: number, parentFrameId: number,
 *   documentId?: string | undefined, parentDocumentId?: string | undefined,
 * }} CommonDetails
 */

/** @typedef {CommonDetails & { initiator?: string | undefined, documentLifecycle?: string | undefined }} ChromeDetails */

/**
 * What facts.js asks of others: the site of an address, and the address of the page a tab shows.
 * @typedef {{
 *   site: (url: string) => string | undefined, pageOfTab: (tabId: number) => string | undefined,
 * }} Surroundings
 */

/** What Chrome calls the origin of sandboxed and data: documents, which belong to no site; the core knows it too. */
const OPAQUE = 'null';

/**
 * @param {CommonDetails & FirefoxDetails} details
 * @param {Surroundings} surroundings
 * @returns {Request}
 */
export function factsInFirefox(details, { site, pageOfTab }) {
  if (details.type === 'main_frame') return facts(details, details.url, undefined);
  const asker = details.documentUrl ?? details.originUrl;
  const page = pageInFirefox(details) ?? asker;
  // Workers in a frame name no page around them; their own script's address would make a first party of them, and of
  // all their company asks for.
  const isOfWorkerInFrame = details.parentFrameId !== -1 && details.frameAncestors?.length === 0;
  const isMisnamed = isOfWorkerInFrame || (page !== undefined && site(page) === site(details.url));
  const known = details.thirdParty === true && isMisnamed ? (pageOfTab(details.tabId) ?? OPAQUE) : page;
  return facts(details, known, isOpaqueInFirefox(details) ? OPAQUE : asker);
}

/**
 * @param {CommonDetails & FirefoxDetails} details
 * @returns {Place}
 */
export function placeInFirefox(details) {
  return { ...place(details), pageUrl: pageInFirefox(details) };
}

/**
 * Chrome names only the origin of the document that asks; `pageUrl` is what the ledger knows of the page around it.
 * @param {ChromeDetails} details
 * @param {string | undefined} pageUrl
 * @returns {Request}
 */
export function factsInChrome(details, pageUrl) {
  if (details.type === 'main_frame') return facts(details, details.url, undefined);
  return facts(details, pageUrl ?? siteOriginInChrome(details), details.initiator);
}

/**
 * @param {ChromeDetails} details
 * @returns {Place}
 */
export function placeInChrome(details) {
  const known = place(details);
  // A page being prerendered is no navigation of the tab; until its document exists it counts nowhere.
  const navigation = details.documentLifecycle === 'prerender' ? undefined : known.navigation;
  return { ...known, navigation, pageUrl: known.outermost ? siteOriginInChrome(details) : undefined };
}

/**
 * @param {CommonDetails} details
 * @param {string | undefined} page
 * @param {string | undefined} frame
 * @returns {Request}
 */
function facts({ url, type, method }, page, frame) {
  // What the browser asks for on its own account has no page: it is a first party to itself.
  return { url, page: page ?? url, type, method, ...(frame === undefined ? {} : { frame }) };
}

/** @param {CommonDetails} details */
function place({ tabId, documentId, parentDocumentId, parentFrameId, type, requestId, url }) {
  // A page prefetched by speculation rules is a main_frame too, but it names the document that asked for it.
  const navigation = type === 'main_frame' && documentId === undefined ? { requestId, url } : undefined;
  return { tabId, documentId, parentDocumentId, outermost: parentFrameId === -1, navigation };
}

/** @param {FirefoxDetails} details */
function pageInFirefox({ frameAncestors, documentUrl, originUrl }) {
  const top = frameAncestors?.at(-1)?.url;
  // The top may be an about:blank that a script writes to; documentUrl then names the page it belongs to.
  return top !== undefined && /^https?:/.test(top) ? top : (documentUrl ?? originUrl);
}

/**
 * Firefox gives no address for documents of an opaque origin. A frame's own loading is asked for by the one around it.
 * @param {CommonDetails & FirefoxDetails} details
 */
function isOpaqueInFirefox({ documentUrl, frameAncestors = [], type }) {
  return documentUrl === undefined && frameAncestors.length > (type === 'sub_frame' ? 1 : 0);
}

/** @param {ChromeDetails} details */
function siteOriginInChrome({ initiator }) {
  return initiator === OPAQUE ? undefined : initiator;
}
