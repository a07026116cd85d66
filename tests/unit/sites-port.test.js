/** What the background tells the dashboard of sites, and what it does for it. */

/** @import { ToSites } from '../../extension/shared/sites-protocol.js' */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createSitesPort } from '../../extension/background/sites-port.js';
import { createTabExceptions } from '../../extension/background/tab-exceptions.js';
import { readFromSites } from '../../extension/shared/sites-protocol.js';
import { start as startPolicy } from './policy-support.js';
import { createPort as portTo } from './port-support.js';
import { createEvent, noProblem, turn } from './support.js';

const DASHBOARD = 'ext://me/dashboard/dashboard.html';
const PRIVATE_TAB = 7;

/** @param {{ url?: string, incognito?: boolean, core?: 'started' | 'failed' }} [world] */
function start({ url = DASHBOARD, incognito = false, core = 'started' } = {}) {
  /** @type {ReturnType<typeof createEvent<[ReturnType<typeof createPort>]>>} */
  const onConnect = createEvent();
  const { policy, local, session } = startPolicy();
  const tabExceptions = createTabExceptions({ session, onChange: () => {}, onProblem: noProblem });
  /** @type {unknown[]} */
  const problems = [];
  const port = createSitesPort({
    runtime: { id: 'me', getURL: (path) => `ext://me${path}`, onConnect },
    siteOf: async () =>
      core === 'failed' ? undefined : (address) => new URL(address).hostname.split('.').slice(-2).join('.'),
    inForce: async () => {},
    policy,
    tabExceptions,
    isPrivateTab: (tabId) => tabId === PRIVATE_TAB,
    onProblem: (problem) => void problems.push(problem),
  });
  const dashboard = createPort(url, incognito);
  onConnect.emit(dashboard);
  return {
    policy,
    local,
    session,
    tabExceptions,
    problems,
    dashboard,
    /** @param {...object} messages */
    async say(...messages) {
      for (const message of messages) dashboard.onMessage.emit(message);
      for (let turns = 0; turns < 10; turns += 1) await turn();
      port.changed();
      await turn();
      return dashboard.received.at(-1);
    },
  };
}

/**
 * @param {string} url
 * @param {boolean} incognito
 */
function createPort(url, incognito) {
  const port = /** @type {typeof portTo<ToSites>} */ (portTo)(url, 'dashboard-sites');
  return Object.assign(port, { sender: { ...port.sender, tab: { incognito } } });
}

const WATCH = { kind: 'watch-sites' };
const ONE = 'one.example';

describe('the dashboard’s port for sites', () => {
  test('lists what holds, by kind of window, and what is off in a tab', async () => {
    const { policy, tabExceptions, say } = start();
    await policy.except({ site: ONE, until: 5 }, false);
    await policy.setSiteLevel({ site: 'two.example', level: 'strict' }, true);
    await tabExceptions.except('three.example', PRIVATE_TAB);
    assert.deepEqual(await say(WATCH), {
      kind: 'sites',
      isPrivate: false,
      level: 'standard',
      normal: { exceptions: [{ site: ONE, until: 5 }], levels: [] },
      privately: { exceptions: [], levels: [{ site: 'two.example', level: 'strict' }] },
      tabs: [{ site: 'three.example', tabId: PRIVATE_TAB, isPrivate: true }],
    });
  });

  test('has nothing to say to another page', () => {
    const { dashboard } = start({ url: 'ext://me/popup/popup.html' });
    assert.equal(dashboard.closed, true);
    dashboard.onMessage.emit(WATCH);
    assert.deepEqual(dashboard.received, []);
  });

  for (const isPrivate of [false, true])
    test(`treats a site as asked, and as all others again, ${isPrivate ? 'privately' : 'for all windows'}`, async () => {
      const { policy, local, say } = start();
      const where = { site: ONE, isPrivate };
      const live = () => policy.live()[isPrivate ? 'privately' : 'normal'];
      await say({ kind: 'treat', ...where, as: 'strict' });
      assert.deepEqual([live().levels, live().exceptions], [[{ site: ONE, level: 'strict' }], []]);
      await say({ kind: 'treat', ...where, as: 'off' });
      assert.deepEqual(live().exceptions, [{ site: ONE }]);
      await say({ kind: 'treat', ...where, as: 'gentle' });
      assert.deepEqual([live().levels, live().exceptions], [[{ site: ONE, level: 'gentle' }], []]);
      await say({ kind: 'untreat', ...where });
      assert.deepEqual([live().levels, live().exceptions], [[], []]);
      assert.equal(JSON.stringify(local.writes).includes('policy'), !isPrivate, 'on disk');
    });

  test('takes the site of an address that a person pasted', async () => {
    const { policy, dashboard, say } = start();
    await say({ kind: 'treat-named', named: ' https://one.example/story ', as: 'off' });
    assert.deepEqual(policy.live().normal.exceptions, [{ site: ONE }]);
    assert.deepEqual(dashboard.received, [{ kind: 'named', site: ONE, as: 'off' }]);
  });

  test('adds a site for private windows where the dashboard is in one', async () => {
    const { policy, local, say } = start({ incognito: true });
    await say({ kind: 'treat-named', named: ONE, as: 'off' }, { kind: 'treat-all', level: 'gentle' });
    const { normal, privately } = policy.live();
    assert.deepEqual([normal.exceptions, privately.exceptions], [[], [{ site: ONE }]]);
    assert.equal(policy.current(false).level, 'standard');
    assert.deepEqual(local.writes, []);
  });

  for (const [core, named, why] of /** @type {const} */ ([
    ['started', 'facebook', 'not-site'],
    ['failed', ONE, 'no-core'],
  ]))
    test(`says why ${named} is no site: ${why}`, async () => {
      const { local, dashboard, say } = start({ core });
      await say({ kind: 'treat-named', named, as: 'off' });
      assert.deepEqual(dashboard.received, [{ kind: 'unnamed', named, why }]);
      assert.deepEqual(local.writes, []);
    });

  test('takes all back, in all windows and tabs, and leaves permissions', async () => {
    const { policy, tabExceptions, say } = start();
    await policy.permit({ site: ONE, grantee: { company: 'Meta' }, identity: 'without' }, false);
    for (const isPrivate of [false, true]) {
      await policy.except({ site: ONE }, isPrivate);
      await policy.setSiteLevel({ site: ONE, level: 'strict' }, isPrivate);
    }
    await tabExceptions.except(ONE, 1);
    await tabExceptions.except(ONE, 2);
    await say({ kind: 'untreat-tab', site: ONE, tabId: 1 });
    assert.deepEqual(tabExceptions.all(), [{ site: ONE, tabId: 2 }]);
    await say({ kind: 'untreat-all' });
    const { normal, privately } = policy.live();
    assert.deepEqual(
      [normal.exceptions, normal.levels, privately.exceptions, privately.levels, tabExceptions.all()],
      [[], [], [], [], []],
    );
    assert.equal(normal.permissions.length, 1);
  });

  test('says what could not be done', async () => {
    const { local, dashboard, problems, say } = start();
    local.set = async () => {
      throw new Error('disk full');
    };
    await say({ kind: 'treat', site: ONE, isPrivate: false, as: 'off' });
    assert.deepEqual(dashboard.received, [{ kind: 'failed', error: 'disk full' }]);
    assert.match(String(problems.at(-1)), /disk full/);
  });

  test('hears nothing that is not of the protocol', () => {
    for (const message of [
      undefined,
      { kind: 'treat', site: ONE, isPrivate: false, as: 'on' },
      { kind: 'treat', site: 'One Example', isPrivate: false, as: 'off' },
      { kind: 'treat', site: ONE, as: 'off' },
      { kind: 'treat-named', named: 'x'.repeat(3000), as: 'off' },
      { kind: 'treat-all', level: 'strict' },
      { kind: 'untreat-tab', site: ONE, tabId: '1' },
      { kind: 'permit', site: ONE },
    ])
      assert.equal(readFromSites(message), undefined, JSON.stringify(message));
    assert.deepEqual(readFromSites({ kind: 'untreat-all', more: 1 }), { kind: 'untreat-all' });
  });
});
