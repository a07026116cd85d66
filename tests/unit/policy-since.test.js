/**
 * When a permission was given: kept with it, in either kind of window, and told to the core, which passes over it.
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { META, start } from './policy-support.js';
import { createArea } from './support.js';

const site = 'news.example';

describe('a permission remembers when it was given', () => {
  for (const isPrivate of [false, true])
    test(`in a ${isPrivate ? 'private' : 'normal'} window, over the death of the background`, async () => {
      const first = start({ time: 1000 });
      await first.policy.permit({ site, grantee: META, identity: 'with' }, isPrivate);
      const { policy } = start({
        local: createArea(first.local.stored),
        session: createArea(first.session.stored),
        time: 5000,
      });
      await policy.ready;
      assert.equal(policy.permissions(site, isPrivate)[0]?.since, 1000);
    });

  test('anew where it is renewed', async () => {
    const { policy, clock } = start({ time: 1000 });
    await policy.permit({ site, grantee: META, identity: 'with' }, false);
    clock.time = 2000;
    await policy.permit({ site, grantee: META, identity: 'with' }, false);
    assert.deepEqual(
      policy.permissions(site, false).map(({ since }) => since),
      [2000],
    );
  });

  for (const since of [undefined, null, '1', -1, Number.NaN, 8.65e15])
    test(`and holds without, where storage says ${since}`, async () => {
      const permission = { site, grantee: META, identity: 'with' };
      const { policy } = start({
        local: createArea({ policy: { permissions: [{ ...permission, since }] } }),
      });
      await policy.ready;
      assert.deepEqual(policy.permissions(site, false), [permission]);
    });

  test('and a page loaded before it was renewed is not stale', async () => {
    const { policy, clock } = start();
    await policy.permit({ site, grantee: META, identity: 'with' }, false);
    const before = policy.loadedUnder(site, false);
    clock.time = 2000;
    await policy.permit({ site, grantee: META, identity: 'with' }, false);
    assert.deepEqual(policy.loadedUnder(site, false), before);
  });
});
