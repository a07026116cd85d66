/**
 * How long pages take to load, with and without an extension, and how many of their requests reach the server.
 *
 * @import { Internet } from '../../browser/internet/index.js'
 * @import { Subject } from './subjects.js'
 */

import { PAGES } from './loading-page.js';

/**
 * `times`: milliseconds from the beginning of the navigation to the end of the page's load, a number a round; `seen`: by the server,
 * of `requests`.
 * @typedef {{
 *   browser: string, extension: string, version: string, page: string,
 *   requests: number, seen: number, times: number[],
 * }} LoadingResult
 */

/**
 * @param {{
 *   internet: Internet, subjects: readonly Subject[], rounds: number,
 *   tell: (what: string) => (done: number, all: number) => void,
 * }} needs
 * @returns {Promise<LoadingResult[]>}
 */
export async function measureLoading({ internet, subjects, rounds, tell }) {
  const all = [];
  for (const subject of subjects) {
    const tab = await subject.browser.open('about:blank');
    for (const page of PAGES) all.push({ subject, page, tab, seen: 0, times: /** @type {number[]} */ ([]) });
  }
  const said = tell('rounds of pages');
  for (let round = 0; round <= rounds; round++) {
    for (const measured of all) {
      const { tab, page, times } = measured;
      // Opens connections, which the server closes when they are idle: their making would be most of what is measured.
      await tab.goto(page.url);
      internet.forget();
      await tab.goto(page.url);
      const ms = await tab.evaluate(() => {
        const [navigation] = performance.getEntriesByType('navigation');
        return /** @type {PerformanceNavigationTiming} */ (navigation).loadEventStart;
      });
      measured.seen = internet.log.filter(({ path }) => path.startsWith('/assets/')).length;
      // The first ones make certificates.
      if (round > 0) times.push(ms);
    }
    said(round, rounds);
  }
  return all.map(({ subject, page, seen, times }) => ({
    browser: subject.name,
    extension: subject.extension,
    version: subject.version,
    page: page.title,
    requests: page.hosts.length,
    seen,
    times,
  }));
}
