/**
 * Everything that is written to history, each in one transaction: whatever moment the browser dies at, a page is counted
 * once or, for its last second, not at all. Where there is a copy of the database, the same is written to that after it,
 * and history goes on without a copy that fails or did not open. What is deleted is deleted from the copy first, or with the
 * whole copy where that fails: what is gone from the database, and is said to be deleted, is gone from both. It knows no
 * ledger and no clock.
 *
 * @import { IDBPObjectStore } from '/vendor/idb/index.js'
 * @import { HistoryDay } from '../shared/history.js'
 * @import { DaySums } from '../shared/history-days.js'
 * @import { HistoryDatabase, HistorySchema, OpenPage } from '../shared/history-store.js'
 * @import { Deletion, Span } from '../shared/history-protocol.js'
 * @import { Databases } from './history-copy.js'
 * @import { Snapshot } from './history-pages.js'
 */

import { addDay, dayFrom, emptyDay, larger, pack, unpack } from '../shared/history-days.js';
import { addOpenPage, sumsOf } from '../shared/history-store.js';
import { continued } from './history-pages.js';

/**
 * @template {'pages' | 'days'} Name
 * @typedef {IDBPObjectStore<HistorySchema, ('pages' | 'days')[], Name, 'readwrite'>} Store
 */
/** @typedef {{ pages: Store<'pages'>, days: Store<'days'> }} Stores */

/**
 * Writes what pages did so far, and adds those that are over to their days.
 * @param {Databases} databases
 * @param {{ snapshots: readonly Snapshot[], gone: readonly string[], today: string }} what `gone`: documents
 */
export function write(databases, { snapshots, gone, today }) {
  return inBoth(databases, async ({ pages, days }) => {
    /** @type {OpenPage[]} */
    const over = [];
    for (const snapshot of snapshots) {
      const { document, site, rows } = snapshot;
      const known = await pages.get(document);
      if (known && known.day !== today) over.push(known);
      await pages.put(
        known ? continued(known, snapshot, today) : { document, site, day: today, pages: 1, rows },
      );
    }
    for (const document of gone) {
      const page = await pages.get(document);
      if (!page) continue;
      over.push(page);
      await pages.delete(document);
    }
    await fold(days, over);
  });
}

/**
 * Rejects where it is not gone from the disk.
 * @param {Databases} databases
 * @param {string} first day that is kept
 */
export function deleteBefore(databases, first) {
  return fromBoth(databases, async ({ pages, days }) => {
    await days.delete(IDBKeyRange.upperBound(first, true));
    for (const page of await pages.getAll()) if (page.day < first) await pages.delete(page.document);
  });
}

/**
 * @param {Databases} databases
 * @param {Deletion} what
 * @returns {Promise<number>} on how many days there was something of it; rejects where it is not gone from the disk
 */
export function deleteFrom(databases, what) {
  return fromBoth(databases, async ({ pages, days }) => {
    /** @type {Set<string>} */
    const touched = new Set();
    for (const page of await pages.getAll()) {
      const rest = pageWithout(page, what);
      if (rest === page) continue;
      touched.add(page.day);
      await (rest ? pages.put(rest) : pages.delete(page.document));
    }
    for (const day of await days.getAllKeys()) {
      const record = await days.get(day);
      if (!record) continue;
      const rest = dayWithout(unpack(record), what);
      if (!rest) continue;
      touched.add(day);
      await (rest.sites.length > 0 ? days.put(pack(rest)) : days.delete(day));
    }
    return touched.size;
  });
}

/**
 * Puts days beside those there are: where both have a number, the larger one counts, so that nothing counts twice.
 * @param {Databases} databases
 * @param {readonly HistoryDay[]} added
 */
export function mergeDays(databases, added) {
  return inBoth(databases, async ({ pages, days }) => {
    // Open pages may be in what is added: from here on, only what they do next comes on top.
    const open = await pages.getAll();
    await fold(days, open);
    for (const page of open) {
      const rows = page.rows.map((row) => ({ ...row, earlier: row.sums }));
      await pages.put({ ...page, pages: 0, rows });
    }
    for (const day of added) {
      const sums = emptyDay(day.day);
      const known = await days.get(day.day);
      if (known) addDay(sums, unpack(known));
      addDay(sums, day, larger);
      await days.put(pack(dayFrom(sums)));
    }
  });
}

/**
 * @template T
 * @param {Databases} databases
 * @param {(stores: Stores) => Promise<T>} body as in `inOne`, for each of them
 * @returns {Promise<T>} what it gave for the database itself
 */
async function inBoth(databases, body) {
  // What the copy alone had would count twice there when it is tried again.
  const result = await inOne(databases.main, body);
  // What stays on the disk where this rejects lacks something, and has nothing that was deleted.
  await inCopy(databases, body).catch(() => {});
  return result;
}

/**
 * Deletes, so nothing may be left on the disk by which it could come back.
 * @template T
 * @param {Databases} databases
 * @param {(stores: Stores) => Promise<T>} body as in `inOne`, for each of them
 * @returns {Promise<T>} what it gave for the database itself
 */
async function fromBoth(databases, body) {
  await inCopy(databases, body);
  return inOne(databases.main, body);
}

/**
 * Resolves when it is written in the copy, or when there is none on the disk: one that lacks it would pass for whole.
 * @template T
 * @param {Databases} databases
 * @param {(stores: Stores) => Promise<T>} body as in `inOne`
 */
async function inCopy(databases, body) {
  const { copy } = databases;
  const isWritten =
    copy &&
    (await inOne(copy, body).then(
      () => true,
      () => false,
    ));
  if (!isWritten) await databases.giveUpCopy();
}

/**
 * @template T
 * @param {HistoryDatabase} database
 * @param {(stores: Stores) => Promise<T>} body awaits nothing but the database
 * @returns {Promise<T>} resolves when all of it is written, and rejects when none is
 */
async function inOne(database, body) {
  const transaction = database.transaction(['pages', 'days'], 'readwrite');
  // Whoever waits for the body hears of a failure there.
  transaction.done.catch(() => {});
  try {
    const result = await body({
      pages: transaction.objectStore('pages'),
      days: transaction.objectStore('days'),
    });
    await transaction.done;
    return result;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // The browser has done so.
    }
    throw transaction.error ?? error;
  }
}

/**
 * Adds what pages did to their days.
 * @param {Stores['days']} days
 * @param {readonly OpenPage[]} pages
 */
async function fold(days, pages) {
  /** @type {Map<string, DaySums>} */
  const all = new Map();
  for (const page of pages) {
    const known = all.has(page.day) ? undefined : await days.get(page.day);
    addOpenPage(sumsOf(all, known && unpack(known), page.day), page);
  }
  for (const sums of all.values()) if (sums.sites.size > 0) await days.put(pack(dayFrom(sums)));
}

/**
 * @param {OpenPage} page
 * @param {Deletion} what
 * @returns {OpenPage | undefined} the very same where it has nothing of that; nothing where it has nothing else
 */
function pageWithout(page, what) {
  if ('site' in what) return page.site === what.site ? undefined : page;
  if ('company' in what) {
    const rows = page.rows.filter(({ company }) => company !== what.company);
    return rows.length === page.rows.length ? page : { ...page, rows };
  }
  return isWithin(page.day, what) ? undefined : page;
}

/**
 * @param {HistoryDay} day
 * @param {Deletion} what
 * @returns {HistoryDay | undefined} nothing where it had nothing of that
 */
function dayWithout(day, what) {
  const isIn = 'site' in what ? day.sites.includes(what.site) : 'company' in what;
  if (!('site' in what || 'company' in what))
    return isWithin(day.day, what) ? dayFrom(emptyDay(day.day)) : undefined;
  if (!isIn || ('company' in what && !day.companies.includes(what.company))) return undefined;
  const sums = emptyDay(day.day);
  addDay(sums, day);
  if ('site' in what) {
    sums.sites.delete(what.site);
    sums.cells.delete(what.site);
  } else for (const cells of sums.cells.values()) cells.delete(what.company);
  return dayFrom(sums);
}

/**
 * @param {string} day
 * @param {Span} span
 */
export function isWithin(day, { from = '', to = '\uffff' }) {
  return from <= day && day <= to;
}
