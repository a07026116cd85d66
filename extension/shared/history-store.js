/**
 * The database of history: its stores, and how its days are read. `pages` has the pages that may still go on, by the id of
 * their document; `days` has what is over, one packed record a day. Only the background writes (background/history-*.js).
 *
 * @import { DBSchema, IDBPDatabase, openDB, wrap } from '/vendor/idb/index.js'
 * @import { DaySums, PackedDay, Sums } from './history-days.js'
 * @import { HistoryDay } from './history.js'
 */

import { addCell, addDay, addPages, dayFrom, emptyDay, unpack } from './history-days.js';

const NAME = 'history';
const VERSION = 1;

/** @typedef {{ company: string, kind: string, sums: Sums, earlier?: Sums }} OpenRow `earlier`: what of the sums is in the record of an earlier day already */

/**
 * A page that was open when this was written, and perhaps is. `pages` is 1 on the day it was loaded, 0 on those after. It
 * bears its site and never its address.
 * @typedef {{ document: string, day: string, site: string, pages: 0 | 1, rows: OpenRow[] }} OpenPage
 */

/**
 * @typedef {DBSchema & {
 *   pages: { key: string, value: OpenPage }, days: { key: string, value: PackedDay },
 * }} HistorySchema
 */
/** @typedef {IDBPDatabase<HistorySchema>} HistoryDatabase */

/**
 * @param {typeof openDB} open
 * @param {{ onGone?: () => void }} [needs] called when the browser closes the connection
 * @returns {Promise<HistoryDatabase>}
 */
export function openDatabase(open, { onGone } = {}) {
  return /** @type {typeof openDB<HistorySchema>} */ (open)(NAME, VERSION, {
    upgrade: createStores,
    blocking: (_current, _blocked, event) =>
      /** @type {IDBDatabase} it is asked to make way for a newer one */ (event.target).close(),
    ...(onGone && { terminated: onGone }),
  });
}

/**
 * The database as it lies in another factory, such as that of a storage bucket, which has files of its own.
 * @param {typeof wrap} wrapped
 * @param {Pick<IDBFactory, 'open'>} factory
 * @returns {Promise<HistoryDatabase>}
 */
export async function openIn(wrapped, factory) {
  const request = factory.open(NAME, VERSION);
  request.onupgradeneeded = () => createStores(request.result);
  return /** @type {Promise<HistoryDatabase>} */ (wrapped(request));
}

/** @param {Pick<IDBDatabase, 'createObjectStore'> | Pick<HistoryDatabase, 'createObjectStore'>} database of this version, empty */
function createStores(database) {
  database.createObjectStore('pages', { keyPath: 'document' });
  database.createObjectStore('days', { keyPath: 'day' });
}

/**
 * What happened on the days of a span, pages that are still open included.
 * @param {HistoryDatabase} database
 * @param {{ from?: string | undefined, to?: string | undefined }} [span] YYYY-MM-DD, both inclusive
 * @returns {Promise<HistoryDay[]>} the oldest first; days on which nothing happened are left out
 */
export async function readDays(database, { from = '', to = '\uffff' } = {}) {
  // In one transaction: a page is in one of the two, never in both.
  const transaction = database.transaction(['pages', 'days']);
  const [packed, pages] = await Promise.all([
    transaction.objectStore('days').getAll(IDBKeyRange.bound(from, to)),
    transaction.objectStore('pages').getAll(),
  ]);
  const days = new Map(packed.map((record) => [record.day, unpack(record)]));
  /** @type {Map<string, DaySums>} */
  const open = new Map();
  for (const page of pages)
    if (from <= page.day && page.day <= to) addOpenPage(sumsOf(open, days.get(page.day), page.day), page);
  for (const [day, sums] of open) days.set(day, dayFrom(sums));
  return [...days.values()].sort((one, other) => (one.day < other.day ? -1 : 1));
}

/**
 * Adds what a page did on its day and no day before.
 * @param {DaySums} to
 * @param {OpenPage} page
 */
export function addOpenPage(to, { site, pages, rows }) {
  if (pages > 0) addPages(to, site, pages);
  for (const { company, kind, sums, earlier } of rows)
    addCell(to, {
      site,
      company,
      kind,
      // What was confirmed may be revoked on a later day; that day cannot hold less than nothing.
      sums: sums.map((number, column) => Math.max(0, number - (earlier?.[column] ?? 0))),
    });
}

/**
 * The sums of a day, begun with its record.
 * @param {Map<string, DaySums>} all
 * @param {HistoryDay | undefined} record
 * @param {string} day
 */
export function sumsOf(all, record, day) {
  const known = all.get(day);
  if (known) return known;
  const sums = emptyDay(day);
  if (record) addDay(sums, record);
  all.set(day, sums);
  return sums;
}
