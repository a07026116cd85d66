/**
 * The rule that stopped a request, as it is written: pages show it, of an embedded list and of a person's own, in both
 * browsers, light and dark. Photographs are left in target/looks/.
 */

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { violationsIn } from './accessible.js';
import { browsers, openProtected, says } from './bystander.js';
import { html, startInternet, text } from './internet/index.js';

const PHOTOGRAPHS = new URL('../../target/looks/', import.meta.url).pathname;
const PAGE = 'https://shown.example/';
const OWN = '||own-tracker.example/x.js$script';
/** Nothing but a host, of which the shipped lines have a number. */
const EMBEDDED = '||hotjar.com^$third-party';
const script = text('text/javascript', '');
const sites = {
  'shown.example': {
    '/': html`<!doctype html><title>Shown</title><link rel="icon" href="data:,">
      <script src="https://static.hotjar.com/x.js?id=1"></script>
      <script src="https://own-tracker.example/x.js"></script>`,
  },
  'static.hotjar.com': { '/x.js': script },
  'own-tracker.example': { '/x.js': script },
};

for (const name of browsers)
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    describe(`the rule that stopped a request in ${name}, ${theme}`, () => {
      /** @type {import('./internet/index.js').Internet} */
      let internet;
      /** @type {import('./drivers/index.js').TestBrowser} */
      let browser;
      /** @type {import('puppeteer-core').Page} */
      let page;

      before(async () => {
        await mkdir(PHOTOGRAPHS, { recursive: true });
        internet = await startInternet({ sites });
        browser = await openProtected(name, { internet, theme });
        await writeOwnRule();
        page = await browser.open(PAGE);
      });
      after(async () => {
        await browser?.close();
        await internet.close();
      });

      it('is said in the popup, of an embedded list and of one’s own', async () => {
        const popup = await browser.extensionPage(`popup/popup.html?tabId=${await browser.tabId(page)}`);
        await popup.waitForFunction(() => document.querySelectorAll('details.group').length === 2);
        await popup.evaluate(() => {
          for (const summary of document.querySelectorAll('details.group > summary'))
            if (summary instanceof HTMLElement) summary.click();
        });
        for (const rule of [EMBEDDED, OWN]) await says(popup, escaped(rule));
        await photographed(popup, 'popup');
        await popup.close();
      });

      it('is said in the log', async () => {
        const log = await browser.extensionPage('dashboard/dashboard.html#log');
        await log.setViewport({ width: 1100, height: 1000 });
        await says(log, 'Listening');
        await page.reload();
        for (const [host, rule] of [
          ['static.hotjar.com', EMBEDDED],
          ['own-tracker.example', OWN],
        ]) {
          const row = await log.waitForSelector(`::-p-xpath(//*[@role="row"][contains(., "${host}")])`);
          await row?.click();
          await says(log, `Rule\\s+${escaped(rule ?? '')}`);
        }
        await photographed(log, 'log');
        await log.close();
      });

      async function writeOwnRule() {
        const rules = await browser.extensionPage('rules/rules.html');
        await says(rules, 'in force');
        await rules.type('#rules', OWN);
        await says(rules, 'Not saved');
        await rules.click('button');
        await says(rules, 'in force');
        await rules.close();
      }

      /**
       * @param {import('puppeteer-core').Page} shown
       * @param {string} what
       */
      async function photographed(shown, what) {
        await browser.screenshot(shown, `${PHOTOGRAPHS}${name}-${theme}-rule-in-${what}.png`);
        assert.deepEqual(await violationsIn(shown), []);
      }
    });
  }

/** @param {string} text for a regular expression */
function escaped(text) {
  return text.replace(/[|^$.]/g, '\\$&');
}
