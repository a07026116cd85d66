/** The real popup in Chromium, which is a page like any other to the DevTools protocol, once it is found. */

import { PATIENCE_MS } from '../waiting.js';
import { png } from './test-browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * @param {Page} extension any page of the extension
 * @returns {Promise<import('./index.js').Popup>}
 */
export async function openChromiumPopup(extension) {
  const browser = extension.browser();
  const url = await extension.evaluate(() => chrome.action.getPopup({}));
  const before = new Set(browser.targets());
  const [target] = await Promise.all([
    browser.waitForTarget((target) => !before.has(target) && target.url().startsWith(url)),
    extension.evaluate(() => chrome.action.openPopup()),
  ]);
  const popup = await target.asPage();
  await popup.waitForFunction(() => document.readyState === 'complete');

  return {
    evaluate: (program, ...values) => popup.evaluate(program, ...values),
    text: () => popup.evaluate(() => document.body.innerText),

    click: (selector) =>
      popup.click(selector).catch((error) => {
        // A click may well close the popup, perhaps before the protocol has answered.
        if (!popup.isClosed()) throw error;
      }),

    waitFor: async (condition, { within = PATIENCE_MS } = {}) =>
      void (await popup.waitForFunction(condition, { timeout: within })),
    screenshot: async (path) => void (await popup.screenshot({ path: png(path) })),
    close: () => popup.close(),
  };
}
