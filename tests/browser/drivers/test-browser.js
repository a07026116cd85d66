/**
 * What driving a browser has in common, whichever it is: tabs, the extension's own pages, starting and ending. It
 * makes a `TestBrowser` (documented in index.js) out of an engine, which knows how its browser does each thing.
 */

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PATIENCE_MS } from '../waiting.js';

/** @typedef {import('puppeteer-core').Browser} Browser */
/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./index.js').TestBrowser} TestBrowser */

/**
 * @typedef {object} Engine
 * @property {(url?: string) => Promise<Browser>} start starts the browser, on its own profile and with its extension
 * @property {boolean} survives whether what `start` installed is still there at the next start
 * @property {(page: Page, path: string) => Promise<void>} visitExtension shows a page of the extension in a tab
 * @property {(page: Page, extension: Page) => Promise<number>} tabId `extension` is any page of the extension
 * @property {(extension: Page) => Promise<import('./index.js').BackgroundState>} backgroundState
 * @property {(extension: Page) => Promise<void>} stopBackground
 * @property {(extension: Page) => Promise<import('./index.js').Popup>} openPopup over the tab in front
 * @property {() => Promise<void>} dispose undoes what `start` did outside the profile
 */

/**
 * @param {object} parts
 * @param {import('./index.js').BrowserName} parts.name
 * @param {Engine} parts.engine
 * @param {import('./temporary-directory.js').TemporaryDirectory} parts.home where the profile is
 * @returns {Promise<TestBrowser>}
 */
export async function makeTestBrowser({ name, engine, home }) {
  let browser = await start();
  /** The empty tab that a browser starts with, until it is used. */
  let [blank] = await browser.pages();
  /** @type {Promise<Page> | undefined} */
  let kept;

  return {
    name,
    inExtension: (program, ...values) => extension().then((page) => page.evaluate(program, ...values)),
    tabId: async (page) => engine.tabId(page, await extension()),
    backgroundState: async () => engine.backgroundState(await extension()),
    stopBackground: async () => engine.stopBackground(await extension()),
    screenshot: async (page, path) => void (await page.screenshot({ path: png(path) })),

    async open(url) {
      const page = blank ?? (await browser.newPage());
      blank = undefined;
      await page.bringToFront();
      await page.goto(url);
      return page;
    },

    async openPrivate(url) {
      const keptPage = await extension();
      const before = new Set(browser.targets());
      // The window is opened on the address: Firefox may drop a navigation that comes while a window starts.
      const [target] = await Promise.all([
        browser.waitForTarget((target) => !before.has(target) && target.type() === 'page'),
        keptPage.evaluate((url) => chrome.windows.create({ incognito: true, url }), url),
      ]);
      const page = await target.asPage();
      await page.waitForFunction(() => location.protocol !== 'about:' && document.readyState === 'complete');
      return page;
    },

    async extensionPage(path) {
      const page = await browser.newPage();
      await engine.visitExtension(page, path);
      return page;
    },

    async opened(path) {
      const end = Date.now() + PATIENCE_MS;
      while (Date.now() < end) {
        for (const page of await browser.pages()) if ((await pathIn(page)) === `/${path}`) return page;
      }
      throw new Error(`${name} never opened ${path}.`);
    },

    // Firefox tells a driver of no window that closes by itself.
    async shut(path) {
      await (await extension()).waitForFunction(
        (wanted) => chrome.extension.getViews().every(({ location }) => location.pathname !== wanted),
        { polling: 20, timeout: PATIENCE_MS },
        `/${path}`,
      );
    },

    async openPopup(page) {
      const keptPage = await extension();
      await page?.bringToFront();
      return engine.openPopup(keptPage);
    },

    async relaunch({ url, meanwhile = async () => {} } = {}) {
      return again(() => browser.close().then(meanwhile), url);
    },

    async crash() {
      return again(() => kill(browser, join(home.path, 'profile')));
    },

    closed: () => gone(browser),

    async close() {
      await browser.close();
      await engine.dispose();
      await home.remove();
    },
  };

  /**
   * @param {() => Promise<void>} end
   * @param {string} [url]
   */
  async function again(end, url) {
    if (!engine.survives) {
      throw new Error('An extension that is to survive a relaunch must be installed with `permanent: true`.');
    }
    kept = undefined;
    blank = undefined;
    await end();
    browser = await start(url);
    const [page] = await browser.pages();
    if (!page) throw new Error(`${name} came back without a page.`);
    return page;
  }

  /** @param {string} [url] */
  async function start(url) {
    try {
      return await engine.start(url);
    } catch (error) {
      await engine.dispose();
      throw error;
    }
  }

  /** The kept page. The manifest serves, since a page of the extension that runs none of its code is all it must be. */
  function extension() {
    kept ??= browser.newPage({ background: true }).then(async (page) => {
      await engine.visitExtension(page, 'manifest.json');
      return page;
    });
    return kept;
  }
}

/**
 * Which page of the extension is shown. Firefox tells a driver no addresses of such pages, so the page is asked.
 * @param {Page} page
 * @returns {Promise<string>} nothing where it is none, or is going away
 */
async function pathIn(page) {
  try {
    return await page.evaluate(() => (location.protocol.endsWith('-extension:') ? location.pathname : ''));
  } catch {
    return '';
  }
}

/**
 * @param {string} path
 * @returns {`${string}.png`}
 */
export function png(path) {
  if (!isPng(path)) throw new Error(`A screenshot is a PNG, so its path must say so: ${path}`);
  return path;
}

/**
 * @param {string} path
 * @returns {path is `${string}.png`}
 */
function isPng(path) {
  return path.endsWith('.png');
}

/**
 * The browser and all its processes, which are a group of their own.
 * @param {Browser} browser
 * @param {string} profile
 */
async function kill(browser, profile) {
  const main = browser.process();
  if (main?.pid === undefined) throw new Error('The browser has no process.');
  const ended = new Promise((resolve) => main.once('exit', resolve));
  process.kill(-main.pid, 'SIGKILL');
  await ended;
  // What puppeteer put aside in Firefox's profile it puts back, and does not say when it has.
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end && (await readdir(profile)).some((file) => file.endsWith('.puppeteer')));
}

/**
 * @param {Browser} browser
 * @returns {Promise<void>}
 */
function gone(browser) {
  if (!browser.connected) return Promise.resolve();
  return new Promise((resolve) => browser.once('disconnected', () => resolve()));
}
