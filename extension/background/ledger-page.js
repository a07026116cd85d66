/**
 * The ledger of one page (a top-level document): entries, their counts, and what no longer fitted.
 * Plain data that storage.session can hold; it knows no tab, no storage and no browser.
 *
 * @import { Decoded, Level, Reason } from '/core/bystander.js'
 * @import { Counts, Entry, Intervention, LeftOut, Owner, Withheld } from '../shared/protocol.js'
 */

import { sameGrantee } from '../shared/choices.js';
import { addContents, takeContents, tell, withhold } from './ledger-contents.js';

/** Entries a page keeps; requests beyond are counted in `leftOut` only. */
export const MAX_ENTRIES = 500;
/** Documents (the page's own and its frames') a page remembers, to know its requests by. */
export const MAX_DOCUMENTS = 200;
/** Origins of frames a page remembers, to know their workers' requests by. */
export const MAX_FRAMES = 50;
const MAX_EXAMPLE = 80;

/**
 * `site` is there once the page is committed. `documents` holds the page's own id and those of the frames inside it, `frames` the frames' origins, `since` when the
 * page was last brought into its tab (milliseconds since 1970). `contents` counts the characters that
 * ledger-contents.js keeps, none any more once `forgotten`. `excepted` says whether the site was excepted when the page
 * was loaded, `level` under which level that was, `permitted` who was then permitted there, `unseen` whether the browser
 * then withheld its requests; they are absent until the page is committed. `marks` are what the page was marked with.
 * @typedef {{
 *   document: string, url: string, site?: string, documents: string[], frames?: string[], since?: number, entries: Entry[],
 *   leftOut: LeftOut, contents: number, forgotten?: boolean, excepted?: boolean, level?: Level, permitted?: string,
 *   unseen?: boolean, requestId?: string, marks?: string[],
 * }} LedgerPage
 */

/**
 * `revoked`: what was confirmed did not last. `moved`: what was predicted goes on under another address, where it is
 * predicted anew.
 * @typedef {'predicted' | 'confirmed' | 'contradicted' | 'revoked' | 'moved'} Outcome
 */

/**
 * `told` is what a pixel's request would tell. The ledger counts, and keeps no `requestId`.
 * @typedef {Owner & {
 *   site: string, action: Intervention, reason: Reason, type: string, url: string, requestId: string,
 *   told?: Decoded | undefined,
 * }} Happening
 */

/**
 * @param {string} document
 * @param {string} url
 * @returns {LedgerPage}
 */
export function emptyPage(document, url) {
  return { document, url, documents: [document], entries: [], leftOut: {}, contents: 0 };
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
  if (entry.count === 0) {
    page.entries.splice(page.entries.indexOf(entry), 1);
    return;
  }
  if (!entry.types.includes(happening.type)) entry.types.push(happening.type);
  if (happening.told) tell(page, entry, happening.told);
}

/**
 * Writes down which cookies a request that was noted before went without, or its answer.
 * @param {LedgerPage} page
 * @param {Happening} happening
 * @param {Partial<Withheld>} names
 */
export function noteWithheld(page, happening, names) {
  const entry = page.entries.find((known) => sameEntry(known, happening));
  if (entry) withhold(page, entry, names);
}

/**
 * Whether the page did not have the mark before.
 * @param {LedgerPage} page
 * @param {string} mark
 */
export function mark(page, mark) {
  if (page.marks?.includes(mark)) return false;
  page.marks = [...(page.marks ?? []), mark];
  return true;
}

/**
 * Forgets what requests told and which cookies they went without, and what late ones will; that they were made stays.
 * @param {LedgerPage} page
 */
export function forgetContents(page) {
  for (const entry of page.entries) takeContents(entry);
  page.contents = 0;
  page.forgotten = true;
}

/**
 * Moves everything noted on one page to another.
 * @param {LedgerPage} from
 * @param {LedgerPage} to
 */
export function merge(from, to) {
  for (const moved of from.marks ?? []) mark(to, moved);
  for (const moved of from.entries) {
    const known = to.entries.find((entry) => sameEntry(entry, moved));
    if (known) {
      addCounts(known, moved);
      known.types.push(...moved.types.filter((type) => !known.types.includes(type)));
      addContents(to, known, moved);
    } else {
      const contents = takeContents(moved);
      to.entries.push(moved);
      addContents(to, moved, contents);
    }
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
 * @param {string} origin of a frame
 */
export function rememberFrame(page, origin) {
  page.frames ??= [];
  if (page.frames.includes(origin)) return;
  page.frames.push(origin);
  if (page.frames.length > MAX_FRAMES) page.frames.shift();
}

/**
 * @param {LedgerPage} page
 * @param {Happening} happening
 */
function entryFor(page, happening) {
  const known = page.entries.find((entry) => sameEntry(entry, happening));
  if (known || page.entries.length >= MAX_ENTRIES) return known;
  const { site, company, network, kind, action, reason, type, url } = happening;
  /** @type {Entry} */
  const entry = {
    site,
    ...(company !== undefined && { company }),
    ...(network !== undefined && { network }),
    ...(kind !== undefined && { kind }),
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
  switch (outcome) {
    case 'predicted':
      counts.count += 1;
      break;
    case 'confirmed':
    case 'contradicted':
      counts[outcome] += 1;
      break;
    case 'revoked':
      counts.confirmed = Math.max(0, counts.confirmed - 1);
      counts.contradicted += 1;
      break;
    case 'moved':
      counts.count -= 1;
      break;
    default: {
      /** @type {never} */
      const unknown = outcome;
      return unknown;
    }
  }
  // What follows a prediction can outlive it: the background may die between the two.
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

/** @typedef {Pick<Happening, 'site' | 'company' | 'network' | 'kind' | 'action' | 'reason'>} Identity */

/**
 * @param {Identity} one
 * @param {Identity} other
 */
function sameEntry(one, other) {
  return (
    one.site === other.site &&
    one.company === other.company &&
    one.network === other.network &&
    one.kind === other.kind &&
    one.action === other.action &&
    sameReason(one.reason, other.reason)
  );
}

/**
 * @param {Reason} one
 * @param {Reason} other
 */
function sameReason(one, other) {
  if (one.kind !== other.kind) return false;
  if ('grantee' in one && 'grantee' in other)
    return one.identity === other.identity && sameGrantee(one.grantee, other.grantee);
  if ('list' in one && 'list' in other) return one.list === other.list && one.line === other.line;
  return !('name' in one && 'name' in other) || (one.network === other.network && one.name === other.name);
}

/**
 * Host and path of a request: its query may carry ids of the user, and so may what follows a semicolon.
 * @param {string} url
 */
function example(url) {
  const bare = url.replace(/^\w+:\/\//, '').split(/[?#;]/, 1)[0] ?? '';
  return bare.length > MAX_EXAMPLE ? `${bare.slice(0, MAX_EXAMPLE - 1)}…` : bare;
}
