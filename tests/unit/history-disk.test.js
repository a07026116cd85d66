/** What history does when the disk does not take what it writes. */

import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { openTwice } from '../../extension/background/history-copy.js';
import { DAY_MS, forget, NOON, start, stored } from './history-support.js';
import { turn } from './support.js';

beforeEach(forget);

describe('what goes wrong with the disk', () => {
  test('is told, breaks nothing, and what could not be written is written later', async () => {
    /** @type {unknown[]} */
    const problems = [];
    let isFull = true;
    const { visit, request, timers, days } = await start({
      onProblem: (problem) => void problems.push(problem),
      open: async (browser, onGone) => {
        if (isFull) throw new DOMException('The disk is full.', 'QuotaExceededError');
        return openTwice(browser, onGone);
      },
    });
    await until(async () => problems.length > 0);
    visit('a');
    request('a');
    await until(async () => problems.length > 1);
    assert.match(String(problems.at(-1)), /full/);
    isFull = false;
    timers.shift()?.();
    await until(async () => problems.at(-1) === undefined);
    assert.deepEqual((await days())[0]?.cells, { 'Meta on news.example': [1, 1, 0, 0, 0, 0] });
  });

  test('leaves the database as it was when one write of several fails', async () => {
    const { visit, request, clock, days } = await start({ onProblem: () => {} });
    visit('a');
    const before = await days();
    clock.time = NOON + DAY_MS;
    request('a');
    visit('b', { tabId: 2 });
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (/** @type {unknown} */ value) {
      // The pages are written by then.
      if (this.name === 'days') throw new DOMException('The disk is full.', 'QuotaExceededError');
      return put.call(this, value);
    };
    try {
      await assert.rejects(days(), /full/);
      assert.deepEqual(await stored(), before);
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    assert.deepEqual(
      (await days()).map(({ sites }) => sites),
      [{ 'news.example': 1 }, { 'news.example': 1 }],
    );
  });
});

/** @param {() => Promise<boolean>} isSo */
async function until(isSo) {
  while (!(await isSo())) await turn();
}
