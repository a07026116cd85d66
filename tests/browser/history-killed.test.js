/**
 * The death of the whole browser in the middle of writing history: nothing that was written is lost, nothing is corrupt.
 * A few kills here; `node tests/bench/history-kills.js` does a hundred. Once in a while Chrome finds its files damaged after
 * one, and deletes the whole database: that is done here on purpose.
 */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { awake, browsers, openProtected, stopped } from './bystander.js';
import { historySays } from './history-days.js';
import { killWhileWriting } from './history-kills.js';
import { html, startInternet } from './internet/index.js';

const KILLS = 5;

for (const name of browsers)
  it(`history in ${name} is whole after the browser was killed ${KILLS} times while writing it`, async (test) => {
    const pages = await killWhileWriting(name, KILLS, (line) => test.diagnostic(line));
    assert.ok(pages > KILLS, 'hardly anything was written');
  });

it('history in chromium comes back when the browser has deleted its database', async () => {
  const url = 'https://one.example/';
  const page = html`<!doctype html><title>Page</title><img alt="" src="https://bat.bing.com/action/0?ti=1">`;
  const internet = await startInternet({ sites: { 'one.example': { '/': page } } });
  const browser = await openProtected('chromium', { internet });
  try {
    await browser.open(url);
    const isThere = (/** @type {import('./history-days.js').ReadDay[]} */ [day]) =>
      day?.cells['Microsoft on one.example']?.[1] === 1;
    await historySays(browser, isThere);
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
    await historySays(browser, isThere);
  } finally {
    await browser.close();
    await internet.close();
  }
});
