// How soon the popup shows its page: from the opening of its document to the drawing of the first report, with the
// background awake and stopped, over a page with few companies and one with hundreds; and the longest its thread is busy
// while all rows are shown. Needs a build.
//
//     node tests/bench/popup.js [rounds] [firefox|chromium]

import { browsers, openProtected, says, stopped } from '../browser/bystander.js';
import { html, startInternet } from '../browser/internet/index.js';

const [rounds = '9', only] = process.argv.slice(2);
const ROUNDS = Number(rounds);
const GOAL_MS = 100;
/** More than the ledger keeps of a page. */
const MANY = 600;
const FEW_URL = 'https://few.example/';
const MANY_URL = 'https://many.example/';
const trackers = Array.from({ length: MANY }, (_, index) => `tracker-${index}.example`);
const asking = (/** @type {string[]} */ hosts) =>
  html`<!doctype html><title>Page</title>${hosts.map((host) => `<img alt="" src="https://${host}/i.gif">`).join('')}`;

const internet = await startInternet({
  sites: {
    'few.example': { '/': asking(trackers.slice(0, 8)) },
    'many.example': { '/': asking(trackers) },
  },
});
try {
  for (const name of browsers) if (only === undefined || only === name) await measureIn(name);
} finally {
  await internet.close();
}

/** @param {import('../browser/bystander.js').BrowserName} name */
async function measureIn(name) {
  const browser = await openProtected(name, { internet });
  try {
    await browser.open(FEW_URL);
    const rules = await browser.extensionPage('rules/rules.html');
    await rules.evaluate(
      (text) => chrome.runtime.sendMessage({ kind: 'set-own-rules', text }),
      trackers.map((host) => `||${host}^`).join('\n'),
    );
    await rules.close();
    for (const url of [FEW_URL, MANY_URL]) {
      const page = await browser.open(url);
      const address = `popup/popup.html?tabId=${await browser.tabId(page)}`;
      await (await shown(address)).popup.close();
      /** @type {Record<'awake' | 'stopped', number[]>} */
      const times = { awake: [], stopped: [] };
      for (let round = 0; round < ROUNDS; round += 1)
        for (const state of /** @type {const} */ (['awake', 'stopped'])) {
          if (state === 'stopped') await stopped(browser);
          const { popup, ms } = await shown(address);
          times[state].push(ms);
          await popup.close();
        }
      for (const [state, all] of Object.entries(times))
        console.log(`${name}, ${url}, background ${state}: ${said(all)} ms (goal: under ${GOAL_MS})`);
      await page.close();
    }

    /** @param {string} address */
    async function shown(address) {
      const popup = await browser.extensionPage(address);
      await says(popup, 'Companies on this page');
      const ms = await popup.evaluate(() => performance.getEntriesByName('told')[0]?.startTime ?? Number.NaN);
      return { popup, ms };
    }
  } finally {
    await browser.close();
  }
}

/** @param {number[]} times */
function said(times) {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (/** @type {number} */ part) => sorted[Math.floor((sorted.length - 1) * part)]?.toFixed(0);
  return `median ${at(0.5)}, fastest ${at(0)}, slowest ${at(1)}`;
}
