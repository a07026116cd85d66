/**
 * Chromium, driven over the DevTools protocol: how it is started on the test internet, and how each thing of the
 * shared interface is done in it. Installing for good is in chromium-policy.js.
 */

import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { PATIENCE_MS } from '../waiting.js';
import { installByPolicy } from './chromium-policy.js';
import { openChromiumPopup } from './chromium-popup.js';
import { stopWorker, workerState } from './chromium-worker.js';
import { findExecutable } from './executables.js';

/**
 * @param {import('./index.js').Options & {home: string}} options `home` is a directory of its own
 * @returns {import('./test-browser.js').Engine}
 */
export function chromium({
  internet,
  home,
  extension,
  forced = false,
  permanent = forced,
  privateWindows = false,
  others = [],
  headless = true,
  theme = 'light',
  language,
  handleSignals = true,
}) {
  if (permanent && privateWindows) {
    throw new Error('Chromium lets a permanent extension into private windows only by hand.');
  }
  const executablePath = findExecutable('chromium');
  const profile = join(home, 'profile');
  /** The extension's id, once it is installed. @type {string | undefined} */
  let id;
  /** @type {import('./chromium-policy.js').PolicyInstall | undefined} */
  let policy;

  return {
    survives: !extension || permanent,

    async start(url) {
      if (extension && permanent) {
        policy ??= await installByPolicy({ executablePath, extension, home, forced, internet });
      }
      if (!existsSync(profile)) await makeProfile();
      const browser = await launch(url);
      try {
        for (const other of others) await loadUnpacked(browser, other, false);
        if (policy && !id) await policy.arrived(browser);
        if (extension) id = policy?.id ?? (await loadUnpacked(browser, extension, privateWindows));
      } catch (error) {
        await browser.close();
        throw error;
      }
      return browser;
    },

    async visitExtension(page, path) {
      await page.goto(base() + path);
    },

    async tabId(page, kept) {
      const session = await page.createCDPSession();
      const { windowId } = await session.send('Browser.getWindowForTarget');
      await session.detach();
      const tabs = await kept.evaluate((windowId) => chrome.tabs.query({ windowId }), windowId);
      let candidates = tabs.filter(({ url }) => url === page.url());
      if (candidates.length > 1) {
        // Nothing in the protocol tells such tabs apart, except which of them is in front.
        await page.bringToFront();
        candidates = await kept.evaluate(
          (windowId) => chrome.tabs.query({ windowId, active: true }),
          windowId,
        );
      }
      const tab = candidates[0]?.id;
      if (tab === undefined) throw new Error(`The extension sees no tab with ${page.url()}.`);
      return tab;
    },

    backgroundState: (kept) => workerState(kept, base()),
    stopBackground: (kept) => stopWorker(kept, base()),
    openPopup: (kept) => openChromiumPopup(kept),
    dispose: async () => policy?.remove(),
  };

  function base() {
    if (!id) throw new Error('Chromium was opened without an extension.');
    return `chrome-extension://${id}/`;
  }

  /** @param {string} [url] */
  function launch(url) {
    return puppeteer.launch({
      browser: 'chrome',
      executablePath,
      headless,
      defaultViewport: null,
      userDataDir: profile,
      timeout: PATIENCE_MS,
      pipe: true,
      enableExtensions: true,
      // A service worker that a debugger is attached to never stops.
      targetFilter: (target) => target.type() !== 'service_worker',
      ignoreDefaultArgs: policy ? ['--disable-background-networking'] : [],
      args: [
        `--proxy-server=127.0.0.1:${internet.proxyPort}`,
        '--proxy-bypass-list=<-loopback>',
        `--ignore-certificate-errors-spki-list=${internet.spki}`,
        '--window-size=1280,900',
        // Without a display the screen is 800×600, which cuts popups off.
        '--screen-info={1600x1200}',
        // Without a display it takes itself for a telephone. There is a mouse, which can hover and point finely.
        '--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4',
        // A test that opens http:// means http://.
        '--disable-features=HttpsUpgrades',
        ...(theme === 'dark' ? ['--force-dark-mode'] : []),
        ...(language ? [`--lang=${language}`] : []),
        ...(policy ? ['--enable-remote-extensions'] : []),
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ...(url ? [url] : []),
      ],
      // On Linux the flag alone changes nothing.
      ...(language ? { env: { ...process.env, LANGUAGE: language } } : {}),
      handleSIGINT: handleSignals,
      handleSIGTERM: handleSignals,
      handleSIGHUP: handleSignals,
    });
  }

  /** Debian's Chromium blocks third-party cookies unless its profile says otherwise; upstream's does not. */
  async function makeProfile() {
    const preferences = { profile: { cookie_controls_mode: 0 } };
    await mkdir(join(profile, 'Default'), { recursive: true });
    await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  }
}

/**
 * Loads an unpacked extension until the browser ends.
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} path
 * @param {boolean} privateWindows
 * @returns {Promise<string>} its id
 */
async function loadUnpacked(browser, path, privateWindows) {
  const session = await browser.target().createCDPSession();
  const { id } = await session.send('Extensions.loadUnpacked', { path, enableInIncognito: privateWindows });
  await session.detach();
  return id;
}
