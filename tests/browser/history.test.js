/**
 * History in both browsers: visits are kept with what the browser confirmed, nothing of private windows is, and neither
 * the death of the background nor a restart loses or doubles anything.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { awake, browsers, openProtected, stopped } from './bystander.js';
import { DEMO_URL } from './demo/site.js';
import { daysOf, historySays, onDisk } from './history-days.js';
import { html, startInternet, text } from './internet/index.js';

/** @import { LedgerTab } from '../../extension/background/ledger-tab.js' */

const BLOCKED = 'https://bat.bing.com/action/0?ti=1';
const page = html`<!doctype html><title>Page</title><link rel="icon" href="data:,">
  <script src="https://bat.bing.com/bat.js"></script>
  <script>addEventListener('load', () => navigator.sendBeacon('/done', location.href))</script>`;
const own = { '/*': page, '/done': text('text/plain', '') };
const sites = { 'secret.example': own, 'long.example': own, 'last.example': own };
/** One request was stopped, or two. */
const ONE = [1, 1, 0, 0, 0, 0];
const TWO = [1, 2, 0, 0, 0, 0];

for (const name of browsers) {
  describe(`history in ${name}`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;

    before(async () => {
      internet = await startInternet({ sites });
      browser = await openProtected(name, { internet, privateWindows: true });
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('keeps what the browser showed, as the ledger of the page has it', async () => {
      const visited = await browser.open(DEMO_URL);
      await internet.done(DEMO_URL);
      const tabId = await browser.tabId(visited);
      // Late answers still count: until both say the same.
      await historySays(browser, async ([day]) => {
        const inLedger = await stoppedIn(tabId);
        const kept = Object.entries(day?.cells ?? {}).map(([who, [, sum]]) => [who.split(' on ')[0], sum]);
        return inLedger.Meta && sameNumbers(inLedger, Object.fromEntries(kept));
      });
      const [day] = await daysOf(browser);
      assert.deepEqual(day?.pages, { 'news.example': 1 });
      assert.doesNotMatch(await onDisk(browser), /https?:|\?|\/tr/);
    });

    it('keeps nothing of a private window', async () => {
      const normal = await browser.open('https://last.example/');
      const secret = await browser.openPrivate('https://secret.example/read');
      await internet.seen(({ host, path }) => host === 'secret.example' && path === '/done');
      await stopped(browser);
      await secret.evaluate((url) => fetch(url, { mode: 'no-cors' }).catch(() => {}), BLOCKED);
      await normal.reload();
      await is('last.example', 2, [2, 2, 0, 0, 0, 0]);
      await secret.close();
      // What the closing of its window wakes is over before the next page is written.
      await normal.reload();
      await is('last.example', 3, [3, 3, 0, 0, 0, 0]);
      assert.doesNotMatch(await onDisk(browser), /secret/);
    });

    it('goes on with a page when the background was stopped', async () => {
      const long = await browser.open('https://long.example/');
      await is('long.example', 1, ONE);
      await stopped(browser);
      await long.evaluate((url) => fetch(url, { mode: 'no-cors' }).catch(() => {}), BLOCKED);
      await is('long.example', 1, TWO);
    });

    /**
     * @param {string} site
     * @param {number} pages
     * @param {number[]} sums of Microsoft there
     */
    async function is(site, pages, sums) {
      await historySays(
        browser,
        ([day]) => day?.pages[site] === pages && String(day.cells[`Microsoft on ${site}`]) === String(sums),
      );
    }

    /**
     * Requests that the ledger of a tab's page has as stopped, by company.
     * @param {number} tabId
     */
    async function stoppedIn(tabId) {
      const tab = /** @type {LedgerTab} */ (
        await browser.inExtension(
          async (key) => (await chrome.storage.session.get(key))[key],
          `page:${tabId}`,
        )
      );
      /** @type {Record<string, number>} */
      const sums = {};
      for (const { company, site, action, confirmed } of tab.pages.at(-1)?.entries ?? []) {
        const name = company ?? site;
        sums[name] = (sums[name] ?? 0) + (action === 'block' || action === 'replace' ? confirmed : 0);
      }
      return sums;
    }
  });

  describe(`history in ${name} after a restart`, () => {
    it('is what it was, and pages of before are over', async () => {
      const internet = await startInternet({ sites });
      const browser = await openProtected(name, { internet, permanent: true });
      try {
        await browser.open('https://long.example/');
        const before = await historySays(
          browser,
          (days) => days[0]?.cells['Microsoft on long.example'] && days,
        );
        await browser.relaunch();
        await awake(browser);
        await historySays(browser, (days) => JSON.stringify(days) === JSON.stringify(before));
        await browser.open('https://long.example/');
        await historySays(
          browser,
          ([day]) =>
            day?.pages['long.example'] === 2 &&
            String(day.cells['Microsoft on long.example']) === String([2, 2, 0, 0, 0, 0]),
        );
      } finally {
        await browser.close();
        await internet.close();
      }
    });
  });
}

/**
 * @param {Record<string, number>} one
 * @param {Record<string, number>} other
 */
function sameNumbers(one, other) {
  return (
    Object.keys(one).length === Object.keys(other).length &&
    Object.entries(one).every(([name, number]) => other[name] === number)
  );
}
