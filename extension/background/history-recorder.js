/**
 * Writes history: what the pages of normal windows did, taken from the ledger within a second of every change. Each page's
 * record is written anew as a whole, so that it does not matter how often; when the page is over it is added to its day.
 * Nothing but the last second is lost when the background or the browser dies. The database's transactions are
 * history-writes.js's.
 *
 * @import { HistoryDay } from '../shared/history.js'
 * @import { Deletion, Kept } from '../shared/history-protocol.js'
 * @import { Databases } from './history-copy.js'
 * @import { Keep } from './history-keep.js'
 * @import { Ledger } from './ledger.js'
 * @import { LedgerPage } from './ledger-page.js'
 */

import { dayOf } from '../shared/history-days.js';
import { nameOf, snapshotOf, UNRECORDED, unrecorded } from './history-pages.js';
import { deleteBefore, deleteFrom, isWithin, mergeDays, write } from './history-writes.js';

/** From one write to the next. */
export const PACE_MS = 1000;
/** Pages that are over wait until there are so many: each time the whole day is written. */
export const FOLD_AT = 32;
/** Pages that wait for a disk that does not take them. */
const MAX_PENDING = 500;

/** @typedef {ReturnType<typeof createHistoryRecorder>} HistoryRecorder */

/**
 * @param {{
 *   open: (onGone: () => void) => Promise<Databases>,
 *   ledger: Pick<Ledger, 'tabIds' | 'pages' | 'markPage' | 'settled'>,
 *   ready: Promise<{ siteOf: (url: string) => string | undefined }>,
 *   isNormal: (tabId: number) => boolean,
 *   keep: Pick<Keep, 'current' | 'set'>,
 *   now: () => number,
 *   later: (task: () => void, ms: number) => void,
 *   onProblem: (error: unknown) => void,
 * }} needs `ready` resolves when the ledger and `keep` are read and it is known which tabs are private
 */
export function createHistoryRecorder({ open, ledger, ready, isNormal, keep, now, later, onProblem }) {
  /** Pages that changed since the last write, by document: they stay what they are when their tab is closed. @type {Map<string, Readonly<LedgerPage>>} */
  const pending = new Map();
  /** Documents that the database has a record of. @type {Set<string>} */
  const stored = new Set();
  /** @type {Promise<Databases> | undefined} */
  let database;
  /** @type {string | undefined} the day of the last write */
  let lastDay;
  let isPaced = false;
  /** @type {Promise<unknown>} one step after the other: a deletion must not meet a write underway */
  let steps = ready;

  // Pages of which the ledger knows nothing any more are over: the browser was ended, or died.
  void step(catchUp).catch(onProblem);

  return {
    /**
     * Something happened on a page of a tab.
     * @param {number} tabId
     */
    changed(tabId) {
      if (!take(tabId) || isPaced) return;
      isPaced = true;
      void writeAtPace();
    },

    /**
     * Keeps history for so many days from now on, and deletes what is older.
     * @param {Kept} days
     */
    keep: (days) =>
      step(async () => {
        const before = keep.current();
        await keep.set(days);
        if (days === 0) await remove({});
        else if (before === 0) await mark(() => UNRECORDED);
        await forgetOld();
      }),

    /**
     * Deletes for good; of pages that are open, nothing of it is written again.
     * @param {Deletion} what
     * @returns {Promise<number>} on how many days there was something of it
     */
    delete: (what) => step(() => remove(what)),

    /**
     * Puts days beside those there are; too old ones are left out.
     * @param {readonly HistoryDay[]} days
     */
    merge: (days) =>
      step(async () => {
        await flush();
        const first = firstKept();
        if (first !== undefined)
          await mergeDays(
            await connected(),
            days.filter(({ day }) => day >= first),
          );
      }),

    /** Resolves when everything that happened so far is written. */
    settled: () => step(flush),
  };

  /**
   * @param {number} tabId
   * @returns {boolean} whether there is something to write
   */
  function take(tabId) {
    // What is not known to be normal may be private.
    if (!isNormal(tabId)) return false;
    for (const page of ledger.pages(tabId)) if (page.since !== undefined) pending.set(page.document, page);
    for (const [document] of pending) if (pending.size > MAX_PENDING) pending.delete(document);
    return pending.size > 0;
  }

  async function writeAtPace() {
    try {
      await step(flush);
    } catch (error) {
      onProblem(error);
    }
    later(() => {
      isPaced = pending.size > 0;
      if (isPaced) void writeAtPace();
    }, PACE_MS);
  }

  async function catchUp() {
    if (keep.current() === 0) return;
    for (const document of await (await connected()).main.getAllKeys('pages')) stored.add(document);
    for (const tabId of ledger.tabIds()) take(tabId);
    await flush();
  }

  async function flush() {
    const today = dayOf(now());
    if (keep.current() === 0) {
      pending.clear();
      return;
    }
    const { siteOf } = await ready;
    const batch = [...pending];
    pending.clear();
    const snapshots = batch.flatMap(([, page]) => snapshotOf(page, siteOf) ?? []);
    const isNewDay = lastDay !== today;
    const over = overPages();
    const gone = isNewDay || over.length >= FOLD_AT ? over : [];
    try {
      if (snapshots.length > 0 || gone.length > 0) {
        await write(await connected(), { snapshots, gone, today });
        for (const { document } of snapshots) stored.add(document);
        for (const document of gone) stored.delete(document);
        onProblem(undefined);
      }
      lastDay = today;
      if (isNewDay) await forgetOld();
    } catch (error) {
      for (const [document, page] of batch) if (!pending.has(document)) pending.set(document, page);
      throw error;
    }
  }

  /** Documents with a record whose page the ledger does not have any more. */
  function overPages() {
    const open = new Set(
      ledger.tabIds().flatMap((tabId) => ledger.pages(tabId).map(({ document }) => document)),
    );
    return [...stored].filter((document) => !open.has(document));
  }

  async function forgetOld() {
    const first = firstKept();
    if (first !== undefined) await deleteBefore(await connected(), first);
  }

  /** The first day that is kept; nothing where none is. */
  function firstKept() {
    const days = keep.current();
    return days === 0 ? undefined : dayOf(now(), days - 1);
  }

  /** @param {Deletion} what */
  async function remove(what) {
    await flush();
    const reached = await connected();
    const days = new Map((await reached.main.getAll('pages')).map(({ document, day }) => [document, day]));
    const { siteOf } = await ready;
    await mark((page) => {
      if ('site' in what) return siteOf(page.url) === what.site ? UNRECORDED : undefined;
      if ('company' in what)
        return page.entries.some((entry) => nameOf(entry) === what.company)
          ? unrecorded(what.company)
          : undefined;
      return isWithin(days.get(page.document) ?? dayOf(now()), what) ? UNRECORDED : undefined;
    });
    return deleteFrom(reached, what);
  }

  /**
   * Marks pages that are open, for as long as they are: resolves when that would survive the background.
   * @param {(page: Readonly<LedgerPage>) => string | undefined} markOf
   */
  async function mark(markOf) {
    for (const tabId of ledger.tabIds()) {
      if (!isNormal(tabId)) continue;
      for (const page of ledger.pages(tabId)) {
        const name = markOf(page);
        if (name !== undefined) ledger.markPage(tabId, page.document, name);
      }
    }
    await ledger.settled();
  }

  /** @returns {Promise<Databases>} */
  function connected() {
    database ??= open(() => {
      database = undefined;
    }).catch((error) => {
      database = undefined;
      throw error;
    });
    return database;
  }

  /**
   * @template T
   * @param {() => Promise<T>} run
   * @returns {Promise<T>}
   */
  function step(run) {
    const done = steps.then(run);
    steps = done.catch(() => {});
    return done;
  }
}
