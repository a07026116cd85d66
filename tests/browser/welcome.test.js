/**
 * The page that welcomes whoever has just installed Bystander: it opens once, and not when the background wakes or the
 * browser starts again, nor where an administrator forced it on the browser. axe-core finds nothing, and photographs are
 * left in target/looks/.
 */

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { violationsIn } from './accessible.js';
import { awake, browsers, dist, openProtected, says, stopped, WELCOME } from './bystander.js';
import { openBrowser } from './drivers/index.js';
import { startInternet } from './internet/index.js';

const PHOTOGRAPHS = new URL('../../target/looks/', import.meta.url).pathname;
const STEP = { firefox: 'Choose “Pin to Toolbar”', chromium: 'Press the pin beside Bystander' };

for (const name of browsers) {
  describe(`the welcome page in ${name}`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;

    before(async () => {
      await mkdir(PHOTOGRAPHS, { recursive: true });
      internet = await startInternet({ sites: {} });
    });
    after(() => internet.close());

    for (const theme of /** @type {const} */ (['light', 'dark']))
      it(`opens when Bystander was installed, and says what it does and stores, ${theme}`, async () => {
        const browser = await openBrowser(name, { internet, extension: dist(name), theme });
        try {
          const page = await browser.opened(WELCOME);
          await says(page, 'Bystander is on[^]*What it does[^]*Where the button is[^]*It talks to nobody');
          await says(page, `${STEP[name]}[^]*Not active in private windows`);
          assert.equal(await page.title(), 'Welcome · Bystander');
          for (const [state, width] of /** @type {const} */ ([
            ['welcome', 1000],
            ['welcome-narrow', 360],
          ])) {
            await page.setViewport({ width, height: 1500 });
            await browser.screenshot(page, `${PHOTOGRAPHS}${name}-${theme}-${state}.png`);
            const isWider = await page.evaluate(
              ({ scrollWidth, clientWidth } = document.documentElement) => scrollWidth > clientWidth,
            );
            assert.equal(isWider, false, `all is seen at ${width} px`);
          }
          assert.deepEqual(await violationsIn(page), []);
          assert.equal((await welcomes(browser)).length, 1);
          await page.bringToFront();
          await page.keyboard.press('Tab');
          await page.keyboard.press('Enter');
          await says(page, 'What Bystander keeps');
          await stopped(browser);
          await awake(browser);
          assert.deepEqual(await welcomes(browser), [], 'the background woke');
        } finally {
          await browser.close();
        }
      });

    it('does not open again at a restart', async () => {
      const browser = await openProtected(name, { internet, permanent: true });
      try {
        await browser.relaunch();
        await awake(browser);
        assert.deepEqual(await welcomes(browser), []);
      } finally {
        await browser.close();
      }
    });

    if (name === 'chromium')
      it('does not open where an administrator forced Bystander on the browser', async () => {
        const browser = await openProtected(name, { internet, forced: true });
        try {
          assert.deepEqual(await welcomes(browser), []);
        } finally {
          await browser.close();
        }
      });
  });
}

/**
 * @param {import('./drivers/index.js').TestBrowser} browser
 * @returns {Promise<string[]>} the addresses of all welcome pages in tabs
 */
async function welcomes(browser) {
  const page = await browser.extensionPage('manifest.json');
  const open = await page.evaluate(async (path) => {
    const tabs = await chrome.tabs.query({});
    return tabs.flatMap(({ url }) => (url?.endsWith(path) ? [url] : []));
  }, WELCOME);
  await page.close();
  return open;
}
