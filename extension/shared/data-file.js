/**
 * The file that a person exports and imports: what they chose in normal windows, their own rules, and history. Writes it,
 * and reads the history in it with care. Choices are read by the background (background/data-import.js).
 *
 * @import { Permission, Policy } from '/core/bystander.js'
 * @import { HistoryDay } from './history.js'
 */

import { isSite } from './choices.js';
import { addCell, addPages, CELL, dayFrom, emptyDay, larger, SUMS } from './history-days.js';
import { isDay } from './history-protocol.js';

/** What the file says it is. */
export const FORMAT = 'bystander-data';
/** The one version there is. A file of another one is refused. */
export const VERSION = 1;

const MAX_DAYS = 400;
const MAX_NAMES = 50_000;
const MAX_NAME = 300;
const MAX_COUNT = 2 ** 32 - 1;

/** @typedef {Permission & { since?: number | undefined }} Given */
/**
 * @typedef {{
 *   choices: Pick<Policy, 'level' | 'exceptions' | 'levels'> & { permissions: Given[] }, ownRules: string,
 * }} Settings ends in milliseconds since 1970
 */

/** @typedef {Omit<HistoryDay, 'cells'> & { cells: number[][] }} WrittenDay each cell an array of CELL numbers */

/**
 * @param {Settings} settings
 * @param {readonly HistoryDay[]} days
 * @param {number} now
 * @returns {string} JSON
 */
export function writeDataFile(settings, days, now) {
  const history = days.map(({ cells, ...day }) => ({
    ...day,
    cells: Array.from({ length: cells.length / CELL }, (_, index) => [
      ...cells.subarray(index * CELL, (index + 1) * CELL),
    ]),
  }));
  // A day a line: a file of many days can be looked at and compared.
  const head = JSON.stringify(
    { format: FORMAT, version: VERSION, exported: new Date(now).toISOString(), ...settings },
    undefined,
    2,
  );
  const lines = history.map((day) => `\n    ${JSON.stringify(day)}`).join(',');
  return `${head.slice(0, -2)},\n  "history": [${lines}\n  ]\n}\n`;
}

/**
 * @param {unknown} value
 * @returns {HistoryDay[] | undefined} nothing if any of it is not as it should be
 */
export function readHistory(value) {
  if (!Array.isArray(value) || value.length > MAX_DAYS) return undefined;
  const days = value.flatMap((day) => readDay(day) ?? []);
  const isWhole = days.length === value.length && new Set(days.map(({ day }) => day)).size === days.length;
  return isWhole ? days : undefined;
}

/**
 * @param {unknown} value
 * @returns {HistoryDay | undefined}
 */
function readDay(value) {
  const { day, sites, pages, companies, kinds, cells } = /** @type {Record<string, unknown>} */ (
    Object(value)
  );
  if (!isDay(day) || Number.isNaN(Date.parse(day))) return undefined;
  if (!isListOf(sites, isSite) || !isListOf(companies, isName) || !isListOf(kinds, isKind)) return undefined;
  if (!isListOf(pages, isCount) || pages.length !== sites.length || kinds.length !== companies.length)
    return undefined;
  if (!Array.isArray(cells)) return undefined;
  const sums = emptyDay(day);
  for (const [index, site] of sites.entries()) addPages(sums, site, pages[index] ?? 0, larger);
  for (const cell of cells) {
    if (!isListOf(cell, isCount) || cell.length !== CELL) return undefined;
    const [site = -1, company = -1, ...numbers] = cell;
    const where = sites[site];
    const who = companies[company];
    if (where === undefined || who === undefined || numbers.length !== SUMS) return undefined;
    addCell(sums, { site: where, company: who, kind: kinds[company] ?? '', sums: numbers }, larger);
  }
  return dayFrom(sums);
}

/**
 * @template T
 * @param {unknown} value
 * @param {(item: unknown) => item is T} isOne
 * @returns {value is T[]}
 */
function isListOf(value, isOne) {
  return Array.isArray(value) && value.length <= MAX_NAMES && value.every(isOne);
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
function isName(value) {
  return typeof value === 'string' && value !== '' && value.length <= MAX_NAME && !/\p{Cc}/u.test(value);
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
function isKind(value) {
  return typeof value === 'string' && /^[a-z_]{0,40}$/.test(value);
}

/**
 * @param {unknown} value
 * @returns {value is number}
 */
function isCount(value) {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_COUNT;
}
