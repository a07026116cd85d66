/**
 * What a company's row in the popup opens to, in both browsers: what its pixels would have told, the cookies withheld,
 * the sources; and the choice to load social buttons without cookies.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browsers, openProtected, says } from './bystander.js';
import { SHOP_URL, shop } from './demo/shop.js';
import { startInternet } from './internet/index.js';
import { login } from './internet/trackers/meta.js';

for (const name of browsers) {
  describe(`a company in the popup in ${name}`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;
    /** @type {import('puppeteer-core').Page} */
    let page;

    before(async () => {
      internet = await startInternet({ sites: shop });
      browser = await openProtected(name, { internet });
      await (await browser.open('https://www.facebook.com/')).close();
      page = await browser.open(SHOP_URL);
      await internet.done(SHOP_URL);
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('tells what each pixel would have learned, from the address, a form and JSON', async () => {
      const popup = await openedAt('Meta');
      const meta = await detail(popup);
      assert.equal(meta.headings[0], 'What they would have learned', JSON.stringify(meta));
      assert.match(meta.text, /Event: .*ViewContent/);
      assert.match(meta.text, /Event: .*Purchase/);
      const told = Object.fromEntries(meta.fields);
      assert.ok(Object.values(told).includes('Running shoes'), JSON.stringify(told));
      assert.ok(Object.values(told).includes(SHOP_URL), JSON.stringify(told));
      assert.match(meta.fields[0]?.[0] ?? '', /can identify you$/, 'what can identify comes first');
      assert.match(meta.text, /1 more value nobody has explained: mystery/);
      assert.doesNotMatch(meta.text, /0b14d501a594442a01c6859541bcb3e8164d183d32937b851835442f69d5c94e/);
      await popup.close();

      const other = await openedAt('ByteDance');
      const tiktok = await detail(other);
      assert.match(tiktok.text, /TikTok Pixel · 1 request/);
      assert.match(tiktok.text, /Event: Pageview/);
      assert.ok(
        tiktok.fields.some(([, value]) => value === 'https://search.example/'),
        JSON.stringify(tiktok.fields),
      );
      await other.close();
    });

    it('claims no cookie of blocked requests, and tells which the network uses only when asked', async () => {
      const popup = await openedAt('Meta');
      const { headings, text } = await detail(popup);
      assert.ok(!headings.includes('Cookies withheld'), text);
      assert.doesNotMatch(text, /c_user/);
      await popup.evaluate(() => {
        for (const summary of document.querySelectorAll('details.more > summary'))
          if (summary.textContent?.startsWith('Cookies that')) /** @type {HTMLElement} */ (summary).click();
      });
      await says(popup, 'does not look up which of them your browser holds');
      await says(popup, 'c_user');
      await popup.close();
    });

    it('links to sources and the policy without a referrer, in a new tab', async () => {
      const popup = await openedAt('Meta');
      const links = await popup.$$eval('.detail a', (all) =>
        all.map(({ href, target, rel }) => ({ href, target, rel })),
      );
      assert.ok(links.length > 1, JSON.stringify(links));
      for (const { href, target, rel } of links)
        assert.deepEqual([href.slice(0, 8), target, rel], ['https://', '_blank', 'noreferrer'], href);
      await popup.close();
    });

    it('loads social buttons without cookies when told so, and shows what was withheld', async () => {
      assert.deepEqual(like(), [], 'before');
      const popup = await openedAt('Meta');
      await popup.click('input[value=gentle]');
      await says(popup, 'Reload the page to see the change\\.');
      await popup.close();

      internet.forget();
      await page.reload();
      await internet.done(SHOP_URL);
      const [button] = like();
      assert.ok(button, 'the Like button did not load');
      assert.equal(button.headers.cookie, undefined);

      const again = await openedAt('Meta');
      await says(again, 'without cookies');
      const { headings, text, fields } = await detail(again);
      assert.ok(headings.includes('Cookies withheld'), text);
      for (const cookie of Object.keys(login)) assert.match(text, new RegExp(`^${cookie}`, 'm'));
      assert.match(text, /named in the 2018 ruling/);
      assert.match(text, /not sent, not stored/, 'datr and fr, which every answer sets again');
      for (const value of Object.values(login)) assert.ok(!text.includes(value), value);
      assert.ok(fields.length > 0);
      assert.doesNotMatch(await again.evaluate(() => document.body.innerText), /not confirmed|got through/);

      await again.click('input[value=standard]');
      await says(again, 'Reload the page to see the change\\.');
      await again.close();
      internet.forget();
      await page.reload();
      await internet.done(SHOP_URL);
      assert.deepEqual(like(), [], 'after');
    });

    /** Requests for the Like button. */
    function like() {
      return internet.requestsTo('www.facebook.com').filter(({ path }) => path.startsWith('/plugins/'));
    }

    /**
     * The popup of the page with one company's row open.
     * @param {string} company
     */
    async function openedAt(company) {
      const popup = await browser.extensionPage(`popup/popup.html?tabId=${await browser.tabId(page)}`);
      await says(popup, company);
      await popup.evaluate((wanted) => {
        for (const group of document.querySelectorAll('details.group'))
          if (group.querySelector('.name')?.firstChild?.textContent === wanted)
            group.querySelector('summary')?.click();
      }, company);
      await popup.waitForSelector('details.group[open] .detail');
      return popup;
    }

    /** @param {import('puppeteer-core').Page} popup */
    async function detail(popup) {
      return popup.$eval('details.group[open] .detail', (shown) => ({
        text: /** @type {HTMLElement} */ (shown).innerText,
        headings: [...shown.querySelectorAll('h3')].map(({ textContent }) => textContent ?? ''),
        fields: [...shown.querySelectorAll('dl > div')].map((field) => [
          field.querySelector('dt')?.textContent ?? '',
          field.querySelector('dd')?.textContent ?? '',
        ]),
      }));
    }
  });
}
