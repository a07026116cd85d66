/** History's end: what is too old, and what a person deletes, also of pages that are open. */

import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { DAY_MS, everything, forget, start, TODAY, TOMORROW } from './history-support.js';
import { createArea } from './support.js';

beforeEach(forget);

/** Two days: yesterday’s pages are over, today’s are open; two sites and two companies on each. */
async function twoDays() {
  const clock = { time: new Date(2026, 10, 26, 12).getTime() };
  const first = await start({ clock });
  for (const [document, tabId, url] of /** @type {const} */ ([
    ['a', 1, 'https://news.example/'],
    ['b', 2, 'https://shop.example/'],
  ])) {
    first.visit(document, { tabId, url });
    first.request(document, {}, 'confirmed', tabId);
    first.request(
      document,
      { company: 'Google', site: 'google.com', kind: 'advertising' },
      'confirmed',
      tabId,
    );
  }
  await first.days();
  const second = await first.next({ session: createArea(), at: clock.time + DAY_MS });
  for (const [document, tabId, url] of /** @type {const} */ ([
    ['c', 1, 'https://news.example/'],
    ['d', 2, 'https://shop.example/'],
  ])) {
    second.visit(document, { tabId, url });
    second.request(document, {}, 'confirmed', tabId);
    second.request(
      document,
      { company: 'Google', site: 'google.com', kind: 'advertising' },
      'confirmed',
      tabId,
    );
  }
  assert.deepEqual(
    (await second.days()).map(({ day, cells }) => [day, Object.keys(cells).length]),
    [
      [TODAY, 4],
      [TOMORROW, 4],
    ],
    'the control',
  );
  return second;
}

/** What goes on on the open pages. @param {Awaited<ReturnType<typeof twoDays>>} life */
function goOn({ request }) {
  for (const [document, tabId] of /** @type {const} */ ([
    ['c', 1],
    ['d', 2],
  ])) {
    request(document, {}, 'confirmed', tabId);
    request(document, { company: 'Google', site: 'google.com', kind: 'advertising' }, 'confirmed', tabId);
  }
}

describe('deleting', () => {
  for (const [what, deletion, gone, left] of /** @type {const} */ ([
    ['a site', { site: 'news.example' }, /news\.example/, [2, 2]],
    ['a company', { company: 'Meta' }, /Meta/, [2, 2]],
    ['a day that is over', { to: TODAY }, new RegExp(TODAY), [undefined, 4]],
    ['today', { from: TOMORROW }, new RegExp(TOMORROW), [4, undefined]],
    ['everything', {}, /./, [undefined, undefined]],
  ])) {
    test(`${what} takes it from the disk, and nothing brings it back`, async () => {
      const life = await twoDays();
      const days = 'site' in deletion || 'company' in deletion || !Object.keys(deletion).length ? 2 : 1;
      assert.equal(await life.recorder.delete(deletion), days);
      const check = async (/** @type {typeof life} */ after) => {
        const told = await after.days();
        assert.deepEqual(
          [TODAY, TOMORROW].map((day) => {
            const cells = told.find((known) => known.day === day)?.cells;
            return cells && Object.keys(cells).length;
          }),
          left,
        );
        if (Object.keys(deletion).length) assert.doesNotMatch(await everything(), gone);
        else assert.equal(await everything(), '[[],[]]');
      };
      await check(life);
      goOn(life);
      await check(life);
      const next = await life.next();
      goOn(next);
      await check(next);
    });
  }

  test('what there is nothing of changes nothing', async () => {
    const life = await twoDays();
    const before = await everything();
    assert.equal(await life.recorder.delete({ site: 'other.example' }), 0);
    assert.equal(await life.recorder.delete({ company: 'Other' }), 0);
    assert.equal(await everything(), before);
  });

  test('a site still keeps what its next page does', async () => {
    const life = await twoDays();
    await life.recorder.delete({ site: 'news.example' });
    life.visit('e', { tabId: 1 });
    life.request('e');
    assert.deepEqual((await life.days()).at(-1)?.cells['Meta on news.example'], [1, 1, 0, 0, 0, 0]);
  });
});

describe('history that is kept for so many days', () => {
  test('is without older days after the next start', async () => {
    const life = await twoDays();
    const next = await life.next({ session: createArea(), at: life.clock.time + 29 * DAY_MS });
    assert.deepEqual(
      (await next.days()).map(({ day }) => day),
      [TOMORROW],
    );
  });

  test('is without older days when the day changes', async () => {
    const life = await twoDays();
    life.clock.time += 29 * DAY_MS;
    life.visit('e', { tabId: 3 });
    assert.deepEqual(
      (await life.days()).map(({ day }) => day),
      [TOMORROW, '2026-12-26'],
    );
  });

  test('loses the older days at once when fewer are wanted', async () => {
    const life = await twoDays();
    life.clock.time += 6 * DAY_MS;
    await life.recorder.keep(7);
    assert.deepEqual(
      (await life.days()).map(({ day }) => day),
      [TOMORROW],
    );
    assert.equal(life.local.stored['history-keep'], 7);
  });

  test('is none where nothing is wanted, also of what happened meanwhile', async () => {
    const life = await twoDays();
    await life.recorder.keep(0);
    assert.equal(await everything(), '[[],[]]');
    goOn(life);
    life.visit('e', { tabId: 3 });
    assert.deepEqual(await life.days(), []);
    const next = await life.next();
    goOn(next);
    assert.deepEqual(await next.days(), []);
    await next.recorder.keep(30);
    goOn(next);
    assert.deepEqual(await next.days(), [], 'pages from before');
    next.visit('f', { tabId: 3 });
    assert.deepEqual((await next.days())[0]?.sites, { 'news.example': 1 });
  });

  for (const stored of ['90', 3, -1, null, {}])
    test(`is kept for a month where storage says ${JSON.stringify(stored)}`, async () => {
      const { keep, days } = await start({ local: createArea({ 'history-keep': stored }) });
      await days();
      assert.equal(keep.current(), 30);
    });

  test('is neither written nor deleted where the choice cannot be read', async () => {
    const life = await twoDays();
    const before = await everything();
    const local = createArea();
    local.get = async () => {
      throw new Error('disk on fire');
    };
    const { visit, days } = await start({ local, session: life.session, onProblem: () => {} });
    visit('x', { tabId: 9 });
    await days();
    assert.equal(await everything(), before);
  });
});
