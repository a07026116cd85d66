/**
 * Choices that end: at their moment, also while the background is dead, and never again after it.
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { META, NONE, start } from './policy-support.js';
import { createArea } from './support.js';

describe('a choice that ends', () => {
  test('every choice ends at its moment, and is forgotten when that is looked for', async () => {
    const { policy, local, clock, changes } = start();
    const site = 'news.example';
    await policy.except({ site, until: 1000 }, false);
    await policy.permit({ site, grantee: META, identity: 'with', until: 2000 }, false);
    await policy.setSiteLevel({ site, level: 'strict', until: 3000 }, true);
    assert.deepEqual(policy.nextEnds(), { normal: 1000, privately: 3000 });
    const holds = () => ({
      excepted: policy.exception(site, false).state !== 'none',
      permitted: policy.permissions(site, false).length,
      level: policy.siteLevel(site, true)?.level,
    });
    clock.time = 999;
    assert.deepEqual(holds(), { excepted: true, permitted: 1, level: 'strict' });
    clock.time = 1000;
    assert.deepEqual(holds(), { excepted: false, permitted: 1, level: 'strict' });
    clock.time = 3000;
    assert.deepEqual(holds(), { excepted: false, permitted: 0, level: undefined });
    assert.deepEqual(policy.live(), { normal: { level: 'standard', ...NONE }, privately: NONE });
    assert.deepEqual(local.stored.policy, { version: 1, ...policy.current(false) }, 'still stored');
    const before = changes();
    await policy.forgetEnded();
    assert.deepEqual(policy.nextEnds(), { normal: undefined, privately: undefined });
    assert.deepEqual(local.stored.policy, { version: 1, level: 'standard', ...NONE });
    assert.equal(changes(), before + 2);
    await policy.forgetEnded();
    assert.equal(changes(), before + 2, 'nothing had ended');
  });

  test('what ended while the background was dead never comes back', async () => {
    const first = start();
    await first.policy.permit({ site: 'news.example', grantee: META, identity: 'with', until: 1000 }, false);
    await first.policy.except({ site: 'secret.example', until: 1000 }, true);
    for (const [time, expected] of /** @type {const} */ ([
      [999, 1],
      [1000, 0],
    ])) {
      const { policy } = start({
        local: createArea(first.local.stored),
        session: createArea(first.session.stored),
        time,
      });
      await policy.ready;
      assert.equal(policy.live().normal.permissions.length, expected, `at ${time}`);
      assert.equal(policy.live().privately.exceptions.length, expected, `at ${time}`);
    }
  });

  test('what ended while the background was dead is forgotten by the next', async () => {
    const first = start();
    await first.policy.permit({ site: 'news.example', grantee: META, identity: 'with', until: 1000 }, false);
    await first.policy.except({ site: 'secret.example', until: 1000 }, true);
    const next = start({
      local: createArea(first.local.stored),
      session: createArea(first.session.stored),
      time: 1000,
    });
    await next.policy.forgetEnded();
    assert.deepEqual(next.local.stored.policy, { version: 1, level: 'standard', ...NONE });
    assert.deepEqual(next.session.stored, { 'policy:private': NONE });
  });
});
