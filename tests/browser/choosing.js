/**
 * Making choices for a site as a page of the extension does: by the port of the popup, which answers with a report when
 * the browser goes by them.
 *
 * @import { FromPopup, Report } from '../../extension/shared/protocol.js'
 */

import { says } from './bystander.js';
import { PATIENCE_MS, until } from './waiting.js';

/** @typedef {import('./drivers/index.js').TestBrowser} TestBrowser */
/** @typedef {import('puppeteer-core').Page} Page */

/**
 * What a report says of choices: how the site is excepted, its own level, how many permissions hold there, and the level
 * of all sites. What is left out is not looked at.
 * @typedef {{ exception?: string, siteLevel?: string | null, permissions?: number, level?: string }} Said
 */

/**
 * A person over a page of the web, who can make choices. Lives until the background stops.
 * @param {TestBrowser} browser
 * @param {Page} page
 */
export async function personOver(browser, page) {
  const tabId = await browser.tabId(page);
  const popup = await browser.extensionPage(`popup/popup.html?tabId=${tabId}`);
  await popup.evaluate((tabId) => {
    const port = chrome.runtime.connect({ name: 'popup' });
    const reports = new EventTarget();
    port.onMessage.addListener(({ report }) => {
      Object.assign(globalThis, { report });
      reports.dispatchEvent(new Event('report'));
    });
    Object.assign(globalThis, { choosing: port, reports });
    port.postMessage({ kind: 'watch', tabId });
    return new Promise((told) => reports.addEventListener('report', told, { once: true })).then(() => {});
  }, tabId);
  await page.bringToFront();

  return {
    /**
     * Resolves when the report says so, which it does when the choice is in force.
     * @param {FromPopup} message
     * @param {Said} said
     */
    choose(message, said) {
      return this.chooseAll([message], said);
    },
    /**
     * @param {FromPopup[]} messages
     * @param {Said} said
     */
    async chooseAll(messages, said) {
      await popup.evaluate((messages) => {
        /** @type {{ choosing: chrome.runtime.Port }} */
        const { choosing } = Object(globalThis);
        for (const message of messages) choosing.postMessage(message);
      }, messages);
      await this.isTold(said);
    },
    /** How many permissions hold on the page's site. */
    permissions: () =>
      popup.evaluate(() => {
        /** @type {{ report: Report }} */
        const { report } = Object(globalThis);
        return report.page?.permissions.length ?? 0;
      }),
    /** @param {Said} said */
    async isTold(said) {
      const late = new Promise((_, reject) => {
        const error = new Error(`The report never said ${JSON.stringify(said)}.`);
        setTimeout(reject, PATIENCE_MS, error).unref();
      });
      try {
        await Promise.race([popup.evaluate(untilSaid, said), late]);
      } catch (cause) {
        const report = await popup.evaluate(() => JSON.stringify(Object(globalThis).report));
        throw new Error(`Waiting for ${JSON.stringify(said)}, the last report is\n${report}`, { cause });
      }
    },
    /**
     * Resolves when a person reads that in the popup.
     * @param {string} sentence a regular expression
     */
    async reads(sentence) {
      await popup.bringToFront();
      await says(popup, sentence);
      await page.bringToFront();
    },
    close: () => popup.close(),
  };
}

/**
 * One choice over a page.
 * @param {TestBrowser} browser
 * @param {Page} page
 * @param {FromPopup} message
 * @param {Said} said
 */
export async function choose(browser, page, message, said) {
  const person = await personOver(browser, page);
  await person.choose(message, said);
  await person.close();
  await page.bringToFront();
}

/**
 * Resolves when Chrome's session has no rule of a choice left. Firefox never has one.
 * @param {TestBrowser} browser
 */
export async function noRulesLeft(browser) {
  const rules = () =>
    browser.inExtension(async () => (await chrome.declarativeNetRequest.getSessionRules()).length);
  if (browser.name === 'chromium') await until('no rule of a choice is left', rules, (count) => count === 0);
}

/**
 * In the page of the extension, which is in the background: there nothing but an event comes on time.
 * @param {Said} said
 */
function untilSaid(said) {
  /** @type {{ reports: EventTarget }} */
  const { reports } = Object(globalThis);
  const isSaid = () => {
    /** @type {Report} */
    const { page, level } = Object(globalThis).report;
    /** @type {Record<string, unknown>} */
    const got = {
      exception: page?.exception,
      siteLevel: page?.level?.level ?? null,
      permissions: page?.permissions.length,
      level,
    };
    return Object.entries(said).every(([key, value]) => got[key] === value);
  };
  return new Promise((told) => {
    const look = () => isSaid() && told(undefined);
    reports.addEventListener('report', look);
    look();
  });
}
