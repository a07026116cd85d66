/**
 * Something on a page is broken, in both browsers: of ten companies whose scripts are stopped, the page needs one. Pressing
 * through leaves that one allowed and nobody else, as the servers see it. axe-core finds nothing, and photographs are left
 * in target/looks/.
 */

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { violationsIn } from './accessible.js';
import { browsers, openProtected, says, stopped } from './bystander.js';
import { html, script, startInternet, text } from './internet/index.js';

const PHOTOGRAPHS = new URL('../../target/looks/', import.meta.url).pathname;
const THEMES = /** @type {const} */ ({ firefox: 'dark', chromium: 'light' });
const PAGE = 'https://shop.example/';
/** The one script that the page needs. */
const NEEDED = 'https://cdn.taboola.com/libtrc/x/loader.js';
const scripts = [
  'https://static.hotjar.com/c/hotjar-1.js',
  'https://static.criteo.net/js/ld/ld.js',
  'https://cdn.segment.com/analytics.js/v1/x/analytics.min.js',
  'https://widgets.outbrain.com/outbrain.js',
  'https://mc.yandex.ru/metrika/tag.js',
  NEEDED,
  'https://cdn.mxpnl.com/libs/mixpanel-2-latest.min.js',
  'https://static.chartbeat.com/js/chartbeat.js',
  'https://www.googletagmanager.com/gtag/js?id=G-1',
  'https://bat.bing.com/bat.js',
];
const page = html`<!doctype html><title>Shop</title><link rel="icon" href="data:,">
  ${scripts.map((src) => `<script src="${src}"></script>`).join('')}
  <script>
    addEventListener('load', () => navigator.sendBeacon('/done?works=' + Boolean(window.works)));
  </script>`;
const idle = { '/*': script(() => {}) };
const sites = {
  ...Object.fromEntries(scripts.map((src) => [new URL(src).hostname, idle])),
  'cdn.taboola.com': {
    '/*': script(() => {
      Object.assign(globalThis, { works: true });
    }),
  },
  'shop.example': { '/': page, '/done': text('text/plain', '') },
  'other.example': { '/': html`<!doctype html><title>Other</title>` },
};

for (const name of browsers) {
  describe(`a broken page in ${name}`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;
    /** @type {import('puppeteer-core').Page} */
    let shop;
    /** @type {import('puppeteer-core').Page} */
    let popup;

    before(async () => {
      await mkdir(PHOTOGRAPHS, { recursive: true });
      internet = await startInternet({ sites });
      browser = await openProtected(name, { internet, theme: THEMES[name] });
      shop = await browser.open(PAGE);
      assert.equal(await outcome(), 'false', 'it is broken');
      popup = await popupOf(shop);
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('is mended by pressing through: the one company that it needs is allowed, and nobody else', async () => {
      await says(popup, 'Something broken\\?');
      await popup.click('details.mending summary');
      await says(popup, 'At most 1\\d attempts');
      await photographed('mending-offer');
      let works = await worksAfter('Begin');
      let tried = 1;
      for (; works === 'false'; tried += 1) {
        await says(popup, `Trying ${tried} of \\d+[^]*Does the page work now\\?`);
        if (tried === 1) {
          await photographed('mending');
          // It goes on where it was without either of them.
          await popup.close();
          await stopped(browser);
          popup = await popupOf(shop);
          await says(popup, 'Trying 1 of \\d+[^]*Does the page work now\\?');
        }
        works = await worksAfter('No, try the next');
      }
      assert.ok(tried > 1, `it was tried first: ${tried}`);
      await says(popup, `Trying ${tried} of \\d+[^]*Does the page work now\\?`);
      await press('For a day');
      await says(popup, 'It was [^]*It may load on this site, without being told who you are\\.');
      await photographed('mending-kept');
      await says(popup, 'You allowed\\s+[^]*until tomorrow');
      assert.equal((await held()).length, 1);
      internet.forget();
      await shop.reload();
      assert.equal(await outcome(), 'true');
      assert.deepEqual(
        scripts.filter((src) => internet.requestsTo(new URL(src).hostname).length > 0),
        [NEEDED],
      );
    });

    it('is as it was when that is undone', async () => {
      await press('Undo');
      await says(popup, '^(?![^]*It was )[^]*Reload the page to see the change');
      assert.deepEqual(await held(), []);
      internet.forget();
      await shop.reload();
      assert.equal(await outcome(), 'false');
      assert.deepEqual(internet.requestsTo('cdn.taboola.com'), []);
    });

    it('is tried by keyboard alone, and no more once its site is left', async () => {
      await popup.bringToFront();
      await popup.waitForSelector('details.mending');
      await popup.focus('#mending');
      await popup.keyboard.press('Enter');
      await popup.keyboard.press('Tab');
      internet.forget();
      await popup.keyboard.press('Enter');
      await outcome();
      await says(popup, 'Trying 1 of \\d+');
      assert.equal((await held()).length, 1);
      assert.equal(await popup.evaluate(() => document.activeElement?.id), 'mending');
      await shop.goto('https://other.example/');
      await says(popup, '^other\\.example(?![^]*Trying)');
      assert.deepEqual(await held(), []);
    });

    /** What the page said last of whether it works. */
    async function outcome() {
      const { query } = await internet.seen(({ path }) => path === '/done');
      return query.get('works');
    }

    /** @param {string} label of a button that loads the page anew */
    async function worksAfter(label) {
      internet.forget();
      await press(label);
      return outcome();
    }

    /** Who may load on the shop. */
    function held() {
      return browser.inExtension(async () => {
        const { policy } = await chrome.storage.local.get('policy');
        return /** @type {{ permissions?: unknown[] } | undefined} */ (policy)?.permissions ?? [];
      });
    }

    /** @param {string} label */
    async function press(label) {
      await popup.locator(`::-p-aria([name="${label}"][role="button"])`).click();
    }

    /** @param {import('puppeteer-core').Page} over */
    async function popupOf(over) {
      return browser.extensionPage(`popup/popup.html?tabId=${await browser.tabId(over)}`);
    }

    /** @param {string} state */
    async function photographed(state) {
      await popup.setViewport({ width: 360, height: 640 });
      await browser.screenshot(popup, `${PHOTOGRAPHS}${name}-${THEMES[name]}-${state}.png`);
      assert.deepEqual(await violationsIn(popup), []);
    }
  });
}
