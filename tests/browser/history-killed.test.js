/**
 * The death of the whole browser in the middle of writing history: nothing that was written is lost, nothing is corrupt.
 * A few kills here; `node tests/bench/history-kills.js` does a hundred. Once in a while Chrome finds its files damaged after
 * one, and deletes the whole database: that is done here on purpose.
 *
 * @import { Buckets } from '../../extension/shared/storage-buckets.js'
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { awake, browsers, openProtected, stopped } from './bystander.js';
import { historySays } from './history-days.js';
import { killWhileWriting } from './history-kills.js';
import { html, startInternet } from './internet/index.js';

const KILLS = 5;
const BUCKET = 'history-copy';

for (const name of browsers)
  it(`history in ${name} is whole after the browser was killed ${KILLS} times while writing it`, async (test) => {
    const pages = await killWhileWriting(name, KILLS, (line) => test.diagnostic(line));
    assert.ok(pages > KILLS, 'hardly anything was written');
  });

describe('history in chromium', () => {
  /** @type {import('./internet/index.js').Internet} */
  let internet;
  /** @type {import('./drivers/index.js').TestBrowser} */
  let browser;

  before(async () => {
    const page = html`<!doctype html><title>Page</title><img alt="" src="https://bat.bing.com/action/0?ti=1">`;
    internet = await startInternet({ sites: { 'one.example': { '/': page }, 'two.example': { '/': page } } });
    browser = await openProtected('chromium', { internet });
  });
  after(async () => {
    await browser?.close();
    await internet.close();
  });

  /** @param {string} site */
  const visited =
    (site) =>
    (/** @type {import('./history-days.js').ReadDay[]} */ [day]) =>
      day?.cells[`Microsoft on ${site}`]?.[1] === 1;

  it('comes back when the browser has deleted its database', async () => {
    await browser.open('https://one.example/');
    await historySays(browser, visited('one.example'));
    await stopped(browser);
    await browser.inExtension(
      () =>
        new Promise((resolve, reject) => {
          const request = indexedDB.deleteDatabase('history');
          request.onsuccess = () => resolve(undefined);
          request.onblocked = request.onerror = () => reject(new Error('It was not deleted.'));
        }),
    );
    const left = await browser.inExtension(async () => (await indexedDB.databases()).length);
    assert.equal(left, 0, 'the control');
    await awake(browser);
    await historySays(browser, visited('one.example'));
  });

  it('goes on when its copy is taken from under it, and what is deleted then never comes back', async () => {
    assert.deepEqual(await browser.inExtension(takeCopy), [[BUCKET], []], 'the control: it had one');
    await browser.open('https://two.example/');
    await historySays(browser, (days) => visited('one.example')(days) && visited('two.example')(days));
    const dashboard = await browser.extensionPage('dashboard/dashboard.html#data');
    const { days } = await dashboard.evaluate(() =>
      chrome.runtime.sendMessage({ kind: 'delete-history', what: { site: 'one.example' } }),
    );
    assert.equal(days, 1);
    await dashboard.close();
    await stopped(browser);
    await awake(browser);
    const said = await historySays(browser, (days) => (visited('two.example')(days) ? days : undefined));
    assert.deepEqual(Object.keys(said[0]?.pages ?? {}), ['two.example']);
    assert.deepEqual(await browser.inExtension(takeCopy), [[BUCKET], []], 'there is another one');
  });
});

/** In a page of the extension: the buckets before and after. */
async function takeCopy() {
  const { storageBuckets } = /** @type {{ storageBuckets: Buckets }} */ (/** @type {unknown} */ (navigator));
  const before = await storageBuckets.keys();
  for (const name of before) await storageBuckets.delete(name);
  return [before, await storageBuckets.keys()];
}
