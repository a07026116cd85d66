/** How a person lets social buttons load, everywhere. What then loads is not known here. */

import { says } from './bystander.js';

/**
 * @param {import('./drivers/index.js').TestBrowser} browser
 * @param {import('puppeteer-core').Page} page any, as long as the popup has something to say of it
 */
export async function chooseGentle(browser, page) {
  const popup = await browser.extensionPage(`popup/popup.html?tabId=${await browser.tabId(page)}`);
  await popup.waitForSelector('input[name=level][value=gentle]');
  await popup.click('input[name=level][value=gentle]');
  // It says so only when the browser goes by it.
  await says(popup, 'Reload the page to see the change');
  await popup.close();
  // Chromium loads no videos for pages that nobody sees.
  await page.bringToFront();
}
