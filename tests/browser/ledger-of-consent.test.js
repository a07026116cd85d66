/**
 * The ledger of consent: what a person allowed is listed in the popup and on the dashboard, with since when, until when
 * and how often it was used, and ends at once when it is taken back there, as the servers see it.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browsers, openProtected, says } from './bystander.js';
import { personOver } from './choosing.js';
import { startInternet } from './internet/index.js';
import { fateFrom, fatesOn, HOMES, NEWS, SHOP, sites, USUAL } from './policy-page.js';

/** @import { Fates } from './policy-page.js' */

const site = 'news.example';
const META = { company: 'Meta' };
const LIKE = { network: 'facebook', name: 'Like button' };
const QUIET = NEWS.replace('read', 'quiet');
const DASHBOARD = 'dashboard/dashboard.html#permissions';
const TIME = '\\d{1,2}:\\d\\d(?:\\s[AP]M)?';

/** @type {Fates} */
const WITH = {
  like: 'known',
  company: 'known',
  pixel: 'never',
  nested: 'known',
  worker: 'known',
  other: 'known',
};
/** @type {Fates} */
const WITHOUT = { ...USUAL, like: 'stripped' };

for (const name of browsers) {
  describe(`the ledger of consent in ${name}`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;
    /** @type {import('puppeteer-core').Page} */
    let page;

    before(async () => {
      internet = await startInternet({ sites });
      browser = await openProtected(name, { internet, privateWindows: true });
      for (const home of HOMES) page = await browser.open(home);
      await page.goto(QUIET);
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('is empty at first, in words that help', async () => {
      const dashboard = await browser.extensionPage(DASHBOARD);
      await says(dashboard, 'Nothing is allowed at the moment\\.\\s+When you let a social button');
      await dashboard.close();
    });

    it('lists who may load, how, since and until when, and on how many pages it did', async () => {
      const until = Date.now() + 3_600_000;
      await permit(page, { grantee: LIKE, identity: 'with', until });
      const dashboard = await browser.extensionPage(DASHBOARD);
      const facts = `news\\.example\\s+Facebook · Like button\\s+with your account, until (tomorrow, )?${TIME}\\s+since ${TIME} · `;
      await says(dashboard, `${facts}not used yet`);
      await page.bringToFront();
      assert.deepEqual(await fatesOn(internet, page, NEWS, WITH), WITH);
      await says(dashboard, `${facts}used on 1 page · last: ${TIME}`);

      await browser.stopBackground();
      await page.bringToFront();
      assert.equal(
        await fateFrom(internet, page, 'company'),
        'known',
        'the page that was counted goes on loading',
      );
      assert.deepEqual(await fatesOn(internet, page, NEWS, WITH), WITH);
      await dashboard.bringToFront();
      await says(dashboard, `${facts}used on 2 pages`);
      await dashboard.close();
      const popup = await popupOf(page);
      await says(popup, `^news\\.example\\s+Meta saw you here: you allowed it until (tomorrow, )?${TIME}\\.`);
      await says(
        popup,
        `You allowed\\s+Facebook · Like button\\s+(Take back\\s+)?with your account, until (tomorrow, )?${TIME}\\s+since ${TIME} · used on 2 pages`,
      );
      await popup.close();
    });

    it('takes it back from the dashboard, at once and for good', async () => {
      assert.deepEqual(await fatesOn(internet, page, NEWS, WITH), WITH, 'the control');
      const dashboard = await browser.extensionPage(DASHBOARD);
      await press(dashboard, 'Take back: Facebook · Like button on news.example');
      await says(dashboard, 'Nothing is allowed at the moment');
      assert.equal(
        await dashboard.evaluate(() => document.activeElement?.id),
        'permissions-title',
        'the keyboard is where it was',
      );
      await dashboard.close();
      await page.bringToFront();
      const popup = await popupOf(page);
      await says(popup, '^(?![^]*You allowed)[^]*Reload the page to see the change');
      await popup.close();
      await page.bringToFront();
      assert.deepEqual(await fatesOn(internet, page, NEWS, USUAL), USUAL);
      const stored = await browser.inExtension(async () =>
        JSON.stringify(await chrome.storage.local.get(null)),
      );
      assert.doesNotMatch(stored, /news\.example/);
    });

    it('takes it back from the popup', async () => {
      await permit(page, { grantee: META, identity: 'without' });
      assert.deepEqual(await fatesOn(internet, page, NEWS, WITHOUT), WITHOUT, 'the control');
      const popup = await popupOf(page);
      await says(
        popup,
        'Meta loaded here without being told who you are: you allowed it until you take it back\\.',
      );
      await says(
        popup,
        'Meta, everything\\s+(Take back\\s+)?without telling who you are, until you take it back',
      );
      await press(popup, 'Take back: Meta, everything');
      await says(popup, '^(?![^]*You allowed)[^]*Reload the page to see the change');
      await popup.close();
      await page.bringToFront();
      assert.deepEqual(await fatesOn(internet, page, NEWS, USUAL), USUAL);
    });

    it('is one press away from the popup', async () => {
      const popup = await popupOf(page);
      await says(popup, 'All permissions');
      await popup.locator('footer a').click();
      await browser.inExtension(async (path) => {
        const find = async () => (await chrome.tabs.query({})).find(({ url }) => url?.endsWith(path));
        let tab = await find();
        while (!tab) tab = await find();
        await chrome.tabs.remove(Number(tab.id));
      }, DASHBOARD);
      await popup.close();
      await page.bringToFront();
    });

    it('lets go of what has ended while it is looked at', async () => {
      await permit(page, { grantee: LIKE, identity: 'without', until: Date.now() + 4_000 });
      const dashboard = await browser.extensionPage(DASHBOARD);
      await says(dashboard, 'Facebook · Like button');
      await says(dashboard, 'Nothing is allowed at the moment');
      await dashboard.close();
    });

    it('takes everything back, when asked twice', async () => {
      await permit(page, { grantee: LIKE, identity: 'without' });
      await permit(page, { grantee: META, identity: 'without' });
      await page.goto(SHOP.replace('read', 'quiet'));
      await permit(page, { on: 'shop.example', grantee: META, identity: 'without' });
      const dashboard = await browser.extensionPage(DASHBOARD);
      await says(dashboard, '3 permissions');
      await press(dashboard, 'Take back everything');
      await says(dashboard, 'Take back all 3 permissions\\?');
      await dashboard.keyboard.press('Escape');
      await says(dashboard, '^(?![^]*Take back all 3)');
      assert.equal(await dashboard.evaluate(() => document.activeElement?.id), 'everything');
      await press(dashboard, 'Take back all of news.example');
      await says(dashboard, '1 permission\\s[^]*shop\\.example');
      await press(dashboard, 'Take back everything');
      await press(dashboard, 'Yes, take back everything');
      await says(dashboard, 'Nothing is allowed at the moment');
      await dashboard.close();
      await page.bringToFront();
      assert.deepEqual(await fatesOn(internet, page, SHOP, USUAL), USUAL);
    });

    it('lists private windows apart, and forgets them with the last', async () => {
      await page.goto(QUIET);
      await permit(page, { grantee: META, identity: 'with' });
      // Before there is a private window, in which Firefox would open it.
      const dashboard = await browser.extensionPage(DASHBOARD);
      const secret = await browser.openPrivate(SHOP.replace('read', 'quiet'));
      await permit(secret, { on: 'shop.example', grantee: META, identity: 'without' });
      // The person is known from nowhere in there.
      assert.equal((await fatesOn(internet, secret, SHOP, WITHOUT)).like, 'stripped');
      await says(
        dashboard,
        'news\\.example[^]*In private windows; forgotten when the last one closes\\s+shop\\.example[^]*used on 1 page',
      );
      const onDisk = await browser.inExtension(async () =>
        JSON.stringify(await chrome.storage.local.get(null)),
      );
      assert.match(onDisk, /news\.example/, 'the control');
      assert.doesNotMatch(onDisk, /shop\.example/);
      await secret.close();
      await says(dashboard, '^(?![^]*shop\\.example)[^]*news\\.example');
      const left = await browser.inExtension(async () =>
        JSON.stringify([await chrome.storage.local.get(null), await chrome.storage.session.get(null)]),
      );
      assert.doesNotMatch(left, /\["?shop\.example/);
      await press(dashboard, 'Take back: Meta, everything on news.example');
      await dashboard.close();
    });

    /**
     * @param {import('puppeteer-core').Page} over
     * @param {{ on?: string, grantee: import('/core/bystander.js').Grantee, identity: 'with' | 'without', until?: number }} choice
     */
    async function permit(over, { on = site, ...choice }) {
      const person = await personOver(browser, over);
      const before = await person.permissions();
      await person.choose({ kind: 'permit', site: on, ...choice }, { permissions: before + 1 });
      await person.close();
      await over.bringToFront();
    }

    /** @param {import('puppeteer-core').Page} over */
    async function popupOf(over) {
      return browser.extensionPage(`popup/popup.html?tabId=${await browser.tabId(over)}`);
    }
  });
}

/**
 * @param {import('puppeteer-core').Page} page
 * @param {string} label of a button, as it is read aloud
 */
async function press(page, label) {
  await page.locator(`::-p-aria([name="${label}"][role="button"])`).click();
}
