/**
 * History for the pages of the extension: what happened on each day, read straight from the database. It changes nothing;
 * the background alone writes (background/history-recorder.js).
 */

import { openDatabase, readDays } from './history-store.js';

export { CELL } from './history-days.js';

/**
 * What happened on one day of the person's own calendar (YYYY-MM-DD). `pages[i]` are the pages of `sites[i]` loaded that
 * day: none where one was still open from the day before. `kinds[i]` is the business kind of `companies[i]`, '' where it
 * is unknown; a company that is not known goes by its site.
 *
 * `cells` has CELL numbers for each company on each site where it tried: the indexes of site and company, the pages on
 * which it tried, and its requests that the browser showed stopped, stripped, cleaned, got through, and allowed ones.
 * @typedef {{
 *   day: string, sites: string[], pages: number[], companies: string[], kinds: string[], cells: Uint32Array,
 * }} HistoryDay
 */

/** @typedef {{ days: (span?: { from?: string | undefined, to?: string | undefined }) => Promise<HistoryDay[]> }} History */

/**
 * Rejects where the browser does not open the database. In a private window of Firefox it is another one, always empty.
 * @returns {Promise<History>}
 */
export async function openHistory() {
  // Read here so that tests in Node can read this module, where there is no such file.
  const { openDB } = await import('/vendor/idb/index.js');
  let database = connect();
  return await database.then(() => ({
    days: async (span) => readDays(await database, span),
  }));

  function connect() {
    const opened = openDatabase(openDB, {
      onGone: () => {
        database = connect();
      },
    });
    return opened;
  }
}
