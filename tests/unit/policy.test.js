import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createPolicy } from '../../extension/background/policy.js';
import { LIKE, META, NONE, sites, start } from './policy-support.js';
import { createArea } from './support.js';

describe('the policy', () => {
  test('is standard without exceptions at first', async () => {
    const { policy } = start();
    await policy.ready;
    assert.deepEqual(policy.current(false), { level: 'standard', ...NONE });
  });

  test('an exception survives a restart and holds in all windows', async () => {
    const first = start();
    await first.policy.except({ site: 'news.example' }, false);
    assert.equal(first.changes(), 1);
    assert.deepEqual(first.local.stored, {
      policy: { version: 1, level: 'standard', ...NONE, exceptions: [{ site: 'news.example' }] },
    });
    const { policy } = start({ local: createArea(first.local.stored) });
    await policy.ready;
    assert.deepEqual(sites(policy.current(false)), ['news.example']);
    assert.equal(policy.exception('news.example', false).state, 'normal');
    assert.equal(policy.exception('news.example', true).state, 'inherited');
    await policy.unexcept('news.example', false);
    assert.equal(policy.exception('news.example', true).state, 'none');
  });

  test('a choice of a private window never reaches the disk nor a normal window', async () => {
    const { policy, local, session } = start();
    await policy.except({ site: 'secret.example' }, true);
    assert.deepEqual(local.writes, [], 'writes to the disk');
    assert.deepEqual(session.stored, {
      'policy:private': { ...NONE, exceptions: [{ site: 'secret.example' }] },
    });
    assert.deepEqual(sites(policy.current(true)), ['secret.example']);
    assert.deepEqual(sites(policy.current(false)), []);
    assert.equal(policy.exception('secret.example', true).state, 'private');
    assert.equal(policy.exception('secret.example', false).state, 'none');
    await policy.unexcept('secret.example', true);
    assert.deepEqual(sites(policy.current(true)), []);
    assert.deepEqual(local.writes, [], 'writes to the disk');
  });

  test('a private window cannot take back what a normal one excepted', async () => {
    const { policy, local } = start();
    await policy.except({ site: 'news.example' }, false);
    await policy.unexcept('news.example', true);
    assert.equal(policy.exception('news.example', true).state, 'inherited');
    assert.equal(local.writes.length, 1);
  });

  test('private choices outlive the background and end with the last private window', async () => {
    const first = start();
    await first.policy.except({ site: 'secret.example' }, true);
    const { policy, session } = start({ session: createArea(first.session.stored) });
    await policy.ready;
    assert.equal(policy.exception('secret.example', true).state, 'private');
    await policy.forgetPrivate();
    assert.equal(policy.exception('secret.example', true).state, 'none');
    assert.deepEqual(session.stored, { 'policy:private': NONE });
  });

  test('a level holds everywhere, keeps the exceptions and survives a restart', async () => {
    const first = start();
    await first.policy.except({ site: 'news.example' }, false);
    await first.policy.except({ site: 'secret.example' }, true);
    await first.policy.setLevel('gentle', false);
    assert.deepEqual(first.policy.current(false), {
      level: 'gentle',
      ...NONE,
      exceptions: [{ site: 'news.example' }],
    });
    assert.equal(first.policy.current(true).level, 'gentle');
    assert.deepEqual(sites(first.policy.current(true)), ['news.example', 'secret.example']);
    assert.doesNotMatch(
      JSON.stringify(first.local.stored),
      /secret/,
      'what a private window chose, on the disk',
    );
    const { policy } = start({ local: createArea(first.local.stored) });
    await policy.ready;
    assert.deepEqual(policy.current(false), {
      level: 'gentle',
      ...NONE,
      exceptions: [{ site: 'news.example' }],
    });
  });

  test('a level is not chosen in a private window, whose choices never reach the disk', async () => {
    const { policy, local, session, changes } = start();
    await policy.setLevel('gentle', true);
    assert.deepEqual([policy.current(false).level, policy.current(true).level], ['standard', 'standard']);
    assert.deepEqual([local.writes, session.writes, changes()], [[], [], 0]);
  });

  test('two changes at once both hold, and a repeated one does not double', async () => {
    const { policy } = start();
    await Promise.all(['a.example', 'b.example', 'a.example'].map((site) => policy.except({ site }, false)));
    assert.deepEqual(sites(policy.current(false)).toSorted(), ['a.example', 'b.example']);
  });

  test('the object changes with the policy and only with it, so that the core is told when needed', async () => {
    const { policy } = start();
    await policy.ready;
    const before = policy.current(false);
    assert.equal(policy.current(false), before);
    await policy.except({ site: 'a.example' }, false);
    assert.notEqual(policy.current(false), before);
  });

  for (const [damage, stored] of /** @type {[string, unknown][]} */ ([
    ['nothing', undefined],
    ['a word', 'policy'],
    ['an unknown level', { level: 'paranoid', exceptions: [] }],
    ['a level that is chosen for single sites only', { level: 'strict' }],
    [
      'levels that are none',
      { levels: [null, { site: 'a.example' }, { site: 'a.example', level: 'off' }, { level: 'strict' }] },
    ],
    [
      'permissions that are none',
      {
        permissions: [
          null,
          { site: 'a.example', grantee: META },
          { site: 'a.example', grantee: {}, identity: 'with' },
          { site: 'A', grantee: META, identity: 'with' },
          { site: 'a.example', grantee: META, identity: 'with', until: null },
        ],
      },
    ],
    [
      'exceptions that are none',
      { level: 'standard', exceptions: [null, 7, { site: 'A b' }, { site: 'x', until: '1' }] },
    ],
  ]))
    test(`what storage holds is read with care: ${damage}`, async () => {
      const { policy } = start({ local: createArea({ policy: stored }) });
      await policy.ready;
      assert.deepEqual(policy.current(false), { level: 'standard', ...NONE });
    });

  test('of what storage holds one damaged part does not cost the others', async () => {
    const kept = {
      level: /** @type {const} */ ('gentle'),
      levels: [{ site: 'a.example', level: 'strict' }],
      exceptions: [{ site: 'b.example', until: 5000 }],
      permissions: [
        { site: 'c.example', grantee: LIKE, identity: 'without' },
        { site: 'd.example', grantee: META, identity: 'with', since: 1795478400000 },
      ],
    };
    const stored = {
      ...kept,
      levels: [7, ...kept.levels],
      exceptions: [...kept.exceptions, { site: '' }],
      permissions: [{}, ...kept.permissions.map((permission) => ({ ...permission, more: 'x' }))],
    };
    const { policy } = start({ local: createArea({ policy: stored }) });
    await policy.ready;
    assert.deepEqual(policy.current(false), kept);
  });

  test('permissions and levels survive a restart and hold in all windows', async () => {
    const first = start();
    await first.policy.permit({ site: 'news.example', grantee: META, identity: 'with' }, false);
    await first.policy.permit({ site: 'news.example', grantee: META, identity: 'without' }, false);
    await first.policy.permit({ site: 'news.example', grantee: LIKE, identity: 'with' }, false);
    await first.policy.setSiteLevel({ site: 'news.example', level: 'gentle' }, false);
    await first.policy.setSiteLevel({ site: 'news.example', level: 'strict' }, false);
    const { policy } = start({ local: createArea(first.local.stored) });
    await policy.ready;
    for (const isPrivate of [false, true]) {
      assert.deepEqual(policy.permissions('news.example', isPrivate), [
        { site: 'news.example', grantee: META, identity: 'without', since: 0 },
        { site: 'news.example', grantee: LIKE, identity: 'with', since: 0 },
      ]);
      assert.deepEqual(policy.permissions('other.example', isPrivate), []);
      assert.deepEqual(policy.siteLevel('news.example', isPrivate), {
        site: 'news.example',
        level: 'strict',
      });
    }
    await policy.revoke({ site: 'news.example', grantee: META }, false);
    await policy.revoke({ site: 'news.example', grantee: LIKE }, false);
    await policy.unsetSiteLevel('news.example', false);
    assert.deepEqual(policy.current(false), { level: 'standard', ...NONE });
  });

  test('permissions and levels of a private window reach no disk and no normal window', async () => {
    const { policy, local } = start();
    await policy.permit({ site: 'secret.example', grantee: META, identity: 'with' }, true);
    await policy.setSiteLevel({ site: 'secret.example', level: 'strict' }, true);
    assert.deepEqual(local.writes, [], 'writes to the disk');
    assert.deepEqual(policy.current(false), { level: 'standard', ...NONE });
    assert.equal(policy.siteLevel('secret.example', true)?.level, 'strict');
    assert.equal(policy.permissions('secret.example', true).length, 1);
    await policy.forgetPrivate();
    assert.deepEqual(policy.current(true), { level: 'standard', ...NONE });
    assert.deepEqual(local.writes, [], 'writes to the disk');
  });

  test('a private window takes back no level and no permission of normal ones', async () => {
    const { policy } = start();
    await policy.setSiteLevel({ site: 'news.example', level: 'strict' }, false);
    await policy.permit({ site: 'news.example', grantee: META, identity: 'with' }, false);
    await policy.setSiteLevel({ site: 'news.example', level: 'standard' }, true);
    await policy.revoke({ site: 'news.example', grantee: META }, true);
    assert.equal(policy.siteLevel('news.example', true)?.level, 'strict');
    assert.equal(policy.permissions('news.example', true).length, 1);
  });

  test('knows what a page is loaded under, so as to tell whether that has changed', async () => {
    const { policy, clock } = start();
    const site = 'news.example';
    const under = () => policy.loadedUnder(site, false);
    const first = under();
    assert.deepEqual(first, { excepted: false, level: 'standard', permitted: '[]' });
    assert.deepEqual(policy.loadedUnder(undefined, false), first);
    await policy.setSiteLevel({ site, level: 'strict' }, false);
    assert.equal(under().level, 'strict');
    await policy.permit({ site, grantee: META, identity: 'with', until: 1000 }, false);
    await policy.permit({ site, grantee: LIKE, identity: 'with' }, false);
    const both = under().permitted;
    await policy.permit({ site, grantee: META, identity: 'with', until: 2000 }, false);
    assert.equal(under().permitted, both, 'another end and another order');
    await policy.permit({ site, grantee: META, identity: 'without', until: 2000 }, false);
    assert.notEqual(under().permitted, both, 'another identity');
    clock.time = 2000;
    assert.notEqual(under().permitted, both, 'an end');
    await policy.except({ site }, false);
    assert.equal(under().excepted, true);
  });

  test('more choices than fit are refused, and those that are there stay', async () => {
    const { policy } = start({
      local: createArea({
        policy: { exceptions: Array.from({ length: 1500 }, (_, n) => ({ site: `s${n}.example` })) },
      }),
    });
    await policy.ready;
    assert.equal(policy.current(false).exceptions.length, 1000);
    await assert.rejects(policy.except({ site: 'one-more.example' }, false), /1000/);
    await policy.except({ site: 's1.example', until: 5 }, false);
    assert.equal(policy.current(false).exceptions.length, 1000);
  });

  test('a policy that cannot be read is reported, and not overwritten', async () => {
    const local = createArea();
    local.get = () => Promise.reject(new Error('disk on fire'));
    /** @type {unknown[]} */
    const problems = [];
    const onProblem = (/** @type {unknown} */ problem) => problems.push(problem);
    const policy = createPolicy({
      local,
      session: createArea(),
      now: () => 0,
      onChange: () => {},
      onProblem,
    });
    await policy.ready;
    await assert.rejects(policy.except({ site: 'a.example' }, false), /disk on fire/);
    assert.equal(problems.length, 1);
    assert.deepEqual(local.writes, []);
  });

  test('a choice that cannot be stored is not pretended to hold', async () => {
    const { policy, local } = start();
    local.set = () => Promise.reject(new Error('disk full'));
    await assert.rejects(policy.except({ site: 'a.example' }, false), /disk full/);
    assert.equal(policy.exception('a.example', false).state, 'none');
  });
});
