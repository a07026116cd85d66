/**
 * The browsers whose pages are measured: each without any extension, with Bystander, and Firefox with uBlock Origin. Opened
 * side by side, so that their pages can be loaded in turns.
 *
 * @import { TestBrowser } from '../../browser/drivers/index.js'
 * @import { Internet } from '../../browser/internet/index.js'
 * @import { Unpacked } from './ublock-origin.js'
 */

import { openProtected } from '../../browser/bystander.js';
import { openBrowser } from '../../browser/drivers/index.js';
import { until } from '../../browser/waiting.js';
import { TRACKERS } from './loading-page.js';

/** @typedef {import('../../browser/drivers/index.js').BrowserName} BrowserName */
/** @typedef {{ browser: TestBrowser, name: BrowserName, extension: string, version: string }} Subject */

/** What a browser without any extension is called. */
export const NONE = 'none';
export const BYSTANDER = 'Bystander';
export const UBLOCK_ORIGIN = 'uBlock Origin';

/** A page that asks one tracker. */
const PROBE = 'https://probe.example/';

/**
 * @param {{ internet: Internet, names: readonly BrowserName[], ublock: Unpacked | undefined }} needs
 * @returns {Promise<Subject[]>}
 */
export async function openSubjects({ internet, names, ublock }) {
  /** @type {Subject[]} */
  const subjects = [];
  try {
    for (const name of names) {
      subjects.push({ name, extension: NONE, version: '', browser: await openBrowser(name, { internet }) });
      const browser = await openProtected(name, { internet });
      subjects.push({ name, extension: BYSTANDER, version: 'this tree', browser });
      if (name === 'firefox' && ublock)
        subjects.push({
          name,
          extension: UBLOCK_ORIGIN,
          version: ublock.version,
          browser: await openAtWork(internet, ublock.path),
        });
    }
    return subjects;
  } catch (error) {
    await closeSubjects(subjects);
    throw error;
  }
}

/** @param {readonly Subject[]} subjects */
export async function closeSubjects(subjects) {
  for (const { browser } of subjects) await browser.close();
}

/**
 * Firefox with uBlock Origin, once that has read its lists, which takes it seconds on a new profile. Until then it lets pass.
 * @param {Internet} internet
 * @param {string} extension
 */
async function openAtWork(internet, extension) {
  const [tracker = ''] = TRACKERS;
  internet.serve(new URL(PROBE).host, {
    '/': `<!doctype html><title>Probe</title><link rel="icon" href="data:,"><img alt="" src="https://${tracker}/probe.gif">`,
  });
  const browser = await openBrowser('firefox', { internet, extension });
  try {
    const page = await browser.open(PROBE);
    await until('uBlock Origin stops a tracker', async () => {
      internet.forget();
      await page.goto(PROBE);
      return internet.requestsTo(tracker).length === 0;
    });
    return browser;
  } catch (error) {
    await browser.close();
    throw error;
  }
}
