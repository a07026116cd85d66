/**
 * How long a stopped background needs to its first word, beside one that is awake. In both browsers a page of the extension asks
 * something that the core answers. In Firefox, where requests are held until there is a verdict, also: how long it takes until the server
 * sees a page asked for.
 *
 * @import { Internet } from '../../browser/internet/index.js'
 * @import { Subject } from './subjects.js'
 */

import { stopped } from '../../browser/bystander.js';
import { median } from '../matching/statistics.js';
import { BYSTANDER } from './subjects.js';

/** Milliseconds, medians of rounds. @typedef {{ browser: string, what: string, awake: number, stopped: number }} WakingResult */

const QUIET = 'https://quiet.example/';

/**
 * @param {{
 *   internet: Internet, subjects: readonly Subject[], rounds: number,
 *   tell: (what: string) => (done: number, all: number) => void,
 * }} needs
 * @returns {Promise<WakingResult[]>}
 */
export async function measureWaking({ internet, subjects, rounds, tell }) {
  internet.serve(new URL(QUIET).host, {
    '/': '<!doctype html><title>Quiet</title><link rel="icon" href="data:,">',
  });
  const all = [];
  for (const { name, extension, browser } of subjects) {
    if (extension !== BYSTANDER) continue;
    const rules = await browser.extensionPage('rules/rules.html');
    all.push({
      name,
      browser,
      what: 'the core answers a page of the extension',
      once: () => rules.evaluate(timeOfAnswer),
      ...noTimes(),
    });
    if (name !== 'firefox') continue;
    const tab = await browser.open(QUIET);
    all.push({
      name,
      browser,
      what: 'the server sees a page asked for',
      once: () => timeToServer(internet, tab),
      ...noTimes(),
    });
  }
  const said = tell('wake-ups');
  for (let round = 0; round <= rounds; round++) {
    for (const { browser, once, times } of all) {
      await once();
      const awake = await once();
      await stopped(browser);
      const asleep = await once();
      if (round === 0) continue;
      times.awake.push(awake);
      times.stopped.push(asleep);
    }
    said(round, rounds);
  }
  return all.map(({ name, what, times }) => ({
    browser: name,
    what,
    awake: median(times.awake),
    stopped: median(times.stopped),
  }));
}

/** @returns {{ times: { awake: number[], stopped: number[] } }} */
function noTimes() {
  return { times: { awake: [], stopped: [] } };
}

/** Runs in a page of the extension. */
async function timeOfAnswer() {
  const began = performance.now();
  const answer = await chrome.runtime.sendMessage({ kind: 'get-own-rules' });
  if (answer?.report === undefined) throw new Error('The background has no core.');
  return performance.now() - began;
}

/**
 * @param {Internet} internet
 * @param {import('puppeteer-core').Page} tab
 */
async function timeToServer(internet, tab) {
  internet.forget();
  const began = Date.now();
  const [{ time }] = await Promise.all([internet.seen(({ url }) => url === QUIET), tab.goto(QUIET)]);
  return time - began;
}
