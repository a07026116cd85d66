/**
 * Where the browser withholds access to sites, popup and badge say so, and the popup offers to ask.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browsers, openProtected, says } from './bystander.js';
import { DEMO_URL } from './demo/site.js';
import { startInternet } from './internet/index.js';

/** What the popup says of its hand being bound, by browser. */
const words = {
  firefox: 'Where it has none, nothing is stopped\\.',
  chromium: 'Known trackers are still blocked, but what is blocked cannot be counted',
};

for (const name of browsers) {
  describe(`${name} withholds access to sites`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;
    /** @type {import('puppeteer-core').Page} */
    let page;
    /** @type {number} */
    let tabId;

    before(async () => {
      internet = await startInternet();
      browser = await openProtected(name, { internet });
      page = await browser.open(DEMO_URL);
      await internet.done(DEMO_URL);
      // Afterwards the extension may not know a tab by its address.
      tabId = await browser.tabId(page);
      await withhold();
      internet.forget();
      await page.reload();
      await internet.done(DEMO_URL);
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('and popup and badge say so, and a button offers to ask', async () => {
      const popup = await browser.extensionPage(`popup/popup.html?tabId=${tabId}`);
      await says(popup, words[name]);
      assert.equal(
        await popup.$eval('.notice button', ({ textContent }) => textContent),
        'Allow on all sites…',
      );
      const badge = await browser.inExtension(
        (id) => globalThis.browser.action.getBadgeText({ tabId: id }),
        tabId,
      );
      assert.equal(badge, '!');
    });

    it(`and ${name === 'firefox' ? 'nothing is' : 'trackers are'} stopped, as the popup says`, () => {
      const requests = internet.requestsTo('bat.bing.com');
      assert.equal(requests.length > 0, name === 'firefox', JSON.stringify(requests.map(({ url }) => url)));
    });

    /** As a person does in the browser's own settings. */
    async function withhold() {
      if (name === 'firefox') {
        await browser.inExtension(() => globalThis.browser.permissions.remove({ origins: ['<all_urls>'] }));
        return;
      }
      const id = await browser.inExtension(() => globalThis.browser.runtime.id);
      const settings = await browser.open('chrome://extensions/');
      await settings.evaluate(
        (extensionId) =>
          /** @type {{ developerPrivate: { updateExtensionConfiguration(update: object): Promise<void> } }} */ (
            /** @type {unknown} */ (chrome)
          ).developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: 'ON_CLICK' }),
        id,
      );
    }
  });
}
