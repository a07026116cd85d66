/**
 * The newspaper under protection: no tracker's server hears of the visit, and the page itself misses nothing. The
 * control is control.test.js, which shows that every one of these requests does happen without Bystander.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browsers, openProtected, says } from './bystander.js';
import { DEMO_URL, ownParts } from './demo/site.js';
import { startInternet } from './internet/index.js';

/** Hosts whose server must hear nothing at all, and what would have gone there. */
/** @type {[host: string, what: string][]} */
const silent = [
  ['connect.facebook.net', 'Meta’s pixel library'],
  ['snap.licdn.com', 'LinkedIn’s tag'],
  ['px.ads.linkedin.com', 'LinkedIn’s pixel'],
  ['ad.doubleclick.net', 'DoubleClick’s frame'],
  ['googleads.g.doubleclick.net', 'DoubleClick’s pixel'],
  ['www.googletagmanager.com', 'Google’s tag'],
  ['www.google-analytics.com', 'Google Analytics'],
  ['analytics.tiktok.com', 'TikTok’s library and pixel'],
  ['bat.bing.com', 'Bing’s library and pixel'],
];

for (const name of browsers) {
  describe(`${name} with Bystander reads the newspaper`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;
    /** @type {import('puppeteer-core').Page} */
    let page;

    before(async () => {
      internet = await startInternet();
      browser = await openProtected(name, { internet });
      page = await browser.open(DEMO_URL);
      await internet.done(DEMO_URL);
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    for (const [host, what] of silent) {
      it(`sends nothing to ${host}: ${what}`, () => {
        assert.deepEqual(
          internet.requestsTo(host).map(({ method, url }) => `${method} ${url}`),
          [],
        );
      });
    }

    for (const [path, what] of [
      ['/tr', 'pixel'],
      ['/plugins/', 'Like button'],
    ]) {
      it(`sends no ${what} to www.facebook.com`, () => {
        assert.deepEqual(
          internet.requestsTo('www.facebook.com', path).map(({ url, body }) => url + body),
          [],
        );
      });
    }

    it('loads every part of the page itself', async () => {
      for (const { host, path } of ownParts) {
        assert.ok(internet.requestsTo(host, path).length > 0, `${host}${path} was not asked for`);
      }
      const status = await page.$eval('#status', ({ textContent }) => textContent);
      assert.equal(status, 'All 5 parts of this page arrived.');
    });

    it('counts on the badge what the popup says was stopped, all of it confirmed', async () => {
      const tabId = await browser.tabId(page);
      const popup = await browser.extensionPage(`popup/popup.html?tabId=${tabId}`);
      await says(popup, 'Stopped \\d+ requests to \\d+ domains\\.');
      const text = await popup.evaluate(() => document.body.innerText);
      assert.doesNotMatch(text, /not confirmed|got through/);
      const stopped = Number(/Stopped (\d+) requests/.exec(text)?.[1]);
      const badge = await browser.inExtension(
        (id) => globalThis.browser.action.getBadgeText({ tabId: id }),
        tabId,
      );
      assert.equal(Number(badge), stopped);
      const counts = await popup.$$eval('section[data-kind="companies"] .done', (all) =>
        all.flatMap((one) =>
          [...(one.textContent ?? '').matchAll(/(\d+) (?:blocked|held back)/g)].map(([, count]) =>
            Number(count),
          ),
        ),
      );
      assert.equal(
        counts.reduce((sum, count) => sum + count, 0),
        stopped,
      );
      await popup.close();
    });
  });
}
