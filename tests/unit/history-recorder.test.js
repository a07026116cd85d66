/** What history keeps of what happens, and that nothing of it counts twice or is lost, whenever the background dies. */

import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { FOLD_AT } from '../../extension/background/history-recorder.js';
import { DAY_MS, everything, forget, made, start, stored, TODAY, TOMORROW } from './history-support.js';
import { place } from './ledger-support.js';
import { createArea, turn } from './support.js';

beforeEach(forget);

describe('history', () => {
  test('keeps what the browser confirmed, by site and company', async () => {
    const { visit, request, days } = await start();
    visit('a');
    request('a');
    request('a');
    request('a', {}, 'predicted');
    request('a', { action: 'replace', reason: { kind: 'widget', network: 'facebook', name: 'Like button' } });
    request('a', { action: 'strip' });
    request('a', { action: 'clean' });
    request('a', { action: 'strip' }, 'contradicted');
    request('a', { site: 'tracker.example', company: undefined, kind: undefined });
    visit('b', { tabId: 2, url: 'https://shop.example/cart?secret' });
    assert.deepEqual(await days(), [
      {
        day: TODAY,
        sites: { 'news.example': 1, 'shop.example': 1 },
        cells: {
          'Meta on news.example': [1, 3, 1, 1, 1, 0],
          'tracker.example on news.example': [1, 1, 0, 0, 0, 0],
        },
      },
    ]);
  });

  test('keeps no address and nothing of what was told', async () => {
    const { visit, request, days } = await start();
    visit('a', { url: 'https://news.example/path?query=secret' });
    request('a', { url: 'https://facebook.com/tr?id=secret' });
    await days();
    assert.doesNotMatch(await everything(), /secret|path|https|tr\?/);
  });

  test('counts what was allowed apart', async () => {
    const { visit, request, days } = await start();
    visit('a');
    // Nothing of the ledger is so called yet; history is ready for it.
    request('a', { action: /** @type {'strip'} */ (/** @type {string} */ ('allow')) }, 'predicted');
    assert.deepEqual((await days())[0]?.cells, { 'Meta on news.example': [1, 0, 0, 0, 0, 1] });
  });

  for (const [what, differences] of /** @type {const} */ ([
    ['a page that was loaded ahead of time and not shown', { active: false }],
    ['a page whose requests the browser withheld', { unseen: true }],
    ['a page of the browser', { url: 'about:blank' }],
  ]))
    test(`keeps nothing of ${what}`, async () => {
      const { visit, request, days } = await start();
      visit('a', differences);
      request('a');
      assert.deepEqual(await days(), []);
    });

  test('counts a page that was loaded ahead of time when it is shown, with what it asked for before', async () => {
    const { visit, request, days } = await start();
    visit('a', { active: false });
    request('a');
    visit('a');
    assert.deepEqual((await days())[0]?.cells, { 'Meta on news.example': [1, 1, 0, 0, 0, 0] });
  });

  test('counts a page on an excepted site as visited', async () => {
    const { visit, days } = await start();
    visit('a', { excepted: true });
    assert.deepEqual((await days())[0]?.sites, { 'news.example': 1 });
  });

  test('takes back what did not last', async () => {
    const { visit, request, ledger, days } = await start();
    visit('a');
    request('a', { action: 'strip' });
    assert.deepEqual((await days())[0]?.cells, { 'Meta on news.example': [1, 0, 1, 0, 0, 0] });
    ledger.note(place({ tabId: 1, documentId: 'a' }), made({ action: 'strip' }), 'revoked');
    assert.deepEqual((await days())[0]?.cells, { 'Meta on news.example': [1, 0, 0, 0, 1, 0] });
  });

  test('is written at once, and then at most once a second', async () => {
    const { visit, request, timers, days } = await start();
    await days();
    visit('a');
    await until(async () => timers.length > 0);
    assert.deepEqual((await stored())[0]?.sites, { 'news.example': 1 });
    request('a');
    request('a');
    await turn();
    assert.deepEqual((await stored())[0]?.cells, {}, 'a second has not passed');
    timers.shift()?.();
    await until(async () => Object.keys((await stored())[0]?.cells ?? {}).length > 0);
    assert.deepEqual((await stored())[0]?.cells, { 'Meta on news.example': [1, 2, 0, 0, 0, 0] });
  });
});

describe('a page of history', () => {
  test('is not counted again when the background dies and it goes on', async () => {
    const first = await start();
    first.visit('a');
    first.request('a');
    await first.days();
    const second = await first.next();
    second.request('a');
    assert.deepEqual(await second.days(), await second.days());
    assert.deepEqual((await second.days())[0], {
      day: TODAY,
      sites: { 'news.example': 1 },
      cells: { 'Meta on news.example': [1, 2, 0, 0, 0, 0] },
    });
  });

  test('that changed in the last second before the background died is caught up with', async () => {
    const first = await start();
    await first.days();
    first.visit('a');
    first.request('a');
    // Not written: only the ledger's own storage is.
    const session = createArea();
    await first.ledger.settled();
    Object.assign(session.stored, structuredClone(first.session.stored));
    forget();
    const second = await start({ session });
    assert.deepEqual((await second.days())[0]?.cells, { 'Meta on news.example': [1, 1, 0, 0, 0, 0] });
  });

  test('is added to its day when the browser was ended', async () => {
    const first = await start();
    first.visit('a');
    first.request('a');
    const before = await first.days();
    const second = await first.next({ session: createArea() });
    assert.deepEqual(await second.days(), before);
    assert.match(await everything(), /^\[\[\],\[\{/, 'no page is left open');
  });

  test('counts with the others of its day when many are over', async () => {
    const { visit, request, ledger, days } = await start();
    for (let number = 0; number < FOLD_AT + 5; number += 1) {
      visit(`page-${number}`, { tabId: number });
      request(`page-${number}`, {}, 'confirmed', number);
      await days();
      ledger.close(number);
    }
    await days();
    assert.deepEqual(await days(), [
      {
        day: TODAY,
        sites: { 'news.example': FOLD_AT + 5 },
        cells: { 'Meta on news.example': [FOLD_AT + 5, FOLD_AT + 5, 0, 0, 0, 0] },
      },
    ]);
    assert.match(await everything(), /"bytes"/, 'some are in the day’s record');
  });

  test('keeps what happened in the second before its tab was closed', async () => {
    const { visit, request, ledger, days } = await start();
    visit('a');
    request('a');
    ledger.close(1);
    assert.deepEqual((await days())[0]?.cells, { 'Meta on news.example': [1, 1, 0, 0, 0, 0] });
  });

  test('is not brought back by a late beacon', async () => {
    const first = await start();
    first.visit('a');
    first.request('a');
    await first.days();
    for (let number = 0; number < 4; number += 1) first.visit(`next-${number}`);
    const second = await first.next();
    const before = await second.days();
    second.request('a');
    assert.deepEqual(await second.days(), before);
  });

  test('that goes on past midnight counts as loaded on its first day alone, and each request once', async () => {
    const { visit, request, clock, days } = await start();
    visit('a');
    request('a');
    request('a');
    await days();
    clock.time += DAY_MS;
    request('a');
    request('a', { company: 'Google', site: 'google.com' });
    const both = [
      {
        day: TODAY,
        sites: { 'news.example': 1 },
        cells: { 'Meta on news.example': [1, 2, 0, 0, 0, 0] },
      },
      {
        day: TOMORROW,
        sites: { 'news.example': 0 },
        cells: {
          'Meta on news.example': [0, 1, 0, 0, 0, 0],
          'Google on news.example': [1, 1, 0, 0, 0, 0],
        },
      },
    ];
    assert.deepEqual(await days(), both);
    clock.time += DAY_MS;
    visit('b', { tabId: 2, url: 'https://shop.example/' });
    assert.deepEqual((await days()).slice(0, 2), both);
  });

  test('stays on its day when the clock is set back over midnight and forth', async () => {
    const { visit, request, clock, days } = await start();
    visit('a');
    request('a');
    await days();
    clock.time -= DAY_MS;
    request('a');
    await days();
    clock.time += DAY_MS;
    request('a');
    const all = await days();
    const sum = all.map(({ cells }) => cells['Meta on news.example']?.[1] ?? 0).reduce((a, b) => a + b);
    assert.equal(sum, 3);
    assert.equal(
      all.map(({ sites }) => sites['news.example'] ?? 0).reduce((a, b) => a + b),
      1,
    );
  });
});

describe('private windows', () => {
  test('leave nothing in history, nor does a tab that is not known to be normal', async () => {
    const { visit, request, days } = await start({ isNormal: (tabId) => tabId === 1 });
    visit('secret', { tabId: 2, url: 'https://secret.example/' });
    request('secret', {}, 'confirmed', 2);
    visit('a');
    assert.deepEqual((await days())[0]?.sites, { 'news.example': 1 });
    assert.doesNotMatch(await everything(), /secret/);
  });

  test('leave nothing when they are found open at the start', async () => {
    const first = await start({ isNormal: () => false });
    first.visit('secret', { url: 'https://secret.example/' });
    first.request('secret');
    const second = await first.next();
    assert.deepEqual(await second.days(), []);
    assert.equal(await everything(), '[[],[]]');
  });
});

/** @param {() => Promise<boolean>} isSo */
async function until(isSo) {
  while (!(await isSo())) await turn();
}
