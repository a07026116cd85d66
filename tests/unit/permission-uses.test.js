/**
 * How often permissions were used, over the real policy and the real ledger.
 *
 * @import { Grantee, Identity } from '/core/bystander.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createLedger } from '../../extension/background/ledger.js';
import { createPermissionUses } from '../../extension/background/permission-uses.js';
import { createPolicy } from '../../extension/background/policy.js';
import { LIKE, META } from './policy-support.js';
import { createArea, noProblem, turn } from './support.js';

const site = 'news.example';
const other = 'shop.example';

/** A background of its own over these storage areas. */
async function start({ local = createArea(), session = createArea(), onProblem = noProblem } = {}) {
  const clock = { time: 1000 };
  let changes = 0;
  const policy = createPolicy({
    local,
    session,
    now: () => clock.time,
    onChange: () => uses.forgetRevoked(),
    onProblem,
  });
  const ledger = createLedger({ area: session, onChange: () => {}, onProblem });
  const uses = createPermissionUses({
    local,
    session,
    ledger,
    policy,
    now: () => clock.time,
    onChange: () => (changes += 1),
    onProblem,
  });
  await Promise.all([policy.ready, ledger.ready, uses.ready]);
  return { policy, uses, ledger, clock, local, session, changes: () => changes, load, permit, count, next };

  /**
   * A request that a permission let load.
   * @param {string} document of the page, or of the frame `within` it
   * @param {{ on?: string, grantee?: Grantee, isPrivate?: boolean, within?: string }} [more]
   */
  function load(document, { on = site, grantee = META, isPrivate = false, within } = {}) {
    const place = {
      tabId: isPrivate ? 13 : 7,
      documentId: document,
      parentDocumentId: within,
      pageUrl: `https://${on}/`,
      outermost: within === undefined,
      navigation: undefined,
    };
    const reason = { kind: /** @type {const} */ ('permission'), grantee, identity: anyhow };
    uses.used({ place, reason, site: on, isPrivate });
  }

  /** @param {{ on?: string, grantee?: Grantee, isPrivate?: boolean }} [more] */
  function permit({ on = site, grantee = META, isPrivate = false } = {}) {
    return policy.permit({ site: on, grantee, identity: anyhow }, isPrivate);
  }

  /** @param {{ on?: string, grantee?: Grantee, isPrivate?: boolean }} [more] */
  function count({ on = site, grantee = META, isPrivate = false } = {}) {
    const found = policy
      .permissions(on, isPrivate)
      .find((known) => JSON.stringify(known.grantee) === JSON.stringify(grantee));
    return found && uses.of(found, isPrivate).uses;
  }

  /** The background dies, and another takes its place. */
  async function next() {
    await turn();
    return start({ local: createArea(local.stored), session: createArea(session.stored) });
  }
}

/** @type {Identity} */
const anyhow = 'with';

describe('the uses of a permission', () => {
  test('are none before it let something load', async () => {
    const { permit, count } = await start();
    await permit();
    assert.equal(count(), 0);
  });

  test('are pages, not requests', async () => {
    const { permit, load, count, changes } = await start();
    await permit();
    for (const document of ['a', 'a', 'a', 'b', 'a', 'b']) load(document);
    assert.equal(count(), 2);
    assert.equal(changes(), 2, 'whoever watches is told of each page once');
  });

  test('are one where a page and the frames within it load something', async () => {
    const { permit, load, count } = await start();
    await permit();
    load('a');
    load('frame', { within: 'a' });
    load('a');
    assert.equal(count(), 1);
  });

  test('are one where the first request outran its page, as in Chrome', async () => {
    const { permit, load, count, ledger, policy } = await start();
    await permit();
    load('the empty document before');
    ledger.commit({
      tabId: 7,
      documentId: 'a',
      parentDocumentId: undefined,
      url: `https://${site}/`,
      outermost: true,
      time: 1,
      active: true,
      unseen: false,
      ...policy.loadedUnder(site, false),
    });
    load('a');
    assert.equal(count(), 1);
  });

  test('are those of its own site and grantee', async () => {
    const { permit, load, count } = await start();
    await permit();
    await permit({ grantee: LIKE });
    await permit({ on: other });
    load('a');
    load('b');
    load('b', { grantee: LIKE });
    load('c', { on: 'third.example' });
    assert.deepEqual([count(), count({ grantee: LIKE }), count({ on: other })], [2, 1, 0]);
  });

  test('say when it was used last', async () => {
    const { permit, load, policy, uses, clock } = await start();
    await permit();
    for (const [time, document] of /** @type {[number, string][]} */ ([
      [2000, 'a'],
      [3000, 'b'],
      [4000, 'a'],
    ])) {
      clock.time = time;
      load(document);
    }
    const [permission] = policy.permissions(site, false);
    assert.deepEqual(permission && uses.of(permission, false), { uses: 2, last: 3000 });
  });

  test('survive the background, and a page that goes on loading is not counted again', async () => {
    const first = await start();
    await first.permit();
    first.load('a');
    const second = await first.next();
    assert.equal(second.count(), 1);
    second.load('a');
    second.load('b');
    assert.equal(second.count(), 2);
    assert.equal((await second.next()).count(), 2);
  });

  test('survive the browser', async () => {
    const first = await start();
    await first.permit();
    first.load('a');
    await first.uses.settled();
    const { load, count } = await start({ local: createArea(first.local.stored) });
    load('b');
    assert.equal(count(), 2);
  });

  test('are forgotten when it is taken back or ends', async () => {
    const { policy, permit, load, local, clock, uses } = await start();
    await permit();
    await policy.permit({ site: other, grantee: META, identity: 'with', until: 5000 }, false);
    load('a');
    load('b', { on: other });
    await uses.settled();
    assert.match(JSON.stringify(local.stored['permission-uses']), /news.*shop/s, 'the control');
    await policy.revoke({ site, grantee: META }, false);
    await turn();
    assert.doesNotMatch(JSON.stringify(local.stored['permission-uses']), /news/);
    clock.time = 5000;
    await policy.forgetEnded();
    await turn();
    assert.deepEqual(local.stored['permission-uses'], {});
  });

  test('begin anew when it is given anew, also on a page that is open', async () => {
    const { permit, load, count, clock } = await start();
    await permit();
    load('a');
    clock.time = 2000;
    await permit();
    assert.equal(count(), 0);
    load('a');
    assert.equal(count(), 1);
  });

  test('are counted for a permission that does not say when it was given', async () => {
    const permissions = [{ site, grantee: META, identity: 'with' }];
    const { load, count } = await start({ local: createArea({ policy: { permissions } }) });
    load('a');
    assert.equal(count(), 1);
  });
});

describe('the uses in private windows', () => {
  test('never reach the disk, nor what normal windows are told', async () => {
    const { permit, load, count, local, session, uses } = await start();
    await permit();
    await permit({ on: 'secret.example', isPrivate: true });
    load('a');
    await uses.settled();
    const before = structuredClone(local.stored);
    load('b', { isPrivate: true });
    load('c', { isPrivate: true, on: 'secret.example' });
    await uses.settled();
    assert.deepEqual(local.stored, before);
    assert.match(JSON.stringify(session.stored['permission-uses:private']), /news.*secret/s);
    assert.equal(count(), 1, 'a normal window');
    assert.equal(count({ isPrivate: true }), 2, 'a private window');
    assert.equal(count({ isPrivate: true, on: 'secret.example' }), 1);
  });

  test('survive the background, and are forgotten with the last private window', async () => {
    const first = await start();
    await first.permit();
    await first.permit({ on: 'secret.example', isPrivate: true });
    first.load('a');
    first.load('b', { isPrivate: true });
    first.load('c', { isPrivate: true, on: 'secret.example' });
    const { count, policy, uses, session } = await first.next();
    assert.equal(count({ isPrivate: true, on: 'secret.example' }), 1);
    await policy.forgetPrivate();
    await uses.forgetPrivate();
    await uses.settled();
    assert.deepEqual(session.stored['permission-uses:private'], {});
    assert.equal(count({ isPrivate: true }), 1, 'what was used in normal windows');
  });
});

describe('what storage holds of uses', () => {
  const key = JSON.stringify([site, 0, 'Meta']);
  const permissions = [{ site, grantee: META, identity: 'with' }];
  for (const [what, stored] of /** @type {[string, unknown][]} */ ([
    ['nothing', undefined],
    ['a word', 'uses'],
    ['a number that is none', { [key]: { uses: '3', last: 1 } }],
    ['a negative number', { [key]: { uses: -3, last: 1 } }],
    ['no moment', { [key]: { uses: 3 } }],
    ['null', { [key]: null }],
  ]))
    test(`is read with care: ${what}`, async () => {
      const local = createArea({ policy: { permissions }, 'permission-uses': stored });
      const { count, load } = await start({ local });
      assert.equal(count(), 0);
      load('a');
      assert.equal(count(), 1);
    });

  test('is not overwritten where it cannot be read, and that is reported', async () => {
    const local = createArea({ policy: { permissions } });
    const { get } = local;
    local.get = async (name) => {
      if (name === 'permission-uses') throw new Error('disk on fire');
      return get(name);
    };
    /** @type {unknown[]} */
    const problems = [];
    const { load, policy } = await start({ local, onProblem: (problem) => void problems.push(problem) });
    load('a');
    await policy.revoke({ site, grantee: META }, false);
    await turn();
    assert.deepEqual(local.writes, ['policy']);
    assert.match(String(problems[0]), /disk on fire/);
  });
});
