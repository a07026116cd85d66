/**
 * The core and Chrome, asked about the same requests.
 *
 * @import { Disagreement } from './compare.js'
 * @import { Question, RuleFacts } from './drawn.js'
 * @import { ChromeRule } from './extension.js'
 * @import { TestBrowser } from '../drivers/index.js'
 */

import { openProtected } from '../bystander.js';
import { startInternet } from '../internet/index.js';
import { enforce } from './chrome.js';
import { disagreements } from './compare.js';
import { judge } from './core.js';
import { copyExtension } from './extension.js';

/**
 * @typedef {object} Parity
 * @property {number} asked
 * @property {number} bothStop
 * @property {number} bothStrip
 * @property {number} bothClean
 * @property {number} expressible requests about which nothing that the compiler reports as missing decides
 * @property {Disagreement[]} disagreements
 * @property {number} perSecond requests a second that Chrome answered
 */

/** @typedef {{ browser: TestBrowser, rulesets: Map<string, ChromeRule[]>, close: () => Promise<void> }} Chrome */

/**
 * Chrome with a copy of the extension that answers.
 * @param {readonly string[]} lists paths; none for what ships
 * @returns {Promise<Chrome>}
 */
export async function openChrome(lists) {
  const copy = await copyExtension(lists);
  /** @type {(() => Promise<void>)[]} */
  const endings = [copy.remove];
  const close = async () => {
    for (const end of endings.toReversed()) await end();
  };
  try {
    const internet = await startInternet();
    endings.push(() => internet.close());
    const browser = await openProtected('chromium', { internet, extension: copy.folder });
    endings.push(() => browser.close());
    return { browser, rulesets: copy.rulesets, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * @param {readonly Question[]} questions
 * @param {object} parts
 * @param {Chrome} parts.chrome
 * @param {readonly string[]} parts.lists
 * @param {readonly RuleFacts[]} parts.rules
 * @param {(asked: number, all: number) => void} [parts.onProgress]
 * @returns {Promise<Parity>}
 */
export async function compare(questions, { chrome, lists, rules, onProgress }) {
  const requests = questions.map(({ asked }) => asked);
  const judged = judge(requests, { lists });
  const start = performance.now();
  const enforced = await enforce(requests, { ...chrome, ...(onProgress ? { onProgress } : {}) });
  const seconds = (performance.now() - start) / 1000;
  const found = disagreements(questions, judged, enforced, rules);
  const both = (/** @type {(index: number) => boolean} */ test) =>
    requests.filter((_, index) => test(index)).length;
  return {
    asked: requests.length,
    bothStop: both(
      (at) => enforced[at]?.action === 'stop' && /^(?:block|replace)$/.test(judged[at]?.action ?? ''),
    ),
    bothStrip: both((at) => enforced[at]?.action === 'strip' && judged[at]?.action === 'strip'),
    bothClean: both((at) => (enforced[at]?.cleanedBy.length ?? 0) > 0 && judged[at]?.cleanedBy !== undefined),
    expressible: requests.length - found.filter(({ missing }) => missing !== undefined).length,
    disagreements: found,
    perSecond: requests.length / seconds,
  };
}
