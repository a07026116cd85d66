/**
 * History twice. Chrome deletes a database whole when it finds its files damaged, as the death of the browser in the
 * middle of a write can leave them (https://crbug.com/146284; 1 of 70 kills that each met a write). A storage bucket has
 * files of its own, so one of the two is always whole: the one that comes back empty is filled from the other. Firefox
 * mends its files, and has no buckets.
 *
 * @import { openDB, wrap } from '/vendor/idb/index.js'
 * @import { HistoryDatabase } from '../shared/history-store.js'
 * @import { Buckets } from '../shared/storage-buckets.js'
 */

import { openDatabase, openIn } from '../shared/history-store.js';

export const BUCKET = 'history-copy';

/** `copy` is nothing where the browser has no storage buckets. @typedef {{ main: HistoryDatabase, copy: HistoryDatabase | undefined }} Databases */

/**
 * @param {{ openDB: typeof openDB, wrap: typeof wrap, buckets: Pick<Buckets, 'open'> | undefined }} browser
 * @param {() => void} onGone called when the browser closes the connection
 * @returns {Promise<Databases>} both the same, but for what the browser's death in the middle of a write left to one alone
 */
export async function openTwice({ openDB, wrap, buckets }, onGone) {
  const [main, copy] = await Promise.all([
    openDatabase(openDB, { onGone }),
    buckets
      ?.open(BUCKET)
      .then((bucket) => openIn(wrap, bucket.indexedDB))
      // History goes on without it.
      .catch(() => undefined),
  ]);
  if (!copy) return { main, copy };
  const [inMain, inCopy] = await Promise.all([isFilled(main), isFilled(copy)]);
  if (inMain && !inCopy) await fill(copy, main);
  if (inCopy && !inMain) await fill(main, copy);
  return { main, copy };
}

/** @param {HistoryDatabase} database */
async function isFilled(database) {
  const transaction = database.transaction(['pages', 'days']);
  const counts = await Promise.all([
    transaction.objectStore('pages').count(),
    transaction.objectStore('days').count(),
  ]);
  return counts.some((count) => count > 0);
}

/**
 * @param {HistoryDatabase} to which is empty
 * @param {HistoryDatabase} from
 */
async function fill(to, from) {
  const read = from.transaction(['pages', 'days']);
  const [pages, days] = await Promise.all([
    read.objectStore('pages').getAll(),
    read.objectStore('days').getAll(),
  ]);
  const transaction = to.transaction(['pages', 'days'], 'readwrite');
  await Promise.all([
    ...pages.map((page) => transaction.objectStore('pages').put(page)),
    ...days.map((day) => transaction.objectStore('days').put(day)),
    transaction.done,
  ]);
}
