/**
 * What is permitted on the page that a tab shows.
 *
 * @import { Grantee } from '/core/bystander.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createOnce } from '../../extension/background/once.js';
import { LIKE, META } from './policy-support.js';
import { createArea, noProblem, turn } from './support.js';

const site = 'news.example';
const here = { tabId: 3, isPrivate: false };

/** @param {Grantee} grantee */
const without = (grantee) => ({ site, grantee, identity: /** @type {const} */ ('without') });
/** @param {Grantee} grantee */
const withIdentity = (grantee) => ({ site, grantee, identity: /** @type {const} */ ('with') });

/** @param {{ session?: ReturnType<typeof createArea>, onProblem?: (error: unknown) => void }} [world] */
function start({ session = createArea(), onProblem = noProblem } = {}) {
  let changes = 0;
  const once = createOnce({ session, now: () => 7, onChange: () => (changes += 1), onProblem });
  return { once, session, changes: () => changes };
}

describe('what is permitted once', () => {
  test('is nothing at first', async () => {
    const { once, changes } = start();
    await once.ready;
    assert.deepEqual([once.all(), once.of(3)], [[], []]);
    assert.equal(changes(), 0);
  });

  test('holds in its tab, and in no other', async () => {
    const { once, changes } = start();
    await once.permit(without(LIKE), here);
    assert.deepEqual(once.of(3), [{ ...without(LIKE), ...here, since: 7 }]);
    for (const elsewhere of [4, -1]) assert.deepEqual(once.of(elsewhere), []);
    assert.equal(changes(), 1);
  });

  test('takes the place of what was permitted to the same in the same tab', async () => {
    const { once } = start();
    await once.permit(without(LIKE), here);
    await once.permit(without(LIKE), { tabId: 4, isPrivate: false });
    await once.permit(withIdentity(LIKE), here);
    assert.deepEqual(once.of(3), [{ ...withIdentity(LIKE), ...here, since: 7 }]);
    assert.equal(once.of(4)[0]?.identity, 'without');
  });

  test('is taken back for one grantee in one tab', async () => {
    const { once } = start();
    await once.permit(without(LIKE), here);
    await once.permit(without({ network: 'x', name: 'Post' }), here);
    await once.permit(without(LIKE), { tabId: 4, isPrivate: false });
    await once.revoke(3, { ...LIKE });
    assert.deepEqual(
      once.of(3).map(({ grantee }) => grantee),
      [{ network: 'x', name: 'Post' }],
    );
    assert.equal(once.of(4).length, 1);
  });

  test('ends with the page, and with nobody else’s', async () => {
    const { once, session, changes } = start();
    await once.permit(without(LIKE), here);
    await once.permit(without(META), here);
    await once.permit(without(META), { tabId: 4, isPrivate: false });
    await once.leave(3);
    assert.deepEqual(once.of(3), []);
    assert.equal(once.of(4).length, 1);
    assert.equal(changes(), 4);
    assert.equal(/** @type {unknown[]} */ (session.stored.once).length, 1);
  });

  test('is neither written nor told where a page is left that had nothing', async () => {
    const { once, session, changes } = start();
    await once.permit(without(LIKE), here);
    await once.leave(4);
    await once.revoke(3, META);
    assert.deepEqual([session.writes, changes()], [['once'], 1]);
  });

  test('is over for all who ask before storage has taken it', async () => {
    const { once, session, changes } = start();
    await once.permit(without(LIKE), here);
    const open = session.hold();
    const left = once.leave(3);
    await turn();
    assert.deepEqual([once.of(3), changes()], [[], 2]);
    open();
    await left;
  });

  test('is known again to a background that is started anew', async () => {
    const first = start();
    await first.once.permit(without(LIKE), { tabId: 3, isPrivate: true });
    await first.once.permit(withIdentity(META), here);
    const { once, session, changes } = start({ session: createArea(first.session.stored) });
    await once.ready;
    assert.deepEqual(once.all(), first.once.all());
    assert.deepEqual(
      once.all().map(({ isPrivate }) => isPrivate),
      [true, false],
    );
    assert.deepEqual([session.writes, changes()], [[], 0]);
  });

  test('is not lost where a background is woken by the very press', async () => {
    const session = createArea({ once: [{ ...without(META), ...here, since: 1 }] });
    const open = session.hold();
    const { once } = start({ session });
    const done = once.permit(without(LIKE), here);
    open();
    await done;
    assert.equal(once.of(3).length, 2);
  });

  const kept = { ...without(LIKE), ...here, since: 1 };
  for (const [what, damaged] of /** @type {[string, unknown][]} */ ([
    ['no list', { 0: kept }],
    ['nothing', null],
    ['words', 'once'],
    ['a list of nothing', [null, undefined, 7, 'x', []]],
    ['no site', [{ ...kept, site: 'https://news.example/' }]],
    ['no identity', [{ ...kept, identity: 'both' }]],
    ['nobody it is for', [{ ...kept, grantee: {} }]],
    ['no tab', [{ ...kept, tabId: '3' }]],
    ['a part of a tab', [{ ...kept, tabId: 3.5 }]],
  ]))
    test(`is nothing where storage holds ${what} in its place`, async () => {
      const { once } = start({ session: createArea({ once: damaged }) });
      await once.ready;
      assert.deepEqual(once.all(), []);
    });

  test('is read without what storage holds besides, and what is whole stays where something is damaged', async () => {
    const stored = [{ ...kept, isPrivate: 'yes', level: 'strict' }, { tabId: 3 }];
    const { once } = start({ session: createArea({ once: stored }) });
    await once.ready;
    assert.deepEqual(once.all(), [kept]);
  });

  test('is bounded: of too many the oldest are forgotten', async () => {
    const stored = Array.from({ length: 500 }, (_, tabId) => ({ ...kept, tabId }));
    const { once } = start({ session: createArea({ once: stored }) });
    await once.permit(without(LIKE), { tabId: 1000, isPrivate: false });
    assert.equal(once.all().length, 500);
    assert.deepEqual([once.of(0).length, once.of(1).length, once.of(1000).length], [0, 1, 1]);
  });

  test('has a problem that is told, and goes on, where storage refuses', async () => {
    /** @type {unknown[]} */
    const told = [];
    const area = createArea();
    let refuses = true;
    const session = {
      ...area,
      /** @param {Record<string, unknown>} items */
      async set(items) {
        if (refuses) throw new Error('full');
        await area.set(items);
      },
    };
    const { once } = start({ session, onProblem: (problem) => told.push(problem) });
    await assert.rejects(once.permit(without(LIKE), here), /full/);
    refuses = false;
    await once.permit(without(META), here);
    assert.deepEqual(told.map(String), ['Error: full']);
    assert.equal(/** @type {unknown[]} */ (session.stored.once).length, 2);
  });
});
