/**
 * History twice. Chrome deletes a database whole when it finds its files damaged, as the death of the browser in the
 * middle of a write can leave them (https://crbug.com/146284; 1 of 70 kills that each met a write). A storage bucket has
 * files of its own, so one of the two is always whole: the one that comes back empty is filled from the other. Firefox
 * mends its files, and has no buckets.
 *
 * A copy that cannot be reached or written must never bring back what was deleted meanwhile, nor pass for whole. So the first
 * write without it gives it up with its bucket, and the next start fills another one; that the bucket is gone is all there is
 * to remember. Where the bucket cannot be deleted either, nothing is deleted from the database, and what is written goes on:
 * then the copy lacks something, and nobody knows until it is written anew.
 *
 * @import { openDB, wrap } from '/vendor/idb/index.js'
 * @import { HistoryDatabase, OpenPage } from '../shared/history-store.js'
 * @import { PackedDay } from '../shared/history-days.js'
 * @import { Buckets } from '../shared/storage-buckets.js'
 */

import { openDatabase, openIn } from '../shared/history-store.js';

export const BUCKET = 'history-copy';

/**
 * `copy` is nothing where the browser has no storage buckets, where it did not open, and once it is given up. `giveUpCopy`
 * resolves when there is none on the disk either; the copy is not written any more, even where it rejects.
 * @typedef {{ main: HistoryDatabase, copy: HistoryDatabase | undefined, giveUpCopy: () => Promise<void> }} Databases
 */

/** @typedef {{ pages: OpenPage[], days: PackedDay[] }} Contents */

/**
 * @param {{ openDB: typeof openDB, wrap: typeof wrap, buckets: Pick<Buckets, 'open' | 'delete'> | undefined }} browser
 * @param {() => void} onGone called when the browser closes the connection to the database itself
 * @returns {Promise<Databases>} both the same, but for what the browser's death in the middle of a write left to one alone
 */
export async function openTwice({ openDB, wrap, buckets }, onGone) {
  const [main, opened] = await Promise.all([
    openDatabase(openDB, { onGone }),
    buckets
      ?.open(BUCKET)
      .then((bucket) => openIn(wrap, bucket.indexedDB))
      // History goes on without it.
      .catch(() => undefined),
  ]);
  let isGivenUp = false;
  /** @type {Databases} */
  const databases = {
    main,
    copy: opened && (await madeTheSame(main, opened)),
    async giveUpCopy() {
      databases.copy?.close();
      databases.copy = undefined;
      // Every write asks for it.
      if (!isGivenUp) await buckets?.delete(BUCKET);
      isGivenUp = true;
    },
  };
  return databases;
}

/**
 * @param {HistoryDatabase} main
 * @param {HistoryDatabase} copy
 * @returns {Promise<HistoryDatabase | undefined>} the copy, unless it fails
 */
async function madeTheSame(main, copy) {
  const inMain = await isFilled(main);
  /** @type {Contents | undefined} */
  let lost;
  try {
    const inCopy = await isFilled(copy);
    if (inMain && !inCopy) await fill(copy, await contentsOf(main));
    if (inCopy && !inMain) lost = await contentsOf(copy);
  } catch {
    copy.close();
    return undefined;
  }
  if (lost) await fill(main, lost);
  return copy;
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
 * @param {HistoryDatabase} database
 * @returns {Promise<Contents>}
 */
async function contentsOf(database) {
  const read = database.transaction(['pages', 'days']);
  const [pages, days] = await Promise.all([
    read.objectStore('pages').getAll(),
    read.objectStore('days').getAll(),
  ]);
  return { pages, days };
}

/**
 * @param {HistoryDatabase} database which is empty
 * @param {Contents} contents
 */
async function fill(database, { pages, days }) {
  const transaction = database.transaction(['pages', 'days'], 'readwrite');
  await Promise.all([
    ...pages.map((page) => transaction.objectStore('pages').put(page)),
    ...days.map((day) => transaction.objectStore('days').put(day)),
    transaction.done,
  ]);
}
