/** The copy of history: what a browser deletes of one is in the other, and what a person deletes is gone from both. */

import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { IDBFactory } from 'fake-indexeddb';
import { wrap } from 'idb';
import { BUCKET } from '../../extension/background/history-copy.js';
import { openIn } from '../../extension/shared/history-store.js';
import { everything, forget, start, TODAY } from './history-support.js';

beforeEach(forget);

function createBuckets() {
  /** @type {string[]} */
  const opened = [];
  let factory = new IDBFactory();
  return {
    opened,
    /** @param {string} name */
    async open(name) {
      opened.push(name);
      return { indexedDB: factory, estimate: async () => ({}) };
    },
    forget() {
      factory = new IDBFactory();
    },
    async everything() {
      const database = await openIn(wrap, factory);
      const all = JSON.stringify([await database.getAll('pages'), await database.getAll('days')]);
      database.close();
      return all;
    },
  };
}

/** @param {ReturnType<typeof createBuckets>} buckets */
async function visited(buckets) {
  const history = await start({ buckets });
  for (const document of ['a', 'b']) {
    history.visit(document, { tabId: 1, url: `https://${document}.example/` });
    history.request(document);
  }
  await history.recorder.settled();
  return history;
}

describe('history', () => {
  test('is written twice where there are buckets, the same', async () => {
    const buckets = createBuckets();
    await visited(buckets);
    assert.deepEqual(buckets.opened, [BUCKET]);
    assert.match(await everything(), /b\.example/);
    assert.equal(await buckets.everything(), await everything());
  });

  test('comes back from its copy when the browser has deleted it', async () => {
    const buckets = createBuckets();
    const history = await visited(buckets);
    const before = await history.days();
    assert.deepEqual(Object.keys(before[0]?.sites ?? {}).sort(), ['a.example', 'b.example']);
    forget();
    const next = await history.next();
    assert.deepEqual(await next.days(), before);
  });

  test('has a copy again when the browser has deleted that', async () => {
    const buckets = createBuckets();
    const history = await visited(buckets);
    buckets.forget();
    await history.next();
    await until(async () => (await buckets.everything()).includes('b.example'));
  });

  test('that a person deleted is gone from both, and does not come back', async () => {
    const buckets = createBuckets();
    const history = await visited(buckets);
    await history.recorder.delete({ site: 'a.example' });
    for (const all of [await everything(), await buckets.everything()]) {
      assert.doesNotMatch(all, /a\.example/);
      assert.match(all, /b\.example/);
    }
    await history.recorder.delete({ from: TODAY });
    for (const all of [await everything(), await buckets.everything()]) assert.equal(all, '[[],[]]');
    const next = await history.next();
    assert.deepEqual(await next.days(), []);
  });

  test('does without a copy where the bucket does not open', async () => {
    const history = await start({ buckets: { open: () => Promise.reject(new Error('no')) } });
    history.visit('a');
    history.request('a');
    assert.equal((await history.days()).length, 1);
  });
});

/** @param {() => Promise<boolean>} isSo */
async function until(isSo) {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve));
}
