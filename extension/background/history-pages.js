/**
 * What history takes from a page of the ledger: its site, and of each company how often it tried and what became of that.
 * Never an address. Pure.
 *
 * @import { Entry } from '../shared/protocol.js'
 * @import { Sums } from '../shared/history-days.js'
 * @import { OpenPage, OpenRow } from '../shared/history-store.js'
 * @import { LedgerPage } from './ledger-page.js'
 */

/** The mark of a page that history keeps nothing of: a person had it deleted, or wanted none kept, while it was open. */
export const UNRECORDED = 'unrecorded';

/**
 * The mark of a page on which history keeps nothing of a company.
 * @param {string} company
 */
export function unrecorded(company) {
  return `${UNRECORDED}:${company}`;
}

/** @typedef {{ document: string, site: string, rows: OpenRow[] }} Snapshot all that a page did so far */

/**
 * Nothing of a page that was never shown, whose requests the browser withheld, or that is marked.
 * @param {Readonly<LedgerPage>} page
 * @param {(url: string) => string | undefined} siteOf
 * @returns {Snapshot | undefined}
 */
export function snapshotOf({ document, url, since, unseen, entries, marks }, siteOf) {
  if (since === undefined || unseen || marks?.includes(UNRECORDED)) return undefined;
  const site = /^https?:/.test(url) ? siteOf(url) : undefined;
  if (site === undefined) return undefined;
  /** @type {Map<string, OpenRow>} */
  const rows = new Map();
  for (const entry of entries) {
    const company = nameOf(entry);
    if (marks?.includes(unrecorded(company))) continue;
    const row = rows.get(company) ?? { company, kind: '', sums: [1, 0, 0, 0, 0, 0] };
    rows.set(company, row);
    row.kind ||= entry.kind ?? '';
    count(row.sums, entry);
  }
  return { document, site, rows: [...rows.values()] };
}

/**
 * The record of a page that has one already, from the same day or an earlier one.
 * @param {OpenPage} known
 * @param {Snapshot} snapshot
 * @param {string} today
 * @returns {OpenPage}
 */
export function continued(known, { rows }, today) {
  const isSameDay = known.day === today;
  return {
    ...known,
    day: today,
    pages: isSameDay ? known.pages : 0,
    rows: rows.map((row) => {
      const before = known.rows.find(({ company }) => company === row.company);
      const earlier = isSameDay ? before?.earlier : before?.sums;
      return earlier ? { ...row, earlier } : row;
    }),
  };
}

/**
 * By what history knows whoever a request went to.
 * @param {Pick<Entry, 'company' | 'site'>} entry
 */
export function nameOf({ company, site }) {
  return company ?? site;
}

/**
 * @param {Sums} sums
 * @param {Pick<Entry, 'count' | 'confirmed' | 'contradicted'> & { action: string }} entry
 */
function count(sums, { action, count: all, confirmed, contradicted }) {
  const [tried = 0, stopped = 0, stripped = 0, cleaned = 0, gotThrough = 0, allowed = 0] = sums;
  const is = (/** @type {string[]} */ ...actions) => actions.includes(action);
  sums.splice(
    0,
    sums.length,
    tried,
    stopped + (is('block', 'replace') ? confirmed : 0),
    stripped + (is('strip') ? confirmed : 0),
    cleaned + (is('clean') ? confirmed : 0),
    gotThrough + (is('allow') ? 0 : contradicted),
    allowed + (is('allow') ? all : 0),
  );
}
