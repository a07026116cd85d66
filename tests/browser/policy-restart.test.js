/**
 * What a person chose before the browser ended, when it is back: what was for good or has time left holds, what has not
 * is gone.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { awake, browsers, openProtected } from './bystander.js';
import { choose } from './choosing.js';
import { startInternet } from './internet/index.js';
import { fatesOn, HOMES, NEWS, SHOP, sites, USUAL } from './policy-page.js';

/** @import { Fates } from './policy-page.js' */

const TOWN = 'https://town.example/read';
const HOUR_MS = 3_600_000;
const SOON_MS = 6_000;
const META = { company: 'Meta' };

/** @type {Fates} */
const EVERYTHING = {
  like: 'known',
  company: 'known',
  pixel: 'known',
  nested: 'known',
  worker: 'known',
  other: 'known',
};
/** @type {Fates} */
const WITHOUT = { ...USUAL, like: 'stripped' };

for (const name of browsers) {
  describe(`choices in ${name} after a restart`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;
    /** @type {import('puppeteer-core').Page} */
    let page;
    let soon = 0;

    before(async () => {
      internet = await startInternet({ sites: { ...sites, 'town.example': { ...sites['news.example'] } } });
      browser = await openProtected(name, { internet, permanent: true });
      for (const home of HOMES) page = await browser.open(home);
      await page.goto(quiet(NEWS));
      await choose(
        browser,
        page,
        { kind: 'permit', site: 'news.example', grantee: META, identity: 'with' },
        { permissions: 1 },
      );
      await page.goto(quiet(SHOP));
      await choose(
        browser,
        page,
        {
          kind: 'permit',
          site: 'shop.example',
          grantee: META,
          identity: 'without',
          until: Date.now() + HOUR_MS,
        },
        { permissions: 1 },
      );
      await page.goto(quiet(TOWN));
      soon = Date.now() + SOON_MS;
      await choose(
        browser,
        page,
        { kind: 'except', site: 'town.example', until: soon },
        { exception: 'normal' },
      );
      await browser.relaunch();
      await awake(browser);
      while (Date.now() < soon) await browser.inExtension(() => {});
      page = await browser.open(quiet(NEWS));
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('hold that are for good', async () =>
      assert.deepEqual(await fatesOn(internet, page, NEWS, EVERYTHING), EVERYTHING));

    it('hold that have time left', async () =>
      assert.deepEqual(await fatesOn(internet, page, SHOP, WITHOUT), WITHOUT));

    it('hold no more that have none', async () =>
      assert.deepEqual(await fatesOn(internet, page, TOWN, USUAL), USUAL));
  });
}

/** @param {string} page */
function quiet(page) {
  return page.replace('read', 'quiet');
}
