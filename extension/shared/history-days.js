/**
 * What happened on a day, as sums that can be added to, and packed for the disk: a day of a thousand pages in some ten
 * thousand bytes. Pure; it knows no database and no browser.
 *
 * @import { HistoryDay } from './history.js'
 */

/** Numbers a cell holds for one company on one site: see `HistoryDay.cells` without its two indexes. */
export const SUMS = 6;
/** Numbers of a cell of `HistoryDay.cells`. */
export const CELL = SUMS + 2;

/** @typedef {number[]} Sums pages on which it tried, requests stopped, stripped, cleaned, got through, allowed */

/**
 * `sites` holds the pages loaded of each site, `kinds` the business kind of each company, `cells` the sums by site and then
 * by company.
 * @typedef {{
 *   day: string, sites: Map<string, number>, kinds: Map<string, string>, cells: Map<string, Map<string, Sums>>,
 * }} DaySums
 */

/** @typedef {{ day: string, sites: string, companies: string, kinds: string, bytes: Uint8Array<ArrayBuffer> }} PackedDay names one a line */

/** @typedef {(known: number, more: number) => number} Combine */

/** @type {Combine} */
export const plus = (known, more) => known + more;
/** @type {Combine} */
export const larger = (known, other) => Math.max(known, other);

/**
 * The day of a moment on the person's own calendar, as YYYY-MM-DD.
 * @param {number} moment in milliseconds since 1970
 * @param {number} [before] so many days before it
 */
export function dayOf(moment, before = 0) {
  const date = new Date(moment);
  // Noon: where a day begins an hour late, midnight may not exist.
  const noon = new Date(date.getFullYear(), date.getMonth(), date.getDate() - before, 12);
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  return `${String(noon.getFullYear()).padStart(4, '0')}-${two(noon.getMonth() + 1)}-${two(noon.getDate())}`;
}

/**
 * @param {string} day
 * @returns {DaySums}
 */
export function emptyDay(day) {
  return { day, sites: new Map(), kinds: new Map(), cells: new Map() };
}

/**
 * @param {DaySums} to
 * @param {string} site
 * @param {number} pages
 * @param {Combine} [combine]
 */
export function addPages(to, site, pages, combine = plus) {
  to.sites.set(site, combine(to.sites.get(site) ?? 0, pages));
}

/**
 * @param {DaySums} to
 * @param {{ site: string, company: string, kind: string, sums: Sums }} cell
 * @param {Combine} [combine]
 */
export function addCell(to, { site, company, kind, sums }, combine = plus) {
  if (sums.every((number) => number === 0)) return;
  if (!to.sites.has(site)) to.sites.set(site, 0);
  if (!to.kinds.get(company)) to.kinds.set(company, kind);
  const cells = to.cells.get(site) ?? new Map();
  to.cells.set(site, cells);
  const known = cells.get(company);
  cells.set(
    company,
    sums.map((number, column) => combine(known?.[column] ?? 0, number)),
  );
}

/**
 * @param {DaySums} to
 * @param {HistoryDay} day
 * @param {Combine} [combine]
 */
export function addDay(to, { sites, pages, companies, kinds, cells }, combine = plus) {
  for (const [index, site] of sites.entries()) addPages(to, site, pages[index] ?? 0, combine);
  for (let at = 0; at < cells.length; at += CELL) {
    const company = Number(cells[at + 1]);
    addCell(
      to,
      {
        site: String(sites[Number(cells[at])]),
        company: String(companies[company]),
        kind: kinds[company] ?? '',
        sums: [...cells.subarray(at + 2, at + CELL)],
      },
      combine,
    );
  }
}

/**
 * Companies that tried on most sites come first.
 * @param {DaySums} from
 * @returns {HistoryDay}
 */
export function dayFrom({ day, sites, kinds, cells }) {
  /** @type {Map<string, number>} */
  const reach = new Map();
  let count = 0;
  for (const onSite of cells.values()) {
    count += onSite.size;
    for (const company of onSite.keys()) reach.set(company, (reach.get(company) ?? 0) + 1);
  }
  const companies = [...reach].sort(([, one], [, other]) => other - one).map(([company]) => company);
  const index = new Map(companies.map((company, place) => [company, place]));
  const packed = new Uint32Array(count * CELL);
  const names = [...sites.keys()];
  let at = 0;
  for (const [place, site] of names.entries())
    for (const [company, sums] of cells.get(site) ?? []) {
      packed.set([place, index.get(company) ?? 0, ...sums], at);
      at += CELL;
    }
  return {
    day,
    sites: names,
    pages: [...sites.values()],
    companies,
    kinds: companies.map((company) => kinds.get(company) ?? ''),
    cells: packed,
  };
}

/**
 * @param {HistoryDay} day its cells in the order of its sites
 * @returns {PackedDay}
 */
export function pack({ day, sites, pages, companies, kinds, cells }) {
  /** @type {number[]} */
  const bytes = [];
  for (const number of pages) writeNumber(bytes, number);
  writeNumber(bytes, cells.length / CELL);
  let site = 0;
  for (let at = 0; at < cells.length; at += CELL) {
    const step = Number(cells[at]) - site;
    site += step;
    let present = step > 0 ? OTHER_SITE : 0;
    for (let column = 0; column < SUMS; column += 1) if (cells[at + 2 + column]) present |= 1 << column;
    bytes.push(present);
    if (step > 0) writeNumber(bytes, step);
    for (let column = 1; column < CELL; column += 1) {
      const number = Number(cells[at + column]);
      if (column === 1 || number > 0) writeNumber(bytes, number);
    }
  }
  const lines = (/** @type {string[]} */ names) => names.join('\n');
  return {
    day,
    sites: lines(sites),
    companies: lines(companies),
    kinds: lines(kinds),
    bytes: Uint8Array.from(bytes),
  };
}

/**
 * @param {PackedDay} packed
 * @returns {HistoryDay}
 */
export function unpack({ day, sites, companies, kinds, bytes }) {
  let at = 0;
  const read = () => {
    let value = 0;
    for (let place = 1; ; place *= 128) {
      const byte = bytes[at] ?? 0;
      at += 1;
      value += (byte & 127) * place;
      if (byte < 128) return value;
    }
  };
  const names = sites === '' ? [] : sites.split('\n');
  const pages = names.map(read);
  const cells = new Uint32Array(read() * CELL);
  let site = 0;
  for (let to = 0; to < cells.length; to += CELL) {
    const present = bytes[at] ?? 0;
    at += 1;
    if (present & OTHER_SITE) site += read();
    cells[to] = site;
    cells[to + 1] = read();
    for (let column = 0; column < SUMS; column += 1)
      if (present & (1 << column)) cells[to + 2 + column] = read();
  }
  const owners = companies === '' ? [] : companies.split('\n');
  return { day, sites: names, pages, companies: owners, kinds: kinds.split('\n', owners.length), cells };
}

/** In the byte that a cell begins with, beside a bit for each sum that is not nothing. */
const OTHER_SITE = 1 << SUMS;

/**
 * Seven bits a byte, the lowest first.
 * @param {number[]} bytes
 * @param {number} number
 */
function writeNumber(bytes, number) {
  let rest = number;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  bytes.push(rest);
}
