/**
 * Kills a browser in the middle of writing history, again and again, and looks each time at what is left. A page of the
 * extension runs the shipped recorder and ledger as fast as they go, instead of at most once a second, so that every kill
 * meets a write. Nothing that was written when the page said so may be missing, and nothing may count twice.
 *
 * @import { BrowserName, TestBrowser } from './drivers/index.js'
 * @import { ReadDay } from './history-days.js'
 */

import assert from 'node:assert/strict';
import { awake, openProtected } from './bystander.js';
import { daysOf, onDisk } from './history-days.js';
import { startInternet } from './internet/index.js';
import { until } from './waiting.js';

const REQUESTS = 3;
/** The longest a browser writes before it is killed. */
const LONGEST_MS = 400;

/**
 * @param {BrowserName} name
 * @param {number} times
 * @param {(line: string) => void} [tell] of every kill
 * @returns {Promise<number>} how many pages are kept in the end
 */
export async function killWhileWriting(name, times, tell = () => {}) {
  const internet = await startInternet({ sites: {} });
  const browser = await openProtected(name, { internet, permanent: true });
  try {
    // Firefox writes down in order only when it ends that it has an extension.
    await browser.relaunch();
    let before = { pages: 0, stopped: 0 };
    for (let time = 1; time <= times; time += 1) {
      await settled(browser);
      const { said, kill } = await writing(browser, before.pages);
      await kill();
      await settled(browser);
      const now = sumOf(await daysOf(browser));
      tell(`${name} ${time}: ${said} pages were said to be written, ${now.pages} are kept`);
      assert.ok(now.pages >= said, `${said} pages were written, and ${now.pages} are kept`);
      const most = (now.pages - before.pages) * REQUESTS;
      const got = now.stopped - before.stopped;
      // Of the page that the kill met, some requests may be missing.
      assert.ok(got <= most && got > most - REQUESTS, `${got} requests are kept of ${most}`);
      before = now;
    }
    return before.pages;
  } finally {
    await browser.close();
    await internet.close();
  }
}

/**
 * Waits until the background has added the pages that were left open to their day.
 * @param {TestBrowser} browser
 */
async function settled(browser) {
  await awake(browser);
  await until(
    'what was left open is added to its day',
    () => onDisk(browser),
    (kept) => kept.endsWith(',[]]'),
  );
}

/**
 * Pages are visited one after the other, each on a site of its own, number `first` being the next, each making REQUESTS requests that are stopped.
 * @param {TestBrowser} browser
 * @param {number} first
 */
async function writing(browser, first) {
  const page = await browser.extensionPage('manifest.json');
  await page.evaluate(visitForEver, { first, requests: REQUESTS });
  const end = Date.now() + Math.random() * LONGEST_MS;
  let said = first;
  // Asked again and again, since a page cannot tell anything by itself in the moment before its end.
  while (said === first || Date.now() < end)
    said = await page.evaluate(() => {
      const { said, failed } = Object(globalThis);
      if (failed) throw failed;
      return Number(said);
    });
  return { said, kill: () => browser.crash() };
}

/** @param {{ first: number, requests: number }} what */
async function visitForEver({ first, requests }) {
  const modules = [
    '/background/history-recorder.js',
    '/background/ledger.js',
    '/background/history-copy.js',
    '/shared/storage-buckets.js',
    '/vendor/idb/index.js',
  ];
  const [{ createHistoryRecorder }, { createLedger }, { openTwice }, { storageBuckets }, { openDB, wrap }] =
    await Promise.all(modules.map((module) => import(module)));
  const life = crypto.randomUUID();
  const fail = (/** @type {unknown} */ error) => {
    if (error) throw error;
  };
  const area = { get: async () => ({}), set: async () => {}, remove: async () => {} };
  const ledger = createLedger({ area, onChange: () => {}, onProblem: fail });
  const recorder = createHistoryRecorder({
    open: (/** @type {() => void} */ onGone) =>
      openTwice({ openDB, wrap, buckets: storageBuckets() }, onGone),
    ledger,
    ready: ledger.ready.then(() => ({ siteOf: (/** @type {string} */ url) => new URL(url).hostname })),
    isNormal: () => true,
    keep: { current: () => 30, set: async () => {} },
    now: Date.now,
    later: () => {},
    onProblem: fail,
  });
  await ledger.ready;
  Object.assign(globalThis, { said: first });
  // It goes on when this is told to have begun.
  void visit().catch((failed) => Object.assign(globalThis, { failed }));

  async function visit() {
    for (let number = first; ; number += 1) await visitOne(number);
  }

  /** @param {number} number */
  async function visitOne(number) {
    const tabId = number - first;
    const documentId = `${life} ${number}`;
    const url = `https://site-${number}.example/`;
    const place = { tabId, documentId, parentDocumentId: undefined, pageUrl: url, outermost: true };
    ledger.commit({
      ...{ tabId, documentId, parentDocumentId: undefined, url, outermost: true, time: Date.now() },
      ...{ active: true, unseen: false, excepted: false, level: 'standard', permitted: '[]' },
    });
    for (let request = 0; request < requests; request += 1) {
      const happening = {
        ...{ site: 'tracker.example', company: 'Tracker', kind: 'social', action: 'block' },
        ...{ reason: { kind: 'none' }, type: 'script', url: 'https://tracker.example/' },
      };
      ledger.note({ ...place, navigation: undefined }, happening, 'predicted');
      ledger.note({ ...place, navigation: undefined }, happening, 'confirmed');
      recorder.changed(tabId);
      await recorder.settled();
    }
    Object.assign(globalThis, { said: number + 1 });
    ledger.close(tabId);
  }
}

/**
 * What is kept in all, where every page is kept once, without a gap, and tried once.
 * @param {ReadDay[]} days
 */
function sumOf(days) {
  const visits = days.flatMap((day) => Object.entries(day.pages)).filter(([, number]) => number > 0);
  const cells = days.flatMap((day) => Object.entries(day.cells));
  let stopped = 0;
  for (const [site, number] of visits) assert.equal(number, 1, `pages of ${site}`);
  const expected = Array.from(visits, (_, number) => `site-${number}.example`);
  assert.deepEqual(visits.map(([site]) => site).sort(), expected.sort());
  assert.deepEqual(
    cells.map(([onSite]) => onSite).sort(),
    expected.map((site) => `Tracker on ${site}`).sort(),
  );
  for (const [onSite, [tried, sum = 0, ...others]] of cells) {
    assert.ok(tried === 1 && sum > 0 && sum <= REQUESTS, `${onSite}: ${tried}, ${sum}`);
    assert.deepEqual(others, [0, 0, 0, 0]);
    stopped += sum;
  }
  return { pages: visits.length, stopped };
}
