/**
 * The rows of the log that is open: the last so many, those of them that are to be seen, and what there is to choose from.
 * It knows no words and draws nothing.
 *
 * @import { Fate, LogRow } from '../../shared/log-protocol.js'
 */

/** Rows that are kept; older ones are dropped. */
export const MAX_ROWS = 50_000;
/** Dropped at a time, since all that are to be seen are found anew then. */
const CHUNK = 2_000;

/** @typedef {ReturnType<typeof createRows>} Rows */

/** @param {(row: LogRow) => boolean} isWanted what is to be seen at first */
export function createRows(isWanted) {
  /** @type {LogRow[]} */
  let rows = [];
  /** @type {LogRow[]} */
  let shown = [];
  let dropped = 0;
  let matches = isWanted;
  /** @type {Map<string, LogRow>} rows that the browser has not shown the end of */
  let open = new Map();
  const names = { sites: new Set(), companies: new Set(), types: new Set() };

  return {
    /** Rows to be seen, the oldest first. */
    shown: () => shown,
    all: () => rows.length,
    dropped: () => dropped,

    /** What the rows have, in order. @param {keyof typeof names} what */
    names: (what) => /** @type {string[]} */ ([...names[what]]).sort(),

    /**
     * @param {readonly LogRow[]} added the newest last
     * @returns {number} how many rows that were to be seen are gone for them
     */
    add(added) {
      for (const row of added) {
        rows.push(row);
        if (row.action !== 'allow') open.set(row.id, row);
        name(row);
        if (matches(row)) shown.push(row);
      }
      if (rows.length < MAX_ROWS + CHUNK) return 0;
      const over = rows.length - MAX_ROWS;
      for (const { id } of rows.slice(0, over)) open.delete(id);
      rows = rows.slice(over);
      dropped += over;
      forgetNames();
      for (const row of rows) name(row);
      const before = shown.length;
      shown = rows.filter(matches);
      return before - shown.length;
    },

    /** @param {readonly [id: string, fate: Fate][]} fates */
    become(fates) {
      for (const [id, fate] of fates) {
        const row = open.get(id);
        if (row) row.fate = fate;
      }
    },

    /** @param {(row: LogRow) => boolean} isWantedNow */
    show(isWantedNow) {
      matches = isWantedNow;
      shown = rows.filter(matches);
    },

    clear() {
      rows = [];
      shown = [];
      dropped = 0;
      open = new Map();
      forgetNames();
    },
  };

  /** @param {LogRow} row */
  function name({ site, company, type }) {
    names.sites.add(site);
    if (company !== undefined) names.companies.add(company);
    names.types.add(type);
  }

  function forgetNames() {
    for (const known of Object.values(names)) known.clear();
  }
}
