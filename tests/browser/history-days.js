/**
 * History as the extension's pages read it, and as it lies on the disk.
 *
 * @import { TestBrowser } from './drivers/index.js'
 */

import { PATIENCE_MS } from './waiting.js';

/** @typedef {{ day: string, pages: Record<string, number>, cells: Record<string, number[]> }} ReadDay pages by site; sums by "company on site" */

/**
 * @param {TestBrowser} browser
 * @returns {Promise<ReadDay[]>}
 */
export function daysOf(browser) {
  return browser.inExtension(async () => {
    const module = '/shared/history.js';
    /** @type {typeof import('../../extension/shared/history.js')} */
    const { openHistory, CELL } = await import(module);
    const history = await openHistory();
    return (await history.days()).map(({ day, sites, pages, companies, cells }) => ({
      day,
      pages: Object.fromEntries(sites.map((site, index) => [site, Number(pages[index])])),
      cells: Object.fromEntries(
        Array.from({ length: cells.length / CELL }, (_, index) => {
          const [site = -1, company = -1, ...sums] = cells.subarray(index * CELL, (index + 1) * CELL);
          return [`${companies[company]} on ${sites[site]}`, sums];
        }),
      ),
    }));
  });
}

/**
 * Waits until history says something.
 * @template T
 * @param {TestBrowser} browser
 * @param {(days: ReadDay[]) => T | undefined | Promise<T | undefined>} find what is not true is not found
 * @returns {Promise<T>}
 */
export async function historySays(browser, find) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const days = await daysOf(browser);
    const found = await find(days);
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`History never said it. It says ${JSON.stringify(days)}`);
  }
}

/**
 * All that lies in the database, as text.
 * @param {TestBrowser} browser
 * @returns {Promise<string>}
 */
export function onDisk(browser) {
  return browser.inExtension(async () => {
    const library = '/vendor/idb/index.js';
    /** @type {typeof import('idb')} */
    const { openDB } = await import(library);
    const database = await openDB('history');
    const all = await Promise.all([...database.objectStoreNames].map((name) => database.getAll(name)));
    database.close();
    return JSON.stringify(all);
  });
}
