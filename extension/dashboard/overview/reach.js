/**
 * Where everything is in the picture of reach: a line a company, a column a site, a mark where the company tried. In the
 * picture's own units. It draws nothing and says nothing.
 *
 * @import { State, Sums } from './sums.js'
 */

import { stateOf } from './sums.js';

/** More columns than these would be too thin to see. */
export const MAX_SITES = 240;
/** Names of sites stand over columns as wide as these. */
const NAMED = 15;
const WIDEST = 26;

export const PICTURE = /** @type {const} */ ({
  width: 1000,
  left: 190,
  right: 96,
  row: 22,
  mark: 14,
  names: 128,
  head: 26,
});

/** @typedef {{ company: string, sites: number, marks: Map<number, State> }} ReachRow `marks` by column */

/**
 * `top`: where the rows begin; `column`: how wide one is. `moreCompanies` fit below, `hiddenSites` are not in it.
 * @typedef {{
 *   rows: ReachRow[], sites: string[], of: number, top: number, height: number, column: number, isNamed: boolean,
 *   moreCompanies: number, hiddenSites: number,
 * }} Reach
 */

/** @typedef {{ row: number, column: number | undefined }} Point a company, and one of the sites or none */

/**
 * @param {Sums} sums
 * @param {{ filter: string, most: number }} wanted companies whose name has the filter in it, and how many of them at most
 * @returns {Reach}
 */
export function reachOf({ companies, sites, at }, { filter, most }) {
  const sought = filter.trim().toLowerCase();
  const found = companies.filter(({ name }) => name.toLowerCase().includes(sought));
  const shown = found.slice(0, most);
  const columns = sites.slice(0, MAX_SITES).map(({ name }) => name);
  const room = PICTURE.width - PICTURE.left - PICTURE.right;
  const column = Math.min(WIDEST, room / Math.max(1, columns.length));
  const isNamed = column >= NAMED;
  const top = isNamed ? PICTURE.names : PICTURE.head;
  return {
    rows: shown.map(({ name, sites: reached }) => ({ company: name, sites: reached, marks: marksOf(name) })),
    sites: columns,
    of: sites.length,
    top,
    height: top + shown.length * PICTURE.row + 8,
    column,
    isNamed,
    moreCompanies: found.length - shown.length,
    hiddenSites: sites.length - columns.length,
  };

  /** @param {string} company */
  function marksOf(company) {
    /** @type {Map<number, State>} */
    const marks = new Map();
    for (const [index, site] of columns.entries()) {
      const numbers = at(company, site);
      if (numbers) marks.set(index, stateOf(numbers));
    }
    return marks;
  }
}

/**
 * What lies at a place of the picture: a row, also where its name stands, and a column if there is one.
 * @param {Reach} reach
 * @param {{ x: number, y: number }} place in the picture's units
 * @returns {Point | undefined}
 */
export function pointAt({ rows, sites, top, column }, { x, y }) {
  const row = Math.floor((y - top) / PICTURE.row);
  if (row < 0 || row >= rows.length) return undefined;
  const index = Math.floor((x - PICTURE.left) / column);
  return { row, column: index >= 0 && index < sites.length ? index : undefined };
}

/**
 * Where a key leads from a point; the first row where there is none yet.
 * @param {Reach} reach
 * @param {Point | undefined} point
 * @param {string} key as in KeyboardEvent.key
 * @returns {Point | undefined} nothing where the key leads nowhere
 */
export function moved({ rows, sites }, point, key) {
  if (!KEYS.has(key) || rows.length === 0) return undefined;
  if (!point) return { row: 0, column: undefined };
  const { row, column = -1 } = point;
  const within = (/** @type {number} */ wanted, /** @type {number} */ least, /** @type {number} */ most) =>
    Math.max(least, Math.min(most, wanted));
  const [down = 0, right = 0] = KEYS.get(key) ?? [];
  const to = within(column + right, -1, sites.length - 1);
  return { row: within(row + down, 0, rows.length - 1), column: to < 0 ? undefined : to };
}

/** Rows down and columns right. */
const KEYS = new Map([
  ['ArrowDown', [1, 0]],
  ['ArrowUp', [-1, 0]],
  ['ArrowRight', [0, 1]],
  ['ArrowLeft', [0, -1]],
  ['PageDown', [10, 0]],
  ['PageUp', [-10, 0]],
  ['Home', [0, Number.NEGATIVE_INFINITY]],
  ['End', [0, Number.POSITIVE_INFINITY]],
]);
