/** Something on a page is broken: what is tried is allowed, and what is kept of it. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createMending } from '../../extension/background/mending.js';
import { createArea, entry, noProblem } from './support.js';

/** @import { Mend } from '../../extension/shared/mending-protocol.js' */
/** @import { Held } from '../../extension/shared/protocol.js' */

const HOUR_MS = 3_600_000;

const RULE = /** @type {const} */ ({ kind: 'rule', list: 'x', line: 1 });
const blocked = (/** @type {string} */ company, /** @type {string} */ type) =>
  entry(`${company.toLowerCase()}.example`, { company, action: 'block', reason: RULE, types: [type] });

describe('mending', () => {
  test('allows one company after the other for an hour, each with one loading, until a person says that it works', async () => {
    const { did, begin, no, yes, end, standing } = start();
    assert.equal(standing()?.state, 'offered');
    await begin();
    assert.deepEqual(did.splice(0), ['permit One without 3600000', 'in force', 'reload 7']);
    await no(0);
    assert.deepEqual(did.splice(0), ['revoke One', 'permit Two without 3600000', 'in force', 'reload 7']);
    assert.deepEqual([standing()?.state, standing()?.at], ['asking', 1]);
    await yes(1, 99);
    assert.deepEqual(did.splice(0), ['permit Two without 99']);
    assert.equal(standing()?.state, 'mended');
    await end();
    assert.deepEqual(did.splice(0), ['revoke Two'], 'undone');
    assert.equal(standing()?.state, 'offered');
    await no(0);
    assert.deepEqual(did, [], 'nothing is being tried');
  });

  test('says so when nothing helped, and leaves nothing allowed', async () => {
    const { did, begin, no, yes, done, standing } = start();
    await begin();
    for (let at = 0; at < 4; at += 1) await no(at);
    assert.equal(standing()?.state, 'failed');
    const permits = did.filter((step) => step.startsWith('permit')).length;
    const revokes = did.filter((step) => step.startsWith('revoke')).length;
    assert.deepEqual([permits, revokes, did.at(-1)], [4, 4, 'reload 7']);
    await yes(3);
    assert.equal(standing()?.state, 'failed', 'there is nothing to keep');
    await done();
    assert.equal(standing()?.state, 'offered');
  });

  for (const [what, second] of /** @type {const} */ ([
    ['no', ['no', 0]],
    ['yes', ['yes', 0]],
  ]))
    test(`takes an answer for that about the attempt it was given to: a second ${what} is none about the next one`, async () => {
      const life = start();
      await life.begin();
      const [answer, at] = second;
      await Promise.all([life.no(0), life[answer](at)]);
      assert.deepEqual([life.standing()?.state, life.standing()?.at], ['asking', 1]);
    });

  test('goes on where it was when the background died', async () => {
    const first = start();
    await first.begin();
    await first.no(0);
    const second = start({ session: createArea(first.session.stored), permissions: first.permissions });
    await second.mending.ready;
    assert.deepEqual([second.standing()?.state, second.standing()?.at], ['asking', 1]);
    await second.no(1);
    assert.deepEqual(second.did[0], 'revoke Two');
  });

  test('takes back what is tried when the tab leaves the site, and not when the page is loaded anew', async () => {
    const { mending, did, begin, standing, show } = start();
    await begin();
    did.length = 0;
    await mending.changed(7);
    assert.deepEqual(did, []);
    show(undefined);
    await mending.changed(7);
    assert.deepEqual(did, ['revoke One']);
    assert.equal(standing()?.state, 'offered');
  });

  test('keeps what helped when the tab leaves the site', async () => {
    const { mending, did, begin, yes, end, show } = start();
    await begin();
    await yes(0);
    did.length = 0;
    show({ site: 'other.example', entries: [] });
    await mending.changed(7);
    assert.deepEqual(did, []);
    show(undefined);
    await end();
    assert.deepEqual(did, [], 'it is over');
  });

  test('is of the window’s kind', async () => {
    const { did, mending } = start();
    await mending.answer({ kind: 'mend', answer: 'begin' }, { tabId: 7, isPrivate: true });
    assert.equal(did[0], 'permit One without 3600000 privately');
  });
});

describe('what mending says that it allowed', () => {
  /** @type {[string, (life: ReturnType<typeof start>) => void][]} */
  const changes = [
    ['has ended', ({ clock }) => Object.assign(clock, { time: HOUR_MS })],
    ['was taken back', ({ permissions }) => permissions.splice(0)],
    [
      'was given anew by the person',
      ({ permissions }) => permissions.splice(0, 1, { ...held('One'), identity: 'with', until: 5 * HOUR_MS }),
    ],
  ];
  for (const [what, change] of changes)
    for (const state of /** @type {const} */ (['asking', 'mended']))
      test(`is said no more once it ${what} (${state})`, async () => {
        const life = start();
        await life.begin();
        if (state === 'mended') await life.yes(0, HOUR_MS);
        assert.equal(life.standing()?.state, state, 'the control');
        change(life);
        assert.notEqual(life.standing()?.state, state);
        life.did.length = 0;
        await life.no(0);
        await life.end();
        assert.deepEqual(life.did, [], 'nothing is left to take back');
      });
});

describe('what a person allows meanwhile', () => {
  test('is not tried again, and stays', async () => {
    const { did, begin, no, permissions, standing } = start();
    await begin();
    permissions.push(held('Two'));
    for (const at of [0, 2]) await no(at);
    assert.deepEqual(
      did.filter((step) => step.startsWith('permit')),
      ['permit One without 3600000', 'permit One with 3600000'],
    );
    assert.equal(standing()?.state, 'failed');
    assert.deepEqual(permissions, [held('Two')]);
  });

  test('of the company that is being tried is theirs from then on', async () => {
    const { did, begin, no, permissions } = start();
    await begin();
    permissions.splice(0, 1, held('One'));
    did.length = 0;
    await no(0);
    assert.deepEqual(did, []);
    assert.deepEqual(permissions, [held('One')]);
  });
});

describe('a tab that leaves the site in the middle of an answer', () => {
  for (const moment of ['permit', 'in force'])
    test(`is not loaded anew, and nothing stays allowed (left at: ${moment})`, async () => {
      const life = start({
        onStep: (step) => {
          if (!step.startsWith(moment)) return;
          life.show({ site: 'other.example', entries: [] });
          void life.mending.changed(7);
        },
      });
      await life.begin();
      await life.mending.changed(7);
      assert.ok(!life.did.some((step) => step.startsWith('reload')), life.did.join(', '));
      assert.deepEqual(life.permissions, []);
    });

  test('is tried nothing on where it has left before', async () => {
    const { did, begin, no, show, permissions } = start();
    await begin();
    did.length = 0;
    show(undefined);
    await no(0);
    assert.deepEqual([did, permissions], [['revoke One'], []]);
  });
});

/** @param {string} company @returns {Held} as a person gives it */
function held(company) {
  return { site: 'news.example', grantee: { company }, identity: 'without', uses: 0 };
}

/**
 * @param {{
 *   session?: ReturnType<typeof createArea>, permissions?: Held[], onStep?: (step: string) => void,
 * }} [differences]
 */
function start({ session = createArea(), permissions = [], onStep = () => {} } = {}) {
  /** @type {string[]} */
  const did = [];
  const step = (/** @type {string} */ what) => {
    did.push(what);
    onStep(what);
  };
  const clock = { time: 0 };
  const page = { site: 'news.example', entries: [blocked('One', 'script'), blocked('Two', 'font')] };
  /** @type {import('../../extension/background/mending.js').Shown | undefined} */
  let shown = page;
  const companyOf = (/** @type {import('/core/bystander.js').Grantee} */ grantee) =>
    'company' in grantee ? grantee.company : '';
  const revoke = (/** @type {import('/core/bystander.js').Grantee} */ grantee) => {
    const at = permissions.findIndex((known) => companyOf(known.grantee) === companyOf(grantee));
    if (at >= 0) permissions.splice(at, 1);
  };
  const mending = createMending({
    session,
    policy: {
      permit: async ({ site, grantee, identity, until }, isPrivate) => {
        revoke(grantee);
        permissions.push({ site, grantee, identity, uses: 0, ...(until !== undefined && { until }) });
        step(`permit ${companyOf(grantee)} ${identity} ${until}${isPrivate ? ' privately' : ''}`);
      },
      revoke: async ({ grantee }) => {
        revoke(grantee);
        step(`revoke ${companyOf(grantee)}`);
      },
    },
    held: () => permissions.filter(({ until = Number.POSITIVE_INFINITY }) => until > clock.time),
    shown: async () => shown,
    reload: async (tabId) => step(`reload ${tabId}`),
    inForce: async () => step('in force'),
    now: () => clock.time,
    onChange: () => {},
    onProblem: noProblem,
  });
  const answer = (/** @type {Mend} */ said) => mending.answer(said, { tabId: 7, isPrivate: false });
  return {
    mending,
    did,
    session,
    permissions,
    clock,
    standing: () =>
      mending.of(7, {
        ...page,
        permissions: permissions.filter(({ until = Number.POSITIVE_INFINITY }) => until > clock.time),
      }),
    begin: () => answer({ kind: 'mend', answer: 'begin' }),
    no: (/** @type {number} */ at) => answer({ kind: 'mend', answer: 'no', at }),
    yes: (/** @type {number} */ at, /** @type {number | undefined} */ until = undefined) =>
      answer({ kind: 'mend', answer: 'yes', at, ...(until !== undefined && { until }) }),
    end: () => answer({ kind: 'mend', answer: 'end' }),
    done: () => answer({ kind: 'mend', answer: 'done' }),
    /** @param {import("../../extension/background/mending.js").Shown | undefined} other */
    show(other) {
      shown = other;
    },
  };
}
