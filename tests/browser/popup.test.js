/**
 * The popup in both browsers: what it lists, and the one switch. The real popup of the toolbar button is used wherever
 * a browser lets it be driven; its look is photographed in looks.test.js.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browsers, openProtected, says } from './bystander.js';
import { DEMO_URL } from './demo/site.js';
import { startInternet } from './internet/index.js';

/** A tracker's site as the popup groups it, and a rule that must be named for it. */
/** @type {[site: string, rule: RegExp][]} */
const listed = [
  ['facebook.net', /fbevents|connect\.facebook\.net/],
  ['facebook.com', /facebook\.com\/plugins/],
  ['licdn.com', /licdn\.com/],
  ['doubleclick.net', /doubleclick\.net/],
  ['tiktok.com', /tiktok\.com/],
  ['bing.com', /bat\.bing\.com/],
];

const TRACKERS = [
  'connect.facebook.net',
  'snap.licdn.com',
  'ad.doubleclick.net',
  'analytics.tiktok.com',
  'bat.bing.com',
];

for (const name of browsers) {
  describe(`the popup in ${name}`, () => {
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

    it('says over the page, when its button is pressed, what was stopped', async () => {
      const popup = await browser.openPopup(page);
      await popup.waitFor(() => /Stopped \d+ requests to \d+ domains/.test(document.body.innerText));
      const text = await popup.text();
      assert.match(text, /^news\.example$/m);
      for (const [site] of listed) assert.ok(text.includes(site), `${site} is not in:\n${text}`);
      await popup.close();
    });

    it('names the rule, its list and its line behind every domain', async () => {
      const popup = await browser.extensionPage(`popup/popup.html?tabId=${await browser.tabId(page)}`);
      await says(popup, 'Stopped \\d+ requests');
      const groups = await popup.$$eval('details', (all) =>
        all.map((details) => ({
          site: details.querySelector('.site')?.textContent ?? '',
          rules: [...details.querySelectorAll('code')].map(({ textContent }) => textContent),
          sources: [...details.querySelectorAll('code + p')].map(({ textContent }) => textContent ?? ''),
        })),
      );
      for (const [site, rule] of listed) {
        const group = groups.find((one) => one.site === site);
        assert.ok(
          group?.rules.some((text) => rule.test(text ?? '')),
          `${site}: ${JSON.stringify(group)}`,
        );
      }
      for (const { site, sources } of groups) {
        for (const source of sources) assert.match(source, /^AdGuard .+, line \d+$/, site);
      }
      await popup.close();
    });

    it('excepts the site at a click, takes it back at the next, and means it', async () => {
      const popup = await browser.openPopup(page);
      await popup.waitFor(
        () => document.querySelector('[role=switch]')?.getAttribute('aria-checked') === 'true',
      );
      await popup.click('[role=switch]');
      await popup.waitFor(() => document.body.innerText.includes('Off on this site: nothing is stopped.'));
      await popup.waitFor(() => document.querySelector('.reload-row') !== null);
      await popup.close();

      internet.forget();
      await page.reload();
      await internet.done(DEMO_URL);
      for (const host of TRACKERS) {
        assert.ok(internet.requestsTo(host).length > 0, `${host} was not let through on the excepted site`);
      }

      const again = await browser.openPopup(page);
      await again.waitFor(
        () => document.querySelector('[role=switch]')?.getAttribute('aria-checked') === 'false',
      );
      await again.click('[role=switch]');
      await again.waitFor(
        () => document.querySelector('[role=switch]')?.getAttribute('aria-checked') === 'true',
      );
      await again.close();

      internet.forget();
      await page.reload();
      await internet.done(DEMO_URL);
      for (const host of TRACKERS)
        assert.deepEqual(
          internet.requestsTo(host).map(({ url }) => url),
          [],
        );
    });

    for (const [what, tabId] of [
      ['a tab that is no number', 'x'],
      ['a tab that is not there', '123456789'],
    ]) {
      it(`says of ${what} what it says of the browser’s own pages`, async () => {
        const popup = await browser.extensionPage(`popup/popup.html?tabId=${tabId}`);
        await says(popup, 'Bystander does not act here\\.');
        await popup.close();
      });
    }

    it('acts on requests of a page that is already open, without a reload', async () => {
      const ask = () =>
        page.evaluate(() =>
          fetch('https://bat.bing.com/action/0?ti=1', { mode: 'no-cors' }).then(
            () => 'answered',
            () => 'stopped',
          ),
        );
      assert.equal(await ask(), 'stopped');
      const popup = await browser.openPopup(page);
      await popup.waitFor(() => document.querySelector('[role=switch]') !== null);
      await popup.click('[role=switch]');
      await popup.waitFor(
        () => document.querySelector('[role=switch]')?.getAttribute('aria-checked') === 'false',
      );
      assert.equal(await ask(), 'answered');
      await popup.click('[role=switch]');
      await popup.waitFor(
        () => document.querySelector('[role=switch]')?.getAttribute('aria-checked') === 'true',
      );
      assert.equal(await ask(), 'stopped');
      await popup.close();
    });

    it('counts on while it is open, and leaves what it shows in its place', async () => {
      const popup = await browser.extensionPage(`popup/popup.html?tabId=${await browser.tabId(page)}`);
      await says(popup, 'Stopped \\d+ requests');
      const sitesShown = () =>
        popup.$$eval('section[data-kind="stopped"] .site', (all) =>
          all.map(({ textContent }) => textContent),
        );
      const before = await sitesShown();
      await page.evaluate(() =>
        fetch('https://www.google-analytics.com/g/collect?v=2', { mode: 'no-cors' }).catch(() => undefined),
      );
      await popup.waitForFunction(() => document.body.innerText.includes('google-analytics.com'));
      assert.deepEqual(await sitesShown(), [...before, 'google-analytics.com']);
      await popup.close();
    });

    it('works by keyboard alone', async () => {
      const popup = await browser.extensionPage(`popup/popup.html?tabId=${await browser.tabId(page)}`);
      await says(popup, 'Stopped \\d+ requests');
      await popup.keyboard.press('Tab');
      assert.equal(await popup.evaluate(() => document.activeElement?.getAttribute('role')), 'switch');
      await popup.keyboard.press(' ');
      await says(popup, 'Off on this site');
      await popup.keyboard.press(' ');
      await popup.waitForSelector('[role=switch][aria-checked=true]');
      await popup.waitForFunction(() => {
        document.querySelector('summary')?.focus();
        return document.activeElement?.tagName === 'SUMMARY';
      });
      await popup.keyboard.press('Enter');
      await popup.waitForSelector('details[open] code');
      await popup.close();
    });
  });
}
