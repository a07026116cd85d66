/**
 * Firefox, driven over WebDriver BiDi: how it is started on the test internet, and how each thing of the shared
 * interface is done in it. The popup is in firefox-popup.js.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { PATIENCE_MS } from '../waiting.js';
import { findExecutable } from './executables.js';
import { openFirefoxPopup } from './firefox-popup.js';
import { preferences } from './firefox-preferences.js';
import { privilegedScope, sendBidi } from './firefox-privileged.js';
import { packXpi } from './firefox-xpi.js';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * @param {import('./index.js').Options & {home: string}} options `home` is a directory of its own
 * @returns {import('./test-browser.js').Engine}
 */
export function firefox({
  internet,
  home,
  extension,
  permanent = false,
  privateWindows = false,
  headless = true,
  theme = 'light',
  language,
  handleSignals = true,
}) {
  /** @type {import('./firefox-privileged.js').Privileged} */
  let privileged;
  /** The extension's id, once it is installed. @type {string | undefined} */
  let id;

  return {
    survives: !extension || permanent,

    async start(url) {
      const browser = await puppeteer.launch({
        browser: 'firefox',
        executablePath: findExecutable('firefox'),
        headless,
        defaultViewport: null,
        userDataDir: join(home, 'profile'),
        timeout: PATIENCE_MS,
        extraPrefsFirefox: preferences({ proxyPort: internet.proxyPort, theme }),
        // Without system access Firefox refuses to show extension pages to a driver.
        args: ['--remote-allow-system-access', '--width=1280', '--height=900', ...(url ? [url] : [])],
        handleSIGINT: handleSignals,
        handleSIGTERM: handleSignals,
        handleSIGHUP: handleSignals,
      });
      try {
        privileged = await privilegedScope(browser);
        await privileged.evaluate(trust(internet.authority));
        if (language) await privileged.evaluate(speak(language));
        if (extension && !id) {
          if (privateWindows) await privileged.evaluate(letIntoPrivate(await idOf(extension)));
          const archive = permanent && (await packXpi(extension, home));
          const { extension: installed } = await sendBidi(browser, 'webExtension.install', {
            extensionData: archive
              ? { type: 'archivePath', path: archive }
              : { type: 'path', path: extension },
            'moz:permanent': permanent,
          });
          id = String(installed);
        }
      } catch (error) {
        await browser.close();
        throw error;
      }
      return browser;
    },

    async visitExtension(page, path) {
      const host = await privileged.evaluate(`${policy()}.mozExtensionHostname`);
      // Firefox sends a driver no load events for extension pages, so `goto` alone would never end.
      await page.goto(`moz-extension://${host}/${path}`, { waitUntil: [] });
      await page.waitForFunction(
        () => location.protocol === 'moz-extension:' && document.readyState === 'complete',
      );
    },

    async tabId(page) {
      return Number(await privileged.evaluate(tabOf(contextId(page), policy())));
    },

    async backgroundState() {
      const state = await privileged.evaluate(`${policy()}.extension.backgroundState`);
      return /** @type {import('./index.js').BackgroundState} */ (state);
    },

    async stopBackground() {
      await privileged.evaluate(`${policy()}.extension.terminateBackground().then(() => true)`);
    },

    openPopup: (page) => openFirefoxPopup({ privileged, extension: page }),

    // What a start leaves behind is all in the profile.
    dispose: async () => {},
  };

  /** Privileged code that names the installed extension. */
  function policy() {
    if (!id) throw new Error('Firefox was opened without an extension.');
    return `WebExtensionPolicy.getByID(${JSON.stringify(id)})`;
  }
}

/**
 * Privileged code that makes this profile trust a certificate authority, from now on and after a restart too.
 * @param {string} authority PEM
 */
function trust(authority) {
  const base64 = authority.replace(/-----[^-]+-----|\s/g, '');
  return `Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB)
    .addCertFromBase64(${JSON.stringify(base64)}, 'C,,'), true`;
}

/**
 * Privileged code that gives the browser a language it has no words of its own in, which extensions then speak.
 * @param {string} language
 */
function speak(language) {
  const locale = JSON.stringify(language);
  return `Services.locale.availableLocales = [${locale}, 'en-US'],
    Services.locale.requestedLocales = [${locale}], true`;
}

/**
 * Privileged code that lets an extension into private windows before it is installed. Asked for together with that,
 * Firefox installs it, and then starts it anew in the middle of its first moments.
 * https://searchfox.org/firefox-main/source/remote/shared/Addon.sys.mjs
 * @param {string} id
 */
function letIntoPrivate(id) {
  return `ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs').ExtensionPermissions
    .add(${JSON.stringify(id)}, { permissions: ['internal:privateBrowsingAllowed'], origins: [] }).then(() => true)`;
}

/**
 * The id that an unpacked extension gives itself.
 * @param {string} extension
 * @returns {Promise<string>}
 */
async function idOf(extension) {
  const manifest = JSON.parse(await readFile(join(extension, 'manifest.json'), 'utf8'));
  return manifest.browser_specific_settings.gecko.id;
}

/**
 * Privileged code that finds a tab's id among extensions by its id among drivers.
 * @param {string} context
 * @param {string} policy
 */
function tabOf(context, policy) {
  return `(() => {
    const { NavigableManager } = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
    const { embedderElement } = NavigableManager.getBrowsingContextById(${JSON.stringify(context)});
    const { gBrowser } = embedderElement.ownerDocument.defaultView;
    return ${policy}.extension.tabManager.getWrapper(gBrowser.getTabForBrowser(embedderElement)).id;
  })()`;
}

/**
 * The id by which WebDriver BiDi knows a page. Puppeteer has it and does not publish it.
 * @param {Page} page
 */
function contextId(page) {
  const { _id } = /** @type {{_id?: unknown}} */ (/** @type {unknown} */ (page.mainFrame()));
  if (typeof _id !== 'string')
    throw new Error('This version of puppeteer-core no longer tells the id of a frame.');
  return _id;
}
