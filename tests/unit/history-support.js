/**
 * A recorder of history over a real ledger, a database in memory and a clock that stands still.
 *
 * @import { Buckets } from '../../extension/shared/storage-buckets.js'
 * @import { HistoryDay } from '../../extension/shared/history.js'
 * @import { Kept } from '../../extension/shared/history-protocol.js'
 * @import { Happening, Outcome } from '../../extension/background/ledger-page.js'
 */

import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB, wrap } from 'idb';
import { openTwice } from '../../extension/background/history-copy.js';
import { createKeep } from '../../extension/background/history-keep.js';
import { createHistoryRecorder } from '../../extension/background/history-recorder.js';
import { createLedger } from '../../extension/background/ledger.js';
import { CELL } from '../../extension/shared/history-days.js';
import { openDatabase, readDays } from '../../extension/shared/history-store.js';
import { commit, place } from './ledger-support.js';
import { createArea, noProblem } from './support.js';

export const NOON = new Date(2026, 10, 26, 12).getTime();
export const TODAY = '2026-11-26';
export const TOMORROW = '2026-11-27';
export const DAY_MS = 86_400_000;

/**
 * @param {{
 *   session?: ReturnType<typeof createArea>, local?: ReturnType<typeof createArea>, kept?: Kept,
 *   clock?: { time: number }, isNormal?: (tabId: number) => boolean, onProblem?: (error: unknown) => void,
 *   open?: typeof openTwice, buckets?: Pick<Buckets, 'open' | 'delete'> | undefined,
 * }} [differences] `session` and `local` of a life of the background before
 */
export async function start({
  session = createArea(),
  local,
  kept = 30,
  clock = { time: NOON },
  isNormal = () => true,
  onProblem = (error) => error !== undefined && noProblem(error),
  open = openTwice,
  buckets,
} = {}) {
  const area = local ?? createArea({ 'history-keep': kept });
  const ledger = createLedger({
    area: session,
    onChange: (tabId) => recorder.changed(tabId),
    onProblem: noProblem,
  });
  const keep = createKeep({ local: area, onProblem });
  /** @type {(() => void)[]} */
  const timers = [];
  const recorder = createHistoryRecorder({
    open: (onGone) => open({ openDB, wrap, buckets }, onGone),
    ledger,
    ready: Promise.all([ledger.ready, keep.ready]).then(() => ({ siteOf: (url) => new URL(url).hostname })),
    isNormal,
    keep,
    now: () => clock.time,
    later: (task) => void timers.push(task),
    onProblem,
  });
  await ledger.ready;
  return {
    ledger,
    recorder,
    keep,
    clock,
    session,
    local: area,
    timers,
    /**
     * A page comes into a tab.
     * @param {string} document
     * @param {Partial<import('../../extension/background/ledger-tab.js').Commit>} [differences]
     */
    visit(document, { tabId = 1, url = 'https://news.example/', ...rest } = {}) {
      ledger.commit(commit({ documentId: document, tabId, url, ...rest }));
    },
    /**
     * A request of it is decided, and so it happens.
     * @param {string} document
     * @param {Differences} [what]
     * @param {Outcome} [outcome]
     */
    request(document, what = {}, outcome = 'confirmed', tabId = 1) {
      const where = place({ tabId, documentId: document });
      const happening = made(what);
      ledger.note(where, happening, 'predicted');
      if (outcome !== 'predicted') ledger.note(where, happening, outcome);
    },
    /** @returns {Promise<Told[]>} */
    async days() {
      await recorder.settled();
      return stored();
    },
    /** The background dies with what it has not written, and comes back; so does the browser, without the session. */
    async next(
      { session: left, at = clock.time } = /** @type {{ session?: typeof session, at?: number }} */ ({}),
    ) {
      await ledger.settled();
      return start({
        session: left ?? createArea(session.stored),
        local: createArea(area.stored),
        clock: { time: at },
        isNormal,
        onProblem,
        buckets,
      });
    },
  };
}

/** Nothing of the tests before. */
export function forget() {
  Reflect.set(globalThis, 'indexedDB', new IDBFactory());
}

/** What the pages of the extension read. */
export async function stored() {
  const database = await openDatabase(openDB);
  try {
    return (await readDays(database)).map(told);
  } finally {
    database.close();
  }
}

/** Everything that the database has, as text. */
export async function everything() {
  const database = await openDatabase(openDB);
  try {
    return JSON.stringify([await database.getAll('pages'), await database.getAll('days')]);
  } finally {
    database.close();
  }
}

/** @typedef {{ day: string, sites: Record<string, number>, cells: Record<string, number[]> }} Told */

/**
 * A day as a test wants to read it: pages by site, the sums by site and company.
 * @param {HistoryDay} day
 * @returns {Told}
 */
export function told({ day, sites, pages, companies, cells }) {
  /** @type {Record<string, number[]>} */
  const sums = {};
  for (let at = 0; at < cells.length; at += CELL) {
    const [site = -1, company = -1, ...numbers] = cells.subarray(at, at + CELL);
    sums[`${companies[company]} on ${sites[site]}`] = numbers;
  }
  return {
    day,
    sites: Object.fromEntries(sites.map((site, index) => [site, Number(pages[index])])),
    cells: sums,
  };
}

/** @typedef {{ [Key in keyof Happening]?: Happening[Key] | undefined }} Differences */

/**
 * A request to Meta that is blocked, unless said otherwise.
 * @param {Differences} [what]
 * @returns {Happening}
 */
export function made(what = {}) {
  return /** @type {Happening} */ ({
    site: 'facebook.com',
    company: 'Meta',
    kind: 'social',
    action: 'block',
    reason: { kind: 'none' },
    type: 'script',
    url: 'https://facebook.com/x',
    ...what,
  });
}
