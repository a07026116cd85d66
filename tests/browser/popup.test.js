/**
 * The popup in both browsers: what it lists, and the one switch. The real popup of the toolbar button is used wherever
 * a browser lets it be driven; its look is photographed in looks.test.js.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browsers, openProtected, says } from './bystander.js';
import { DEMO_URL } from './demo/site.js';
import { startInternet } from './internet/index.js';

/** A company, one of its domains that was asked, and what must be named as the reason. */
/** @type {[company: string, domain: string, reason: RegExp][]} */
const listed = [
  ['Meta', 'facebook.net', /^Meta Pixel, known to Bystander$/],
  ['Meta', 'facebook.com', /^Like button, held back until you let buttons and embeds load$/],
  ['Microsoft', 'licdn.com', /^LinkedIn Insight Tag, known to Bystander$/],
  ['Microsoft', 'bing.com', /, known to Bystander$/],
  ['Google', 'doubleclick.net', /, known to Bystander$|^AdGuard .+, line \d+$/],
  ['ByteDance', 'tiktok.com', /^TikTok Pixel, known to Bystander$/],
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
      for (const [company] of listed) assert.ok(text.includes(company), `${company} is not in:\n${text}`);
      await popup.close();
    });

    it('names behind every company its domains, and the reason for each', async () => {
      const popup = await browser.extensionPage(`popup/popup.html?tabId=${await browser.tabId(page)}`);
      await says(popup, 'Stopped \\d+ requests');
      await popup.$$eval('details.group > summary', (all) => {
        for (const summary of all) /** @type {HTMLElement} */ (summary).click();
      });
      await popup.waitForFunction(() =>
        [...document.querySelectorAll('details.group')].every((group) => group.querySelector('.detail')),
      );
      const rows = await popup.$$eval('details.group', (all) =>
        all.flatMap((group) =>
          [...group.querySelectorAll('.requests > li')].map((row) => ({
            company: group.querySelector('.name')?.firstChild?.textContent ?? '',
            domain: row.querySelector('.domain > span')?.textContent ?? '',
            reason: row.querySelector('p:not(.domain)')?.textContent ?? '',
          })),
        ),
      );
      for (const [company, domain, reason] of listed)
        assert.ok(
          rows.some((row) => row.company === company && row.domain === domain && reason.test(row.reason)),
          `${company}, ${domain}, ${reason}: ${JSON.stringify(rows)}`,
        );
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
      const companiesShown = () =>
        popup.$$eval('section[data-kind="companies"] .name', (all) =>
          all.map(({ firstChild }) => firstChild?.textContent),
        );
      const before = await companiesShown();
      await page.evaluate(() =>
        fetch('https://ct.pinterest.com/v3/?tid=1&event=init', { mode: 'no-cors' }).catch(() => undefined),
      );
      await popup.waitForFunction(() => document.body.innerText.includes('Pinterest'));
      assert.deepEqual(await companiesShown(), [...before, 'Pinterest']);
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
        /** @type {HTMLElement | null} */ (document.querySelector('details.group > summary'))?.focus();
        return document.activeElement?.tagName === 'SUMMARY';
      });
      await popup.keyboard.press('Enter');
      await popup.waitForSelector('details[open] .requests');
      await popup.close();
    });
  });
}
