/**
 * The copy of history: what a browser deletes of one is in the other, and what a person deletes is gone from both.
 *
 * @import { Deletion } from '../../extension/shared/history-protocol.js'
 */

import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { IDBFactory } from 'fake-indexeddb';
import { wrap } from 'idb';
import { BUCKET } from '../../extension/background/history-copy.js';
import { openIn } from '../../extension/shared/history-store.js';
import { DAY_MS, everything, forget, start, TODAY } from './history-support.js';
import { createArea } from './support.js';

beforeEach(forget);

/** Buckets, of which one is used. */
function createBuckets() {
  let factory = new IDBFactory();
  /** @type {(IDBOpenDBRequest)[]} */
  let requests = [];
  const buckets = {
    /** @type {string[]} */
    opened: [],
    /** @type {'nothing' | 'opening' | 'everything'} */
    fails: 'nothing',
    /** @param {string} name */
    async open(name) {
      if (buckets.fails !== 'nothing') throw new Error('The bucket does not open.');
      buckets.opened.push(name);
      /** @type {IDBFactory['open']} */
      const open = (...args) => {
        const request = factory.open(...args);
        requests.push(request);
        return request;
      };
      return { indexedDB: { open }, estimate: async () => ({}) };
    },
    /** @param {string} name */
    async delete(name) {
      assert.equal(name, BUCKET);
      if (buckets.fails === 'everything') throw new Error('The bucket cannot be deleted.');
      buckets.forget();
    },
    /** Its connections are closed by the browser. */
    close() {
      for (const { result } of requests) result.close();
      requests = [];
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
  return buckets;
}

/** Two sites, one page each. @param {ReturnType<typeof createBuckets>} buckets */
async function visited(buckets) {
  const history = await start({ buckets });
  for (const document of ['a', 'b']) {
    history.visit(document, { tabId: 1, url: `https://${document}.example/` });
    history.request(document);
  }
  await history.recorder.settled();
  return history;
}

/** @param {{ days: () => Promise<{ sites: Record<string, number> }[]> }} life */
const sitesOf = async (life) => (await life.days()).flatMap(({ sites }) => Object.keys(sites)).sort();

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
});

describe('a copy that fails', () => {
  test('stops no history where it does not open, and is there again when it does', async () => {
    const buckets = createBuckets();
    const first = await visited(buckets);
    buckets.fails = 'opening';
    const second = await first.next();
    second.visit('c', { url: 'https://c.example/' });
    second.request('c');
    assert.deepEqual(await sitesOf(second), ['a.example', 'b.example', 'c.example']);
  });

  test('to open has what was written meanwhile when it is there again', async () => {
    const buckets = createBuckets();
    const first = await visited(buckets);
    buckets.fails = 'opening';
    const second = await first.next({ session: createArea() });
    second.visit('c', { url: 'https://c.example/' });
    second.request('c');
    await second.days();
    buckets.fails = 'nothing';
    const third = await second.next({ session: createArea() });
    await third.days();
    forget();
    const fourth = await third.next({ session: createArea() });
    assert.deepEqual(await sitesOf(fourth), ['a.example', 'b.example', 'c.example']);
  });

  for (const what of /** @type {const} */ (['does not open', 'closes']))
    test(`and ${what} brings back nothing of the days that a person wanted kept no more`, async () => {
      const buckets = createBuckets();
      const first = await visited(buckets);
      const later = { session: createArea(), at: first.clock.time + 10 * DAY_MS };
      if (what === 'does not open') buckets.fails = 'opening';
      const second = await first.next(later);
      await second.days();
      if (what === 'closes') buckets.close();
      await second.recorder.keep(7);
      await second.recorder.keep(90);
      assert.equal(await everything(), '[[],[]]');
      buckets.fails = 'nothing';
      assert.deepEqual(await sitesOf(await second.next(later)), []);
    });

  test('and cannot be given up either loses no older days from one of the two alone, and says so', async () => {
    const buckets = createBuckets();
    const first = await visited(buckets);
    const later = { session: createArea(), at: first.clock.time + 10 * DAY_MS };
    const second = await first.next(later);
    await second.days();
    buckets.close();
    buckets.fails = 'everything';
    await assert.rejects(second.recorder.keep(7), /cannot be deleted/);
    assert.match(await everything(), /a\.example/);
    buckets.fails = 'nothing';
    await second.recorder.keep(7);
    for (const all of [await everything(), await buckets.everything()]) assert.equal(all, '[[],[]]');
  });

  for (const fails of /** @type {const} */ (['nothing', 'everything']))
    test(`in the middle stops no history, and the next one has it all (besides fails: ${fails})`, async () => {
      const buckets = createBuckets();
      const first = await visited(buckets);
      buckets.close();
      buckets.fails = fails;
      for (const document of ['c', 'd']) {
        first.visit(document, { url: `https://${document}.example/` });
        first.request(document);
        await first.recorder.settled();
      }
      const all = ['a.example', 'b.example', 'c.example', 'd.example'];
      assert.deepEqual(await sitesOf(first), all);
      buckets.fails = 'nothing';
      const second = await first.next();
      assert.deepEqual(await sitesOf(second), all);
      if (fails === 'nothing') assert.equal(await buckets.everything(), await everything());
    });

  for (const what of /** @type {const} */ (['does not open', 'closes', 'cannot be written']))
    for (const [deletion, left] of /** @type {const} */ ([
      [{ site: 'a.example' }, ['b.example']],
      [{}, []],
    ]))
      for (const lost of [false, true])
        test(`and ${what} brings back nothing of what was deleted: ${JSON.stringify(deletion)}${lost ? ', the database being lost then' : ''}`, async () => {
          const buckets = createBuckets();
          const first = await visited(buckets);
          if (what === 'does not open') buckets.fails = 'opening';
          const life = what === 'does not open' ? await first.next() : first;
          if (what === 'closes') buckets.close();
          const { transaction } = IDBDatabase.prototype;
          let count = 0;
          if (what === 'cannot be written')
            IDBDatabase.prototype.transaction = function (
              /** @type {Parameters<typeof transaction>} */ ...args
            ) {
              count += args[1] === 'readwrite' ? 1 : 0;
              // The first that is written is the copy.
              if (args[1] === 'readwrite' && count === 1)
                throw new DOMException('Full.', 'QuotaExceededError');
              return transaction.apply(this, args);
            };
          try {
            await life.recorder.delete(deletion);
          } finally {
            IDBDatabase.prototype.transaction = transaction;
          }
          assert.deepEqual(await sitesOf(life), left);
          assert.doesNotMatch(await buckets.everything(), /a\.example/);
          buckets.fails = 'nothing';
          if (lost) forget();
          const next = await life.next();
          assert.deepEqual(await sitesOf(next), left);
        });

  test('and cannot be given up either deletes nothing, and says so', async () => {
    const buckets = createBuckets();
    const history = await visited(buckets);
    buckets.close();
    buckets.fails = 'everything';
    await assert.rejects(history.recorder.delete({ site: 'a.example' }), /cannot be deleted/);
    assert.match(await everything(), /a\.example/);
    buckets.fails = 'nothing';
    await history.recorder.delete({ site: 'a.example' });
    for (const all of [await everything(), await buckets.everything()])
      assert.doesNotMatch(all, /a\.example/);
  });
});

describe('a background that dies in the middle of a deletion', () => {
  for (const deletion of /** @type {Deletion[]} */ ([{ site: 'a.example' }, {}]))
    for (const lost of ['nothing', 'the database', 'the copy'])
      test(`leaves all or nothing of ${JSON.stringify(deletion)}, ${lost} being lost then`, async () => {
        let isWhole = false;
        // Every transaction is a moment to die at.
        for (let moment = 0; !isWhole; moment += 1) {
          forget();
          const buckets = createBuckets();
          const history = await visited(buckets);
          const { transaction } = IDBDatabase.prototype;
          let count = 0;
          IDBDatabase.prototype.transaction = function (
            /** @type {Parameters<typeof transaction>} */ ...args
          ) {
            count += 1;
            if (count > moment) {
              buckets.fails = 'everything';
              throw new Error('It is dead.');
            }
            return transaction.apply(this, args);
          };
          try {
            await history.recorder.delete(deletion);
            isWhole = true;
          } catch (error) {
            assert.match(String(error), /dead|bucket/);
          } finally {
            IDBDatabase.prototype.transaction = transaction;
          }
          buckets.fails = 'nothing';
          if (lost === 'the database') forget();
          if (lost === 'the copy') buckets.forget();
          const sites = await sitesOf(await history.next());
          const rest = Object.keys(deletion).length ? ['b.example'] : [];
          if (isWhole) assert.deepEqual(sites, rest, `died at moment ${moment}`);
          else
            assert.ok(sites.length === 2 || `${sites}` === `${rest}`, `died at moment ${moment}: ${sites}`);
        }
      });
});

/** @param {() => Promise<boolean>} isSo */
async function until(isSo) {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve));
}
