/**
 * What days of history add up to: each company's reach, each site, and what was kept from whom on each day. Pure.
 *
 * @import { HistoryDay } from '../../shared/history.js'
 */

import { CELL } from '../../shared/history-days.js';

/**
 * Numbers of a company, on one site or on all: pages on which it tried, and its requests that the browser showed stopped,
 * stripped, cleaned, got through, and those that a person allowed.
 * @typedef {{ pages: number, stopped: number, stripped: number, cleaned: number, gotThrough: number, allowed: number }} Numbers
 */

/** `sites`: on how many it tried. `kind` is '' where it is unknown. @typedef {Numbers & { name: string, kind: string, sites: number }} CompanySums */
/** `companies`: how many tried there. `pages`: loaded. @typedef {{ name: string, pages: number, companies: number }} SiteSums */
/** What was kept from each kind of company, and from each company, in requests. @typedef {{ day: string, kinds: Map<string, number>, companies: Map<string, number> }} DaySums */

/**
 * Companies by the number of sites on which they tried, sites by the number of companies, days in their order. `at`: what
 * a company did on a site; nothing where it did not try.
 * @typedef {{
 *   companies: CompanySums[], sites: SiteSums[], days: DaySums[], at: (company: string, site: string) => Numbers | undefined,
 * }} Sums
 */

const NUMBERS = /** @type {const} */ (['pages', 'stopped', 'stripped', 'cleaned', 'gotThrough', 'allowed']);

/**
 * @param {readonly HistoryDay[]} days
 * @returns {Sums}
 */
export function sumUp(days) {
  /** @type {Map<string, CompanySums>} */
  const companies = new Map();
  /** @type {Map<string, SiteSums>} */
  const sites = new Map();
  /** @type {Map<string, Map<string, Numbers>>} by company and site */
  const cells = new Map();
  const daySums = days.map((history) => {
    for (const [index, name] of history.sites.entries()) siteWith(name).pages += history.pages[index] ?? 0;
    return addDay(history);
  });
  const byName = (/** @type {{ name: string }} */ one, /** @type {{ name: string }} */ other) =>
    one.name < other.name ? -1 : 1;
  return {
    companies: [...companies.values()].sort(
      (one, other) => other.sites - one.sites || other.pages - one.pages || byName(one, other),
    ),
    sites: [...sites.values()].sort(
      (one, other) => other.companies - one.companies || other.pages - one.pages || byName(one, other),
    ),
    days: daySums,
    at: (company, site) => cells.get(company)?.get(site),
  };

  /**
   * @param {HistoryDay} history
   * @returns {DaySums}
   */
  function addDay({ day, sites: names, companies: owners, kinds, cells: packed }) {
    /** @type {DaySums} */
    const sums = { day, kinds: new Map(), companies: new Map() };
    for (let place = 0; place + CELL <= packed.length; place += CELL) {
      const site = names[Number(packed[place])];
      const who = Number(packed[place + 1]);
      const owner = owners[who];
      if (site === undefined || owner === undefined) continue;
      const kind = kinds[who] ?? '';
      const company = companyWith(owner, kind);
      const cell = cellOf(company, site);
      for (const [index, name] of NUMBERS.entries()) {
        const count = Number(packed[place + 2 + index]);
        cell[name] += count;
        company[name] += count;
      }
      const kept = Number(packed[place + 3]) + Number(packed[place + 4]) + Number(packed[place + 5]);
      if (kept === 0) continue;
      sums.kinds.set(kind, (sums.kinds.get(kind) ?? 0) + kept);
      sums.companies.set(owner, (sums.companies.get(owner) ?? 0) + kept);
    }
    return sums;
  }

  /** @param {string} name */
  function siteWith(name) {
    const known = sites.get(name) ?? { name, pages: 0, companies: 0 };
    sites.set(name, known);
    return known;
  }

  /**
   * @param {string} name
   * @param {string} kind
   */
  function companyWith(name, kind) {
    const known = companies.get(name) ?? { name, kind, sites: 0, ...nothing() };
    companies.set(name, known);
    // Another day may know more of it.
    if (known.kind === '') known.kind = kind;
    return known;
  }

  /**
   * @param {CompanySums} company
   * @param {string} site
   */
  function cellOf(company, site) {
    const row = cells.get(company.name) ?? new Map();
    cells.set(company.name, row);
    const known = row.get(site);
    if (known) return known;
    const cell = nothing();
    row.set(site, cell);
    company.sites += 1;
    siteWith(site).companies += 1;
    return cell;
  }
}

/**
 * What a person is to see of numbers at a glance: the worst that the browser showed, else that nothing is known yet.
 * @typedef {'through' | 'allowed' | 'stopped' | 'changed' | 'open'} State
 */

/**
 * @param {Numbers} numbers
 * @returns {State}
 */
export function stateOf({ gotThrough, allowed, stopped, stripped, cleaned }) {
  if (gotThrough > 0) return 'through';
  if (allowed > 0) return 'allowed';
  if (stopped > 0) return 'stopped';
  return stripped + cleaned > 0 ? 'changed' : 'open';
}

/** @returns {Numbers} */
function nothing() {
  return { pages: 0, stopped: 0, stripped: 0, cleaned: 0, gotThrough: 0, allowed: 0 };
}
