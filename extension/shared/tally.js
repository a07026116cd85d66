/**
 * The sums of a page's ledger. The badge and the popup both count here, so that they cannot disagree.
 *
 * @import { Counts, Intervention, PageEntries } from './protocol.js'
 */

/**
 * - `stopped`: requests the browser showed blocked, to `domains` registrable domains (or more, if `domainsAtLeast`).
 * - `awaited`: requests that should be stopped and of which the browser has said nothing yet.
 * - `gotThrough`: requests that should have been stopped and were not.
 * - `cleaned`, `stripped`: requests that went out without tracking parameters, or without identity.
 * - `toStrip`: requests that should go out without identity and of which the browser has said nothing yet.
 * - `unstripped`: requests that went out with it nevertheless.
 * - `uncleaned`: requests that kept their tracking parameters although they were to be removed.
 * @typedef {{
 *   stopped: number, domains: number, domainsAtLeast: boolean, awaited: number, gotThrough: number,
 *   cleaned: number, stripped: number, toStrip: number, unstripped: number, uncleaned: number,
 * }} Tally
 */

/**
 * @param {PageEntries | undefined} ledger
 * @returns {Tally}
 */
export function tally(ledger) {
  const total = {
    stopped: 0,
    awaited: 0,
    gotThrough: 0,
    cleaned: 0,
    stripped: 0,
    toStrip: 0,
    unstripped: 0,
    uncleaned: 0,
  };
  /** @type {Set<string>} */
  const domains = new Set();

  for (const entry of ledger?.entries ?? []) {
    add(total, entry.action, entry);
    if (stops(entry.action) && entry.confirmed > 0) domains.add(entry.site);
  }
  const leftOut = ledger?.leftOut ?? {};
  for (const action of /** @type {Intervention[]} */ (Object.keys(leftOut))) {
    const counts = leftOut[action];
    if (counts) add(total, action, counts);
  }
  return {
    ...total,
    domains: domains.size,
    domainsAtLeast: Boolean(leftOut.block?.confirmed || leftOut.replace?.confirmed),
  };
}

/** @param {Intervention} action */
export function stops(action) {
  return action === 'block' || action === 'replace';
}

/**
 * Decided, and the browser has not said yet what became of it.
 * @param {Counts} counts
 */
export function awaited(counts) {
  return Math.max(0, counts.count - counts.confirmed - counts.contradicted);
}

/**
 * @param {Omit<Tally, 'domains' | 'domainsAtLeast'>} total
 * @param {Intervention} action
 * @param {Counts} counts
 */
function add(total, action, counts) {
  switch (action) {
    case 'block':
    case 'replace':
      total.stopped += counts.confirmed;
      total.awaited += awaited(counts);
      total.gotThrough += counts.contradicted;
      return;
    case 'clean':
      total.cleaned += counts.confirmed;
      total.uncleaned += counts.contradicted;
      return;
    // What a person let out is neither stopped nor does it get through.
    case 'allow':
      return;
    case 'strip':
      total.stripped += counts.confirmed;
      total.toStrip += awaited(counts);
      total.unstripped += counts.contradicted;
      return;
    default: {
      /** @type {never} */
      const unknown = action;
      return unknown;
    }
  }
}
