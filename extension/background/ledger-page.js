/**
 * The ledger of one page (a top-level document): entries, their counts, and what no longer fitted.
 * Plain data that storage.session can hold; it knows no tab, no storage and no browser.
 *
 * @import { Reason } from '/core/bystander.js'
 * @import { Counts, Entry, Intervention, LeftOut } from '../shared/protocol.js'
 */

/** Entries a page keeps; requests beyond are counted in `leftOut` only. */
export const MAX_ENTRIES = 500;
/** Documents (the page's own and its frames') a page remembers, to know its requests by. */
export const MAX_DOCUMENTS = 200;
const MAX_EXAMPLE = 80;

/**
 * `documents` holds the page's own id and those of the frames inside it. `excepted` says whether the site was
 * excepted when the page was loaded, `unseen` whether the browser then withheld its requests; both are absent until the
 * page is committed.
 * @typedef {{
 *   document: string, url: string, documents: string[], entries: Entry[], leftOut: LeftOut,
 *   excepted?: boolean, unseen?: boolean, requestId?: string,
 * }} LedgerPage
 */

/** @typedef {'predicted' | 'confirmed' | 'contradicted'} Outcome */

/** @typedef {{ site: string, action: Intervention, reason: Reason, type: string, url: string }} Happening */

/**
 * @param {string} document
 * @param {string} url
 * @returns {LedgerPage}
 */
export function emptyPage(document, url) {
  return { document, url, documents: [document], entries: [], leftOut: {} };
}

/**
 * Writes down what was decided about a request, or what the browser showed to have become of that decision.
 * @param {LedgerPage} page
 * @param {Happening} happening
 * @param {Outcome} outcome
 */
export function note(page, happening, outcome) {
  const entry = entryFor(page, happening);
  if (!entry) {
    const counts = page.leftOut[happening.action] ?? { count: 0, confirmed: 0, contradicted: 0 };
    count(counts, outcome);
    page.leftOut[happening.action] = counts;
    return;
  }
  count(entry, outcome);
  if (!entry.types.includes(happening.type)) entry.types.push(happening.type);
}

/**
 * Moves everything noted on one page to another.
 * @param {LedgerPage} from
 * @param {LedgerPage} to
 */
export function merge(from, to) {
  for (const moved of from.entries) {
    const known = to.entries.find((entry) => sameEntry(entry, moved));
    if (known) {
      addCounts(known, moved);
      known.types.push(...moved.types.filter((type) => !known.types.includes(type)));
    } else to.entries.push(moved);
  }
  for (const action of /** @type {Intervention[]} */ (Object.keys(from.leftOut))) {
    const counts = from.leftOut[action];
    if (counts)
      to.leftOut[action] = addCounts(
        to.leftOut[action] ?? { count: 0, confirmed: 0, contradicted: 0 },
        counts,
      );
  }
}

/**
 * @param {LedgerPage} page
 * @param {string | undefined} document
 */
export function remember(page, document) {
  if (document === undefined || page.documents.includes(document)) return;
  page.documents.push(document);
  // Index 0 is the page itself, the only one that must never be forgotten.
  if (page.documents.length > MAX_DOCUMENTS) page.documents.splice(1, 1);
}

/**
 * @param {LedgerPage} page
 * @param {Happening} happening
 */
function entryFor(page, happening) {
  const known = page.entries.find((entry) => sameEntry(entry, happening));
  if (known || page.entries.length >= MAX_ENTRIES) return known;
  const { site, action, reason, type, url } = happening;
  /** @type {Entry} */
  const entry = {
    site,
    action,
    reason,
    types: [type],
    count: 0,
    confirmed: 0,
    contradicted: 0,
    example: example(url),
  };
  page.entries.push(entry);
  return entry;
}

/**
 * @param {Counts} counts
 * @param {Outcome} outcome
 */
function count(counts, outcome) {
  if (outcome === 'predicted') counts.count += 1;
  else counts[outcome] += 1;
  // An outcome can outlive its prediction: the background may die between the two.
  counts.count = Math.max(counts.count, counts.confirmed + counts.contradicted);
}

/**
 * @param {Counts} to
 * @param {Counts} from
 */
function addCounts(to, from) {
  to.count += from.count;
  to.confirmed += from.confirmed;
  to.contradicted += from.contradicted;
  return to;
}

/** @typedef {{ site: string, action: Intervention, reason: Reason }} Identity */

/**
 * @param {Identity} one
 * @param {Identity} other
 */
function sameEntry(one, other) {
  return one.site === other.site && one.action === other.action && sameReason(one.reason, other.reason);
}

/**
 * @param {Reason} one
 * @param {Reason} other
 */
function sameReason(one, other) {
  if (one.kind !== other.kind) return false;
  return !('list' in one && 'list' in other) || (one.list === other.list && one.line === other.line);
}

/**
 * Host and path of a request: its query may carry ids of the user, and so may what follows a semicolon.
 * @param {string} url
 */
function example(url) {
  const bare = url.replace(/^\w+:\/\//, '').split(/[?#;]/, 1)[0] ?? '';
  return bare.length > MAX_EXAMPLE ? `${bare.slice(0, MAX_EXAMPLE - 1)}…` : bare;
}
