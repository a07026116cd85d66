import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createPolicy } from '../../extension/background/policy.js';
import { createArea, noProblem } from './support.js';

/** @param {{ local?: ReturnType<typeof createArea>, session?: ReturnType<typeof createArea> }} [areas] */
function start({ local = createArea(), session = createArea() } = {}) {
  let changes = 0;
  const policy = createPolicy({ local, session, onChange: () => (changes += 1), onProblem: noProblem });
  return { policy, local, session, changes: () => changes };
}

/** @param {{ exceptions: { site: string }[] }} policy */
const sites = ({ exceptions }) => exceptions.map(({ site }) => site);

describe('the policy', () => {
  test('is standard without exceptions at first', async () => {
    const { policy } = start();
    await policy.ready;
    assert.deepEqual(policy.current(false), { level: 'standard', exceptions: [] });
  });

  test('an exception survives a restart and holds in all windows', async () => {
    const first = start();
    await first.policy.except('news.example', false);
    assert.equal(first.changes(), 1);
    assert.deepEqual(first.local.stored, {
      policy: { version: 1, level: 'standard', exceptions: [{ site: 'news.example' }] },
    });
    const { policy } = start({ local: createArea(first.local.stored) });
    await policy.ready;
    assert.deepEqual(sites(policy.current(false)), ['news.example']);
    assert.equal(policy.exceptionState('news.example', false), 'normal');
    assert.equal(policy.exceptionState('news.example', true), 'inherited');
    await policy.unexcept('news.example', false);
    assert.equal(policy.exceptionState('news.example', true), 'none');
  });

  test('a choice of a private window never reaches the disk nor a normal window', async () => {
    const { policy, local, session } = start();
    await policy.except('secret.example', true);
    assert.deepEqual(local.writes, [], 'writes to the disk');
    assert.deepEqual(session.stored, { 'policy:private': ['secret.example'] });
    assert.deepEqual(sites(policy.current(true)), ['secret.example']);
    assert.deepEqual(sites(policy.current(false)), []);
    assert.equal(policy.exceptionState('secret.example', true), 'private');
    assert.equal(policy.exceptionState('secret.example', false), 'none');
    await policy.unexcept('secret.example', true);
    assert.deepEqual(sites(policy.current(true)), []);
    assert.deepEqual(local.writes, [], 'writes to the disk');
  });

  test('a private window cannot take back what a normal one excepted', async () => {
    const { policy, local } = start();
    await policy.except('news.example', false);
    await policy.unexcept('news.example', true);
    assert.equal(policy.exceptionState('news.example', true), 'inherited');
    assert.equal(local.writes.length, 1);
  });

  test('private choices outlive the background and end with the last private window', async () => {
    const first = start();
    await first.policy.except('secret.example', true);
    const { policy, session } = start({ session: createArea(first.session.stored) });
    await policy.ready;
    assert.equal(policy.exceptionState('secret.example', true), 'private');
    await policy.forgetPrivate();
    assert.equal(policy.exceptionState('secret.example', true), 'none');
    assert.deepEqual(session.stored, { 'policy:private': [] });
  });

  test('a level holds everywhere, keeps the exceptions and survives a restart', async () => {
    const first = start();
    await first.policy.except('news.example', false);
    await first.policy.except('secret.example', true);
    await first.policy.setLevel('gentle', false);
    assert.deepEqual(first.policy.current(false), {
      level: 'gentle',
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
    assert.deepEqual(policy.current(false), { level: 'gentle', exceptions: [{ site: 'news.example' }] });
  });

  test('a level is not chosen in a private window, whose choices never reach the disk', async () => {
    const { policy, local, session, changes } = start();
    await policy.setLevel('gentle', true);
    assert.deepEqual([policy.current(false).level, policy.current(true).level], ['standard', 'standard']);
    assert.deepEqual([local.writes, session.writes, changes()], [[], [], 0]);
  });

  test('two changes at once both hold, and a repeated one does not double', async () => {
    const { policy } = start();
    await Promise.all(['a.example', 'b.example', 'a.example'].map((site) => policy.except(site, false)));
    assert.deepEqual(sites(policy.current(false)).toSorted(), ['a.example', 'b.example']);
  });

  test('the object changes with the policy and only with it, so that the core is told when needed', async () => {
    const { policy } = start();
    await policy.ready;
    const before = policy.current(false);
    assert.equal(policy.current(false), before);
    await policy.except('a.example', false);
    assert.notEqual(policy.current(false), before);
  });

  for (const [damage, stored] of /** @type {[string, unknown][]} */ ([
    ['nothing', undefined],
    ['a word', 'policy'],
    ['an unknown level', { level: 'paranoid', exceptions: [] }],
    [
      'exceptions that are none',
      { level: 'standard', exceptions: [null, 7, { site: 'A b' }, { site: 'x', until: '1' }] },
    ],
  ]))
    test(`what storage holds is read with care: ${damage}`, async () => {
      const { policy } = start({ local: createArea({ policy: stored }) });
      await policy.ready;
      assert.deepEqual(policy.current(false), { level: 'standard', exceptions: [] });
    });

  test('a policy that cannot be read is reported, and not overwritten', async () => {
    const local = createArea();
    local.get = () => Promise.reject(new Error('disk on fire'));
    /** @type {unknown[]} */
    const problems = [];
    const onProblem = (/** @type {unknown} */ problem) => problems.push(problem);
    const policy = createPolicy({ local, session: createArea(), onChange: () => {}, onProblem });
    await policy.ready;
    await assert.rejects(policy.except('a.example', false), /disk on fire/);
    assert.equal(problems.length, 1);
    assert.deepEqual(local.writes, []);
  });

  test('a choice that cannot be stored is not pretended to hold', async () => {
    const { policy, local } = start();
    local.set = () => Promise.reject(new Error('disk full'));
    await assert.rejects(policy.except('a.example', false), /disk full/);
    assert.equal(policy.exceptionState('a.example', false), 'none');
  });
});
