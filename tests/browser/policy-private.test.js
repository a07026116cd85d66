/**
 * What is chosen in a private window: it holds in private windows, in no other, leaves nothing on the disk, and is
 * forgotten with the last of them.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browsers, openProtected } from './bystander.js';
import { choose, noRulesLeft } from './choosing.js';
import { startInternet } from './internet/index.js';
import { byReferrer, fatesOn, HOMES, NEWS, sites, USUAL } from './policy-page.js';

/** @import { Fates } from './policy-page.js' */

const site = 'news.example';
const QUIET = NEWS.replace('read', 'quiet');
const META = { company: 'Meta' };

for (const name of browsers) {
  /** In Chrome a service worker belongs to no tab, so that nothing tells it is private. @type {Fates} */
  const EVERYTHING = {
    like: 'known',
    company: 'known',
    pixel: 'known',
    nested: 'known',
    worker: name === 'firefox' ? 'known' : 'stripped',
    other: 'known',
  };

  describe(`choices of a private window in ${name}`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;
    /** @type {import('puppeteer-core').Page} */
    let normal;
    /** @type {import('puppeteer-core').Page} */
    let secret;

    before(async () => {
      internet = await startInternet({ sites });
      browser = await openProtected(name, { internet, privateWindows: true });
      for (const home of HOMES) normal = await browser.open(home);
      secret = await privatePage();
      await normal.goto(QUIET);
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('are none at first: the control', async () => {
      assert.deepEqual(await fatesInPrivate(secret, USUAL), USUAL);
      assert.deepEqual(await fatesOn(internet, normal, NEWS, USUAL), USUAL);
    });

    it('permit a company there and in no normal window', async () => {
      const permission = /** @type {const} */ ({ kind: 'permit', site, grantee: META, identity: 'with' });
      await choose(browser, secret, permission, { permissions: 1 });
      assert.deepEqual(await fatesInPrivate(secret, EVERYTHING), EVERYTHING);
      assert.deepEqual(await fatesOn(internet, normal, NEWS, USUAL), USUAL, 'a normal window');
      await choose(browser, secret, { kind: 'revoke', site, grantee: META }, { permissions: 0 });
      assert.deepEqual(await fatesInPrivate(secret, USUAL), USUAL, 'taken back');
    });

    it('permit a company without identity there and in no normal window', async () => {
      const permission = /** @type {const} */ ({ kind: 'permit', site, grantee: META, identity: 'without' });
      const without = /** @type {Fates} */ ({ ...USUAL, like: 'stripped' });
      await choose(browser, secret, permission, { permissions: 1 });
      assert.deepEqual(await fatesInPrivate(secret, without), without);
      assert.deepEqual(await fatesOn(internet, normal, NEWS, USUAL), USUAL, 'a normal window');
      await choose(browser, secret, { kind: 'revoke', site, grantee: META }, { permissions: 0 });
      assert.deepEqual(await fatesInPrivate(secret, USUAL), USUAL, 'taken back');
    });

    it('set a site to strict there and in no normal window, and end on time', async () => {
      const strict = /** @type {Fates} */ ({ ...USUAL, other: 'stripped' });
      const until = Date.now() + 6_000;
      const level = /** @type {const} */ ({ kind: 'site-level', site, level: 'strict', until });
      await choose(browser, secret, level, { siteLevel: 'strict' });
      assert.deepEqual(await fatesInPrivate(secret, strict), strict);
      assert.ok(Date.now() < until, 'it ended before it was seen to hold');
      assert.deepEqual(await fatesOn(internet, normal, NEWS, USUAL), USUAL, 'a normal window');
      await browser.inExtension(async (until) => {
        while (Date.now() < until) await new Promise((later) => setTimeout(later, until - Date.now()));
      }, until);
      await noRulesLeft(browser);
      assert.deepEqual(await fatesInPrivate(secret, USUAL), USUAL, 'after its end');
    });

    it('hold in a tab that is opened later, leave nothing on the disk, and go with the last window', async () => {
      await choose(browser, secret, { kind: 'except', site }, { exception: 'private' });
      const later = await privatePage();
      assert.deepEqual(await fatesInPrivate(later, EVERYTHING), EVERYTHING, 'a tab opened later');
      assert.deepEqual(await fatesOn(internet, normal, NEWS, USUAL), USUAL, 'a normal window');
      const kept = await browser.inExtension(async () => ({
        stored: await chrome.storage.local.get(null),
        alarms: await chrome.alarms.getAll(),
        rules: (await chrome.declarativeNetRequest?.getDynamicRules?.()) ?? [],
      }));
      assert.doesNotMatch(JSON.stringify(kept), /news\.example/);
      assert.deepEqual([kept.alarms, kept.rules], [[], []]);

      await later.close();
      await secret.close();
      const again = await privatePage();
      assert.deepEqual(await fatesInPrivate(again, USUAL), USUAL, 'a new private window');
      await again.close();
    });

    /**
     * @param {import('puppeteer-core').Page} page
     * @param {Fates} expected
     */
    function fatesInPrivate(page, expected) {
      return fatesOn(internet, page, NEWS, expected, ...(name === 'chromium' ? [byReferrer] : []));
    }

    /** Known from where the person is known, in a private window of its own. */
    async function privatePage() {
      const [first = '', ...others] = HOMES;
      const page = await browser.openPrivate(first);
      for (const home of others) await page.goto(home);
      await page.goto(QUIET);
      return page;
    }
  });
}
