/**
 * The real popup in Firefox. WebDriver BiDi does not know it, so a script is sent into its frame, which evaluates
 * what it is given in the popup's own global and answers by message. Those scripts are in firefox-popup-scripts.js.
 */

import { writeFile } from 'node:fs/promises';
import { PATIENCE_MS } from '../waiting.js';
import { askFrame, drawPopup, frameScript, hidePopup, waitInPage } from './firefox-popup-scripts.js';
import { png } from './test-browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

const POPUP = `document.querySelector('.webextension-popup-browser')`;

/**
 * @param {object} parts
 * @param {import('./firefox-privileged.js').Privileged} parts.privileged
 * @param {Page} parts.extension any page of the extension
 * @returns {Promise<import('./index.js').Popup>}
 */
export async function openFirefoxPopup({ privileged, extension }) {
  let questions = 0;
  // A popup closes when it loses the focus, which a browser that nobody looks at does not hold.
  await privileged.evaluate(`Services.prefs.setBoolPref('ui.popup.disable_autohide', true), true`);
  await extension.evaluate(() => chrome.action.openPopup());
  await extension.waitForFunction(() =>
    chrome.extension.getViews({ type: 'popup' }).some(({ document }) => document.readyState === 'complete'),
  );

  /** @type {Page['evaluate']} */
  const evaluate = async (program, ...values) => {
    const call = typeof program === 'string' ? program : `(${program})(...${JSON.stringify(values)})`;
    const { closed, value } = await inFrame(`evaluate(${JSON.stringify(call)})`);
    if (closed) throw new Error('The popup closed before it answered.');
    return JSON.parse(String(value));
  };

  return {
    evaluate,
    text: () => evaluate(() => document.body.innerText),
    // A click may well close the popup.
    click: async (selector) => void (await inFrame(`click(${JSON.stringify(selector)})`)),

    async waitFor(condition, { within = PATIENCE_MS } = {}) {
      const met = await evaluate(`(${waitInPage})(${condition}, ${within})`);
      if (!met) throw new Error(`Within ${within} ms this did not come true in the popup: ${condition}`);
    },

    async screenshot(path) {
      const data = String(await privileged.evaluate(`(${drawPopup})(${POPUP})`));
      await writeFile(png(path), Buffer.from(data, 'base64'));
    },

    async close() {
      await privileged.evaluate(`(${hidePopup})(${POPUP})`);
    },
  };

  /**
   * Runs an expression among the functions of `frameScript`.
   * @param {string} expression
   * @returns {Promise<{value?: string, closed?: true}>} `closed` if the popup closed before it could answer
   */
  async function inFrame(expression) {
    const name = JSON.stringify(`bystander-test-${++questions}`);
    // These are in a frame script's scope without being on its `globalThis`, and are to be called by their own names.
    const scope = `{ content, Cu, send: (answer) => sendAsyncMessage(${name}, answer) }`;
    const script = `(${frameScript})(${scope}, (click, evaluate) => ${expression})`;
    const answer = await privileged.evaluate(`(${askFrame})(${POPUP}, ${name}, ${JSON.stringify(script)})`);
    const { error, ...outcome } = JSON.parse(String(answer));
    if (error) throw new Error(error);
    return outcome;
  }
}
