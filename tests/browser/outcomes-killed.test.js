/**
 * The death of Chrome's worker in the middle of a page: what was counted before stays counted, what ends afterwards is
 * counted with it, nothing twice, and nothing is invented.
 */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openProtected, stopped } from './bystander.js';
import { makeTemporaryDirectory } from './drivers/temporary-directory.js';
import { html, pixel, startInternet, text } from './internet/index.js';
import { lists } from './ledger-rows.js';
import { writeWithUnsaidRules } from './other-extension.js';
import { PATIENCE_MS } from './waiting.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('../../extension/background/ledger-tab.js').LedgerTab} LedgerTab */

const PAGE = 'https://long.example/';
const BLOCKED = 'https://bat.bing.com/action/0?ti=1';
const STRIPPED = 'https://www.facebook.com/parts/held.json';
const LAST = 'https://px.ads.linkedin.com/collect?pid=1';
const MANY = 60;

describe('when Chrome’s worker dies in the middle of a page', () => {
  /** @type {import('./drivers/temporary-directory.js').TemporaryDirectory} */
  let home;
  /** @type {import('./internet/index.js').Internet} */
  let internet;
  /** @type {import('./drivers/index.js').TestBrowser} */
  let browser;
  /** A host that the core stops and Chrome's rules do not know. @type {string} */
  let unsaid;
  /** Lets the server answer what it holds back. @type {() => void} */
  let release = () => {};
  /** @type {Promise<void>} */
  const released = new Promise((resolve) => {
    release = resolve;
  });

  before(async () => {
    home = await makeTemporaryDirectory('bystander-killed-');
    const extension = join(home.path, 'bystander');
    unsaid = await writeWithUnsaidRules(extension);
    const held = () => released.then(() => text('application/json', '{}'));
    internet = await startInternet({
      sites: {
        'long.example': { '/': html`<!doctype html><title>Long</title><link rel="icon" href="data:,">` },
        'bat.bing.com': { '/action/0': pixel() },
        'www.facebook.com': { '/parts/held.json': held },
        [unsaid]: {
          '/held.json': held,
          '/moved.json': { status: 302, headers: { location: '/landed.json' } },
        },
      },
    });
    browser = await openProtected('chromium', { internet, extension });
  });
  after(async () => {
    await browser?.close();
    await internet?.close();
    await home.remove();
  });

  it('every request counts once, whenever it began and ended', async () => {
    const page = await browser.open(PAGE);
    const neighbour = await browser.open(PAGE);
    const tabId = await browser.tabId(page);
    assert.equal(await ask(page, BLOCKED), 'stopped');
    const ends = [ask(page, STRIPPED), ask(page, `https://${unsaid}/held.json`)];
    await internet.seen(({ host }) => host === unsaid);
    await internet.seen(({ host }) => host === 'www.facebook.com');
    await stored(tabId, { 'bing.com': [1, 1, 0], 'facebook.com': [1, 1, 0], [unsaid]: [1, 0, 0] });

    await stopped(browser);
    release();
    assert.deepEqual(await Promise.all(ends), ['answered', 'answered']);
    assert.equal(await ask(page, BLOCKED), 'stopped');
    // A redirect is two requests, both of which got through.
    assert.equal(await ask(page, `https://${unsaid}/moved.json`), 'answered');
    await lists(browser, page, [
      'Microsoft: 2 blocked',
      'Meta: 1 without cookies',
      `${unsaid}: 3 got through`,
    ]);
    await lists(browser, neighbour, []);
    assert.equal(internet.requestsTo('bat.bing.com').length, 0);
    await page.close();
    await neighbour.close();
  });

  it('at any moment, no request counts twice and none is said to have got through', async () => {
    const page = await browser.open(PAGE);
    const tabId = await browser.tabId(page);
    const asking = page.evaluate(
      async (url, many) => {
        for (let number = 0; number < many; number += 1)
          await fetch(`${url}&number=${number}`, { mode: 'no-cors' }).catch(() => {});
      },
      BLOCKED,
      MANY,
    );
    await browser.stopBackground();
    await asking;
    // Events come in order: when the last is written down, so is all that ever will be of those before.
    assert.equal(await ask(page, LAST), 'stopped');
    const [count, confirmed, contradicted] = await until(tabId, (counts) =>
      counts['linkedin.com']?.[1] === 1 ? counts['bing.com'] : undefined,
    );
    assert.ok(confirmed > 0, 'nothing was counted');
    assert.ok(count <= MANY && confirmed <= count, `${confirmed} of ${count}, of ${MANY} requests`);
    assert.equal(contradicted, 0);
    assert.equal(internet.requestsTo('bat.bing.com').length, 0);
  });

  /**
   * @param {Page} page
   * @param {string} url
   */
  function ask(page, url) {
    return page.evaluate(
      (address) =>
        fetch(address, { mode: 'no-cors', credentials: 'include' }).then(
          () => 'answered',
          () => 'stopped',
        ),
      url,
    );
  }

  /** @typedef {Record<string, [count: number, confirmed: number, contradicted: number]>} CountsBySite */

  /**
   * Waits until storage, which outlives the worker, holds exactly these counts of a tab's page.
   * @param {number} tabId
   * @param {CountsBySite} expected
   */
  function stored(tabId, expected) {
    const wanted = Object.entries(expected);
    return until(tabId, (counts) =>
      wanted.every(([site, numbers]) => String(counts[site]) === String(numbers)) ? true : undefined,
    );
  }

  /**
   * @template T
   * @param {number} tabId
   * @param {(counts: CountsBySite) => T | undefined} find
   * @returns {Promise<T>}
   */
  async function until(tabId, find) {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const tab = /** @type {LedgerTab | undefined} */ (
        await browser.inExtension(
          async (key) => (await globalThis.browser.storage.session.get(key))[key],
          `page:${tabId}`,
        )
      );
      const entries = tab?.pages.find(({ document }) => document === tab.shown)?.entries ?? [];
      const counts = Object.fromEntries(
        entries.map(({ site, count, confirmed, contradicted }) => [
          site,
          /** @type {[number, number, number]} */ ([count, confirmed, contradicted]),
        ]),
      );
      const found = find(counts);
      if (found !== undefined) return found;
      if (Date.now() > deadline) throw new Error(`Storage never held it. It holds ${JSON.stringify(counts)}`);
    }
  }
});
