/**
 * The pages of one tab: which of them a request counts on, and which one is shown. Plain data and functions over it;
 * it knows no storage and no browser.
 *
 * A tab has several pages at a time: the one shown, those gone back from (their last beacons arrive late), and in
 * Chrome prerendered ones. Every request therefore counts on the page of its own document, shown or not.
 *
 * @import { LedgerPage } from './ledger-page.js'
 * @import { LoadedUnder } from './policy.js'
 */

import { emptyPage, forgetContents, merge, remember, rememberFrame } from './ledger-page.js';

/** Pages a tab keeps: the one shown and three that were, or are about to be. */
const MAX_PAGES = 4;
/** Pages of which a tab remembers what their requests told: the one shown, and one to go back to. */
const MAX_REMEMBERED = 2;
/** The page of a navigation that has not been committed; it has no document yet. */
const NAVIGATING = '';

/** @typedef {{ shown?: string, pages: LedgerPage[] }} LedgerTab */

/**
 * Where a request belongs. `outermost`: its document is a page, not a frame. `navigation`: it fetches a new page.
 * `pageUrl` is the page's address (or at least its origin) where known.
 * @typedef {{
 *   tabId: number, documentId: string | undefined, parentDocumentId: string | undefined, pageUrl: string | undefined,
 *   outermost: boolean, navigation: { requestId: string, url: string } | undefined,
 * }} Place
 */

/**
 * A document that replaced another in a tab or a frame, at `time` (milliseconds since 1970); `active` unless it is
 * prerendered, `unseen` if the browser withheld its requests.
 * @typedef {LoadedUnder & {
 *   tabId: number, documentId: string, parentDocumentId: string | undefined, url: string, outermost: boolean,
 *   time: number, active: boolean, unseen: boolean, site?: string | undefined,
 * }} Commit
 */

/** @param {LedgerTab | undefined} tab */
export function shownPage(tab) {
  return tab?.pages.find((page) => page.document === tab.shown);
}

/**
 * How near a page is to what a worker of an origin asks for; undefined if it has nothing to do with it. The greater in
 * the first number that differs is the nearer.
 * @param {LedgerTab} tab
 * @param {LedgerPage} page
 * @param {string} origin
 * @returns {[shown: number, itself: number, since: number] | undefined}
 */
export function nearness(tab, page, origin) {
  if (page.document === NAVIGATING || page.since === undefined) return undefined;
  const itself = originOf(page.url) === origin;
  if (!itself && !page.frames?.includes(origin)) return undefined;
  return [Number(page.document === tab.shown), Number(itself), page.since];
}

/**
 * The page a request belongs to, if the tab has it.
 * @param {LedgerTab} tab
 * @param {Place} place
 */
export function findPage(tab, { documentId, parentDocumentId, outermost, pageUrl }) {
  const known = pageWith(tab, documentId) ?? pageWith(tab, parentDocumentId);
  if (known || (outermost && documentId !== undefined)) return known;
  // Firefox gives no document for requests that outlive theirs (fetch with keepalive), and before 153 for none.
  return pageUrl === undefined ? undefined : newestAt(tab, pageUrl);
}

/**
 * The page a request counts on, added where it is new; undefined if its page is long gone.
 * @param {LedgerTab} tab
 * @param {Place} place
 */
export function pageFor(tab, place) {
  if (place.navigation) return navigatingPage(tab, place.navigation);
  const found = findPage(tab, place);
  if (found) {
    remember(found, place.documentId);
    return found;
  }
  // A page that was open before Bystander ran, or whose commit is yet to be told. Above a frame it may be a frame too,
  // until its own commit names the page.
  const document = place.outermost ? place.documentId : place.parentDocumentId;
  if (document === undefined) return undefined;
  const added = addPage(tab, emptyPage(document, place.outermost ? (place.pageUrl ?? '') : ''));
  remember(added, place.documentId);
  return added;
}

/**
 * The page to be of a navigation that is underway, if anything was noted on it; one that another replaced is dropped.
 * @param {LedgerTab} tab
 * @param {{ requestId: string, url: string }} navigation
 */
export function followNavigation(tab, { requestId, url }) {
  const underway = tab.pages.find((page) => page.document === NAVIGATING);
  if (underway?.requestId === requestId) {
    underway.url = url;
    return underway;
  }
  drop(tab, underway);
  return undefined;
}

/**
 * @param {LedgerTab} tab
 * @param {Commit} commit
 */
export function commitPage(tab, commit) {
  const page =
    tab.pages.find((known) => known.document === commit.documentId) ??
    addPage(tab, emptyPage(commit.documentId, commit.url));
  // The newest last: the oldest is the first to go.
  drop(tab, page);
  tab.pages.push(page);
  page.url = commit.url;
  if (commit.site !== undefined) page.site = commit.site;
  // Gone back to: what it asks for from now on is told again.
  delete page.forgotten;
  takeEarly(tab, page);
  // A page that comes back (history, prerendered) was loaded under the policy of its time.
  page.excepted ??= commit.excepted;
  page.level ??= commit.level;
  page.permitted ??= commit.permitted;
  page.unseen ??= commit.unseen;
  if (!commit.active) return page;
  page.since = commit.time;

  const underway = tab.pages.find((known) => known.document === NAVIGATING);
  // Another address: what was underway ended in a download, a 204 or nothing at all.
  if (underway && withoutFragment(underway.url) === withoutFragment(commit.url)) merge(underway, page);
  drop(tab, underway);
  tab.shown = page.document;
  for (const old of tab.pages.slice(0, -MAX_REMEMBERED)) forgetContents(old);
  return page;
}

/**
 * Chrome names the document by what the frame holds: a page's first requests can outrun its commit, and then bear the
 * id of the empty document before it. Such a page is never committed itself.
 * @param {LedgerTab} tab
 * @param {LedgerPage} page
 */
function takeEarly(tab, page) {
  const early = tab.pages.find(
    (other) =>
      other !== page &&
      other.document !== NAVIGATING &&
      other.excepted === undefined &&
      originOf(other.url) === originOf(page.url),
  );
  if (!early) return;
  merge(early, page);
  remember(page, early.document);
  drop(tab, early);
}

/**
 * @param {LedgerTab} tab
 * @param {Commit} commit
 */
export function commitFrame(tab, { documentId, parentDocumentId, url }) {
  const page = pageWith(tab, parentDocumentId);
  if (!page) return undefined;
  if (/^https?:/.test(url)) rememberFrame(page, originOf(url));
  const held = tab.pages.find((known) => known !== page && known.document === documentId);
  if (held) {
    merge(held, page);
    for (const document of held.documents) remember(page, document);
    drop(tab, held);
  }
  remember(page, documentId);
  return page;
}

/**
 * @param {LedgerTab} tab
 * @param {string | undefined} document
 */
function pageWith(tab, document) {
  return tab.pages.find((page) => document !== undefined && page.documents.includes(document));
}

/**
 * @param {LedgerTab} tab
 * @param {{ requestId: string, url: string }} navigation
 */
function navigatingPage(tab, { requestId, url }) {
  return (
    followNavigation(tab, { requestId, url }) ??
    addPage(tab, { ...emptyPage(NAVIGATING, url), documents: [], requestId })
  );
}

/**
 * @param {LedgerTab} tab
 * @param {LedgerPage} page
 */
function addPage(tab, page) {
  tab.pages.push(page);
  if (tab.pages.length > MAX_PAGES)
    drop(
      tab,
      tab.pages.find((old) => old.document !== tab.shown && old !== page),
    );
  return page;
}

/**
 * @param {LedgerTab} tab
 * @param {LedgerPage | undefined} page
 */
function drop(tab, page) {
  tab.pages = tab.pages.filter((kept) => kept !== page);
}

/**
 * @param {LedgerTab} tab
 * @param {string} url
 */
function newestAt(tab, url) {
  const pages = tab.pages.filter((page) => page.document !== NAVIGATING).reverse();
  return (
    pages.find((page) => withoutFragment(page.url) === withoutFragment(url)) ??
    pages.find((page) => originOf(page.url) === originOf(url))
  );
}

/** @param {string} url */
function withoutFragment(url) {
  return url.split('#', 1)[0];
}

/** @param {string} url */
function originOf(url) {
  return URL.canParse(url) ? new URL(url).origin : url;
}
