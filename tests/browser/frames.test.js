/**
 * Frames of no site: what is sandboxed has an opaque origin, by which browsers call its requests a third party's even on
 * the site itself. Whatever becomes of such a request, the popup must say the same as the server saw.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browsers, openProtected, says } from './bystander.js';
import { html, pixel, startInternet, text } from './internet/index.js';

const PAGE = 'https://www.hotjar.com/';
const sites = {
  'www.hotjar.com': {
    '/': html`<!doctype html><title>Hotjar</title>
      <img src="https://static.hotjar.com/own.png">
      <iframe sandbox srcdoc="<img src=https://static.hotjar.com/sandboxed.png>"></iframe>
      <script>addEventListener('load', () => fetch('/own').then(() => navigator.sendBeacon('/done', location.href)))</script>`,
    '/own': text('text/plain', 'own'),
    '/done': text('text/plain', ''),
  },
  'static.hotjar.com': { '/own.png': pixel(), '/sandboxed.png': pixel() },
};

for (const name of browsers) {
  describe(`${name} on a site that a rule names as a third party`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;
    /** @type {import('puppeteer-core').Page} */
    let popup;

    before(async () => {
      internet = await startInternet({ sites });
      browser = await openProtected(name, { internet });
      const page = await browser.open(PAGE);
      await internet.seen(({ host, path }) => host === 'www.hotjar.com' && path === '/done');
      popup = await browser.extensionPage(`popup/popup.html?tabId=${await browser.tabId(page)}`);
      await says(popup, 'Stopped \\d+ requests?|Nobody tried to see you here');
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('lets the site’s own request pass', () => {
      assert.equal(internet.requestsTo('static.hotjar.com', '/own.png').length, 1);
    });

    it('lists the request of a sandboxed frame if, and only if, it stopped it', async () => {
      await popup.$$eval('details.group:not([open]) > summary', (all) => {
        for (const summary of all) /** @type {HTMLElement} */ (summary).click();
      });
      await popup.waitForFunction(() =>
        [...document.querySelectorAll('details.group')].every((group) => group.querySelector('.detail')),
      );
      const listed = await popup.evaluate(() =>
        document.body.textContent?.includes('static.hotjar.com/sandboxed.png'),
      );
      const passed = internet.requestsTo('static.hotjar.com', '/sandboxed.png').length > 0;
      assert.equal(listed, !passed, await popup.evaluate(() => document.body.innerText));
      assert.doesNotMatch(await popup.evaluate(() => document.body.innerText), /not confirmed|got through/);
    });
  });
}
