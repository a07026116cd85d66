/**
 * The one interface through which tests drive Firefox and Chromium, and the way to open either. What differs between
 * them is in firefox.js and chromium.js.
 */

import { chromium } from './chromium.js';
import { firefox } from './firefox.js';
import { makeTemporaryDirectory } from './temporary-directory.js';
import { makeTestBrowser } from './test-browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * @typedef {object} Options
 * @property {import('../internet/index.js').Internet} internet the only network the browser can reach
 * @property {string} [extension] absolute path of the unpacked extension to install
 * @property {boolean} [permanent] install it so that it survives `relaunch`. Chromium installs such an extension by
 *   policy, which needs the right to write below /etc and allows one such browser at a time on a machine.
 * @property {boolean} [forced] install it for good and so that the person cannot remove it, which gives it blocking
 *   webRequest; Chromium only
 * @property {boolean} [privateWindows] let the extension into private windows; false if left out. Not together
 *   with `permanent` in Chromium.
 * @property {string[]} [others] absolute paths of more unpacked extensions, which the browser has before the one above;
 *   Chromium only
 * @property {boolean} [headless] true if left out
 * @property {'light' | 'dark'} [theme] what pages and popups see as the person's preference; light if left out
 * @property {string} [language] of the browser and so of the extension, such as `de`; the machine's if left out
 * @property {boolean} [handleSignals] whether Ctrl-C ends the browser and this process; true if left out
 */

/**
 * @typedef {object} TestBrowser
 * @property {BrowserName} name
 * @property {(url: string) => Promise<Page>} open opens a page in a tab of its own, in front, and waits for its `load`
 * @property {(url: string) => Promise<Page>} openPrivate the same in a new private window; needs an extension that has
 *   the `tabs` permission, and sees private windows
 * @property {(path: string) => Promise<Page>} extensionPage opens a page of the extension in a new tab, in front
 * @property {(path: string) => Promise<Page>} opened waits for a page of the extension that it opened by itself
 * @property {(path: string) => Promise<void>} shut waits until no such page is open any more
 * @property {Page['evaluate']} inExtension runs a function in a page of the extension that is kept in a background tab
 * @property {(page: Page) => Promise<number>} tabId the id by which extensions know a page's tab
 * @property {() => Promise<BackgroundState>} backgroundState
 * @property {() => Promise<void>} stopBackground stops the event page or service worker as the browser does when it
 *   is idle, and resolves when it has stopped
 * @property {(page?: Page) => Promise<Popup>} openPopup opens the real popup of the toolbar button, over `page`
 * @property {(page: Page, path: string) => Promise<void>} screenshot writes a PNG of a page
 * @property {(options?: {url?: string, meanwhile?: () => Promise<void>}) => Promise<Page>} relaunch closes the browser and
 *   starts it again on the same profile, given `url` by the command line, when `meanwhile` has resolved. Resolves to the
 *   first page, perhaps before it has loaded; every page and popup of before is gone.
 * @property {() => Promise<Page>} crash the same, but the browser is killed in whatever it does: no process of it ends in order
 * @property {() => Promise<void>} closed resolves when the browser is gone, whoever closed it
 * @property {() => Promise<void>} close ends the browser and removes its profile
 */

/**
 * The open popup of the toolbar button.
 * @typedef {object} Popup
 * @property {Page['evaluate']} evaluate runs a function in the popup
 * @property {(condition: () => unknown, options?: {within?: number}) => Promise<void>} waitFor resolves when a
 *   function, run in the popup again and again, returns something true
 * @property {(selector: string) => Promise<void>} click clicks as a person does: the event is trusted
 * @property {() => Promise<string>} text what a person can read in it
 * @property {(path: string) => Promise<void>} screenshot writes a PNG of it
 * @property {() => Promise<void>} close
 */

/** @typedef {'firefox' | 'chromium'} BrowserName */
/** @typedef {'starting' | 'running' | 'stopping' | 'suspending' | 'stopped'} BackgroundState */

const engines = { firefox, chromium };

/**
 * Opens a browser on a fresh profile.
 * @param {BrowserName} name
 * @param {Options} options
 * @returns {Promise<TestBrowser>}
 */
export async function openBrowser(name, options) {
  const home = await makeTemporaryDirectory(`bystander-${name}-`);
  try {
    return await makeTestBrowser({ name, engine: engines[name]({ ...options, home: home.path }), home });
  } catch (error) {
    await home.remove();
    throw error;
  }
}
