/**
 * The look of the popup and the dashboard, light and dark, in both browsers: axe-core finds nothing, and photographs are
 * left in target/looks/ for people to judge.
 */

import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { browsers, openProtected, says } from './bystander.js';
import { choose } from './choosing.js';
import { SHOP_URL, shop } from './demo/shop.js';
import { DEMO_URL } from './demo/site.js';
import { html, pixel, startInternet } from './internet/index.js';

const PHOTOGRAPHS = new URL('../../target/looks/', import.meta.url).pathname;
const DASHBOARD = 'dashboard/dashboard.html#permissions';
const QUIET = 'https://quiet.example/';
const SLOW = 'https://slow.example/';
const HELD = `${SLOW}held.png`;
let release = () => {};
const sites = {
  ...shop,
  'slow.example': {
    '/': html`<!doctype html><title>Slow</title><img alt="" src="https://bat.bing.com/action/0?ti=1"><img alt="" src="${HELD}">`,
    '/held.png': () =>
      new Promise((/** @type {(answer: ReturnType<typeof pixel>) => void} */ resolve) => {
        release = () => resolve(pixel());
      }),
  },
  'quiet.example': { '/': html`<!doctype html><title>Quiet</title><p>Nothing to see here.</p>` },
};

for (const name of browsers) {
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    describe(`the popup and the dashboard in ${name}, ${theme}`, () => {
      /** @type {import('./internet/index.js').Internet} */
      let internet;
      /** @type {import('./drivers/index.js').TestBrowser} */
      let browser;
      /** @type {string} */
      let axe;

      before(async () => {
        await mkdir(PHOTOGRAPHS, { recursive: true });
        axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
        internet = await startInternet({ sites });
        browser = await openProtected(name, { internet, theme, privateWindows: true });
      });
      after(async () => {
        await browser?.close();
        await internet.close();
      });

      it('over a page with trackers', async () => {
        const page = await browser.open(DEMO_URL);
        await internet.done(DEMO_URL);
        const popup = await browser.openPopup(page);
        await popup.waitFor(() => /Stopped \d+ requests/.test(document.body.innerText));
        await popup.screenshot(photograph('popup'));
        await popup.close();
        await judge(page, 'stopped', 'Stopped \\d+ requests', 'details.group > summary');
      });

      it('over a page with trackers on an excepted site', async () => {
        const page = await browser.open(DEMO_URL);
        const popup = await browser.openPopup(page);
        await popup.waitFor(
          () => document.querySelector('[role=switch]')?.getAttribute('aria-checked') === 'true',
        );
        await popup.click('[role=switch]');
        await popup.waitFor(() => document.body.innerText.includes('Off on this site'));
        await popup.close();
        await judge(page, 'off', 'Off on this site');
      });

      it('with a company that is told of, and social buttons let through', async () => {
        await (await browser.open('https://www.facebook.com/')).close();
        const page = await browser.open(SHOP_URL);
        const popup = await browser.extensionPage(`popup/popup.html?tabId=${await browser.tabId(page)}`);
        await popup.waitForSelector('input[value=gentle]');
        await popup.click('input[value=gentle]');
        await says(popup, 'Reload the page to see the change');
        await popup.close();
        internet.forget();
        await page.reload();
        await internet.done(SHOP_URL);
        await judge(page, 'company', 'without cookies', 'details.group > summary');
      });

      it('with somebody allowed, and all who are', async () => {
        const empty = await browser.extensionPage(DASHBOARD);
        await says(empty, 'Nothing is allowed at the moment');
        await photographed(empty, 'dashboard-empty', { width: 1000, height: 600 });

        const hour = Date.now() + 3_600_000;
        const page = await browser.open(SHOP_URL);
        for (const [permissions, choice] of /** @type {const} */ ([
          [1, { grantee: { network: 'facebook', name: 'Like button' }, identity: 'with', until: hour }],
          [2, { grantee: { company: 'Google' }, identity: 'without', until: hour + 40 * 86_400_000 }],
        ]))
          await choose(browser, page, { kind: 'permit', site: 'shop.example', ...choice }, { permissions });
        await page.reload();
        await internet.done(SHOP_URL);
        await judge(page, 'allowed', 'used on 1 page');

        const quiet = await browser.open(QUIET);
        const site = 'quiet.example';
        const meta = /** @type {const} */ ({ kind: 'permit', site, grantee: { company: 'Meta' } });
        await choose(browser, quiet, { ...meta, identity: 'without' }, { permissions: 1 });
        await judge(quiet, 'allowed-one', 'Meta may load here until you take it back');
        const secret = await browser.openPrivate(QUIET);
        await choose(browser, secret, { ...meta, identity: 'with', until: hour }, { permissions: 2 });
        await judge(secret, 'allowed-private', 'You can take it back there');

        for (const [state, width, press] of /** @type {const} */ ([
          ['dashboard', 1000, undefined],
          ['dashboard-asking', 1000, '#everything'],
          ['dashboard-narrow', 380, '#everything'],
        ])) {
          const dashboard = await browser.extensionPage(DASHBOARD);
          await says(dashboard, 'In private windows');
          if (press) await dashboard.click(press);
          await photographed(dashboard, state, { width, height: 900 });
        }
        await secret.close();
      });

      it('over a page without trackers', async () => {
        await judge(await browser.open(QUIET), 'quiet', 'Nobody tried to see you here\\.');
      });

      it('over a page that is still loading', async () => {
        const page = await browser.open(QUIET);
        await page.evaluate((url) => void location.assign(url), SLOW);
        await internet.seen(({ url }) => url === HELD);
        await judge(page, 'loading', 'So far, Microsoft tried to see you here\\.');
        release();
      });

      it('over a page of the browser', async () => {
        const popup = await browser.extensionPage('popup/popup.html');
        await says(popup, 'Bystander does not act here\\.');
        await photographed(popup, 'browser-page');
      });

      /**
       * @param {import('puppeteer-core').Page} page
       * @param {string} state
       * @param {string} sentence
       * @param {string} [press] what to press before the photograph
       */
      async function judge(page, state, sentence, press) {
        const popup = await browser.extensionPage(`popup/popup.html?tabId=${await browser.tabId(page)}`);
        await says(popup, sentence);
        if (press) {
          await popup.click(press);
          await popup.waitForSelector('.detail');
        }
        await photographed(popup, state);
      }

      /**
       * @param {import('puppeteer-core').Page} popup
       * @param {string} state
       * @param {{ width: number, height: number }} [size] a company's row is as long as what is known
       */
      async function photographed(
        popup,
        state,
        size = { width: 360, height: state === 'company' ? 1700 : 600 },
      ) {
        await popup.setViewport(size);
        await browser.screenshot(popup, photograph(state));
        await popup.evaluate(axe);
        const violations = await popup.evaluate(async () => {
          const { axe: checker } = /** @type {{ axe: import('axe-core') }} */ (
            /** @type {unknown} */ (globalThis)
          );
          const { violations: found } = await checker.run();
          return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html: markup }) => markup).join(' ')}`);
        });
        await popup.close();
        assert.deepEqual(violations, []);
      }

      /** @param {string} state */
      function photograph(state) {
        return `${PHOTOGRAPHS}${name}-${theme}-${state}.png`;
      }
    });
  }
}
