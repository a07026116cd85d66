/**
 * The built extension, as tests open it. Owns nothing but where it lies and how to have a browser with it.
 */

import { openBrowser } from './drivers/index.js';
import { PATIENCE_MS, until } from './waiting.js';

/** @typedef {import('./drivers/index.js').BrowserName} BrowserName */

/** Both, by the name of the driver. */
export const browsers = /** @type {const} */ (['firefox', 'chromium']);

/**
 * Where `cargo xtask build` puts the extension for a browser.
 * @param {BrowserName} name
 */
export function dist(name) {
  return new URL(`../../dist/${name === 'firefox' ? 'firefox' : 'chrome'}`, import.meta.url).pathname;
}

/** The page that welcomes whoever has just installed it. */
export const WELCOME = 'welcome/welcome.html';

/**
 * A browser with Bystander in it, awake: its listeners are registered, so the next page is protected. The page that
 * welcomes a person is closed again.
 * @param {BrowserName} name
 * @param {Omit<import('./drivers/index.js').Options, 'extension'> & { extension?: string }} options
 */
export async function openProtected(name, options) {
  const browser = await openBrowser(name, { extension: dist(name), ...options });
  try {
    const page = await reportedTo(browser);
    // Whoever has it from an administrator is not welcomed.
    if (!options.forced) await closeWelcome(page);
    await page.close();
  } catch (error) {
    // Left open it would keep the test's process from ending.
    await browser.close();
    throw error;
  }
  return browser;
}

/**
 * Resolves when the background has reported to a popup: by then its first turn, in which all listeners are registered,
 * is long over, and the core has started.
 * @param {import('./drivers/index.js').TestBrowser} browser
 */
export async function awake(browser) {
  await (await reportedTo(browser)).close();
}

/**
 * Stops the background until it stays so: what closes or loads late wakes it again.
 * @param {import('./drivers/index.js').TestBrowser} browser
 */
export async function stopped(browser) {
  const state = async () => {
    await browser.stopBackground();
    return browser.backgroundState();
  };
  await until('the background stays stopped', state, (state) => state === 'stopped');
}

/**
 * Waits until the popup of a page, opened as a page of its own, says what is asked for.
 * @param {import('puppeteer-core').Page} popup
 * @param {string} sentence a regular expression for what a person reads
 */
export async function says(popup, sentence) {
  try {
    await popup.waitForFunction((wanted) => new RegExp(wanted).test(document.body.innerText), {}, sentence);
  } catch (cause) {
    const text = await popup.evaluate(() => document.body.innerText);
    throw new Error(`The popup never said ${sentence}. It says:\n${text}`, { cause });
  }
}

/**
 * A popup that the background has reported to, as a page of its own.
 * @param {import('./drivers/index.js').TestBrowser} browser
 */
async function reportedTo(browser) {
  const page = await browser.extensionPage('popup/popup.html');
  await page.waitForSelector('header[data-state="idle"]');
  return page;
}

/**
 * Closes the page that welcomes a person, once it has opened: no test but its own is about a browser on its first minute.
 * By events, since Firefox, asked without a pause, would not come to the end of its own start, after which it opens tabs.
 * @param {import('puppeteer-core').Page} page of the extension
 */
async function closeWelcome(page) {
  await page.evaluate(
    async (path, patience) => {
      const { promise, resolve, reject } = Promise.withResolvers();
      const look = async () => {
        const tab = (await chrome.tabs.query({})).find(({ url }) => url?.endsWith(path));
        if (tab) resolve(tab.id);
      };
      chrome.tabs.onCreated.addListener(look);
      chrome.tabs.onUpdated.addListener(look);
      setTimeout(() => reject(new Error(`${path} never opened.`)), patience);
      await look();
      await chrome.tabs.remove(Number(await promise));
    },
    WELCOME,
    PATIENCE_MS,
  );
}
