/**
 * The dashboard's section on sites: it adds a site that a person names or pastes, treats it as they choose, as pages see
 * it, and takes it back. axe-core finds nothing, and photographs are left in target/looks/.
 */

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { violationsIn } from './accessible.js';
import { browsers, openProtected, says } from './bystander.js';
import { startInternet } from './internet/index.js';
import { fatesOn, HOMES, NEWS, SHOP, sites, USUAL } from './policy-page.js';

/** @import { Fates } from './policy-page.js' */

const PHOTOGRAPHS = new URL('../../target/looks/', import.meta.url).pathname;
const THEMES = /** @type {const} */ ({ firefox: 'light', chromium: 'dark' });
const DASHBOARD = 'dashboard/dashboard.html#sites';

/** @type {Fates} */
const OFF = {
  like: 'known',
  company: 'known',
  pixel: 'known',
  nested: 'known',
  worker: 'known',
  other: 'known',
};

for (const name of browsers) {
  describe(`the dashboard’s sites in ${name}`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;
    /** @type {import('puppeteer-core').Page} */
    let page;
    /** @type {import('puppeteer-core').Page} */
    let dashboard;

    before(async () => {
      await mkdir(PHOTOGRAPHS, { recursive: true });
      internet = await startInternet({ sites });
      browser = await openProtected(name, { internet, theme: THEMES[name], privateWindows: true });
      for (const home of HOMES) page = await browser.open(home);
      await page.goto(NEWS.replace('read', 'quiet'));
      dashboard = await browser.extensionPage(DASHBOARD);
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('is empty at first, in words that help', async () => {
      await says(dashboard, 'All sites are treated alike at the moment\\.\\s+When you turn Bystander off');
      await looked('sites-empty', 1000);
    });

    it('says what is wrong with a name that is none', async () => {
      await add('facebook');
      await says(dashboard, '“facebook” is not the name of a site');
      await add('co.uk');
      await says(dashboard, '“co\\.uk” is not one site');
      assert.equal(
        await dashboard.$eval('#sites-named', (input) => input.getAttribute('aria-invalid')),
        'true',
      );
      await looked('sites-refused', 380);
    });

    it('adds the site of an address, which is off from then on', async () => {
      await page.bringToFront();
      assert.deepEqual(await fatesOn(internet, page, NEWS, USUAL), USUAL, 'the control');
      await dashboard.bringToFront();
      await add(NEWS);
      await says(
        dashboard,
        'news\\.example: Off from now on\\.[^]*1 site is treated[^]*until you take it back',
      );
      assert.equal(await dashboard.$eval('#sites-named', (input) => Object(input).value), '');
      await page.bringToFront();
      assert.deepEqual(await fatesOn(internet, page, NEWS, OFF), OFF);
    });

    it('treats it otherwise, and takes it back', async () => {
      await dashboard.bringToFront();
      await dashboard.select('#sites .row select', 'strict');
      await stored('strict on news.example, off on ');
      await press('Take back: news.example');
      await says(dashboard, 'All sites are treated alike');
      assert.equal(
        await dashboard.evaluate(() => document.activeElement?.id),
        'sites-title',
        'the keyboard is where it was',
      );
      await page.bringToFront();
      assert.deepEqual(await fatesOn(internet, page, NEWS, USUAL), USUAL);
    });

    it('sets the level of all sites', async () => {
      await dashboard.bringToFront();
      await dashboard.click('input[value=gentle]');
      await stored('gentle');
      await dashboard.click('input[value=standard]');
      await stored('standard');
    });

    it('lists private windows apart, finds one among many, and takes all back', async () => {
      for (let index = 1; index <= 11; index += 1) {
        await add(`site${index}.example`);
        await says(dashboard, `site${index}\\.example: Off from now on`);
      }
      const secret = await browser.openPrivate(SHOP.replace('read', 'quiet'));
      const popup = await browser.extensionPage(`popup/popup.html?tabId=${await browser.tabId(secret)}`);
      await popup.locator('[role=switch]').click();
      await says(popup, 'Off on this site');
      await popup.close();
      await dashboard.bringToFront();
      await says(dashboard, 'site9\\.example[^]*In private windows[^]*shop\\.example');
      await looked('sites', 1000);
      await looked('sites-narrow', 380);
      await dashboard.locator('#sites-search').fill('site1');
      await says(dashboard, '^(?![^]*site9)[^]*site1\\.example[^]*site11\\.example');
      await dashboard.locator('#sites-search').fill('');
      await press('Take back everything');
      await says(dashboard, 'Treat all 12 sites like all others again\\?');
      await press('Yes, take back everything');
      await says(dashboard, 'All sites are treated alike');
      await secret.close();
    });

    /** @param {string} named */
    async function add(named) {
      await dashboard.locator('#sites-named').fill(named);
      await dashboard.keyboard.press('Enter');
    }

    /** @param {string} label */
    async function press(label) {
      await dashboard.locator(`::-p-aria([name="${label}"][role="button"])`).click();
    }

    /** @param {string} wanted what the disk holds of the policy, in the end */
    async function stored(wanted) {
      await dashboard.waitForFunction(
        async (expected) => {
          const { policy } = await chrome.storage.local.get('policy');
          const { level, levels, exceptions } = /** @type {import('/core/bystander.js').Policy} */ (policy);
          const own = levels.map((one) => `${one.level} on ${one.site}`);
          const off = exceptions.map(({ site }) => site);
          return [level, `${own}, off on ${off}`].includes(expected);
        },
        {},
        wanted,
      );
    }

    /**
     * @param {string} state
     * @param {number} width
     */
    async function looked(state, width) {
      await dashboard.setViewport({ width, height: 1000 });
      await browser.screenshot(dashboard, `${PHOTOGRAPHS}${name}-${THEMES[name]}-${state}.png`);
      assert.deepEqual(await violationsIn(dashboard), []);
    }
  });
}
