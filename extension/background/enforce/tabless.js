/**
 * The pages of requests that belong to no tab (tabId −1): those of a site's service workers and shared workers, and
 * late ones of documents that are gone. It knows where they count, not what becomes of them.
 *
 * Measured in Chromium 156: such an event bears no document, no frame and no word on private windows, only the origin
 * that asks. A service worker that passes a page's request on takes the page's place: the page itself tells nothing.
 * Firefox 153 names the worker's script, or the late document, and says whether the window is private.
 *
 * So the request counts once, on the page of that origin that came into its tab last, or, where no page is of that
 * origin, on the last one with a frame of it. With several tabs on a site that may be a neighbour of the one that asked,
 * and in Chrome even one of the other kind of window: nothing tells them apart. Where no page is left it counts nowhere.
 *
 * @import { Place } from '../ledger-tab.js'
 * @import { Ledger } from '../ledger.js'
 */

/** Requests remembered: more than are ever underway. */
const MAX_UNDERWAY = 500;

/** @typedef {ReturnType<typeof createPlaceOfTabless>} PlaceOfTabless */

/** @param {{ ledger: Pick<Ledger, 'pageOf'> }} needs */
export function createPlaceOfTabless({ ledger }) {
  /** @type {Map<string, { tabId: number, document: string }>} by request, so that all its events count on one page */
  const underway = new Map();

  /**
   * @param {string} requestId
   * @param {string | undefined} asker the address that asks, or its origin
   * @param {(tabId: number) => boolean} [eligible] whether a tab may be where it comes from
   * @returns {Place | undefined}
   */
  return (requestId, asker, eligible) => {
    const page = underway.get(requestId) ?? find(asker, eligible);
    if (!page) return undefined;
    underway.set(requestId, page);
    const [oldest] = underway.keys();
    if (underway.size > MAX_UNDERWAY && oldest !== undefined) underway.delete(oldest);
    return {
      tabId: page.tabId,
      documentId: page.document,
      parentDocumentId: undefined,
      pageUrl: undefined,
      outermost: true,
      navigation: undefined,
    };
  };

  /**
   * @param {string | undefined} asker
   * @param {(tabId: number) => boolean} [eligible]
   */
  function find(asker, eligible) {
    if (asker === undefined || !URL.canParse(asker)) return undefined;
    return ledger.pageOf(new URL(asker).origin, eligible);
  }
}
