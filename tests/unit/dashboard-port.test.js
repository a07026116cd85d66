/**
 * @import { Held, ToDashboard } from '../../extension/shared/protocol.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createDashboardPort } from '../../extension/background/dashboard-port.js';
import { createPort as portTo } from './port-support.js';
import { createEvent, turn, withResolvers } from './support.js';

const DASHBOARD = 'ext://me/dashboard/dashboard.html';
const revoke = { kind: 'revoke', site: 'news.example', grantee: { company: 'Meta' }, isPrivate: false };

/** @param {string} url */
function createPort(url, name = 'dashboard') {
  return /** @type {typeof portTo<ToDashboard>} */ (portTo)(url, name);
}

/** @param {{ before?: Promise<void>, fails?: boolean }} [world] what the answer waits for; whether choices fail */
function start({ before, fails = false } = {}) {
  /** @type {ReturnType<typeof createEvent<[ReturnType<typeof createPort>]>>} */
  const onConnect = createEvent();
  /** @type {string[]} */
  const choices = [];
  /** @type {string[]} */
  const problems = [];
  /** @type {{ normal: Held[], privately: Held[] }} */
  const held = { normal: [], privately: [] };
  const port = createDashboardPort({
    runtime: { id: 'me', getURL: (path) => `ext://me${path}`, onConnect },
    permissions: async () => {
      await before;
      return held;
    },
    policy: {
      revoke: async (permission, isPrivate) => {
        if (fails) throw new Error('disk full');
        choices.push(`${JSON.stringify(permission)} ${isPrivate}`);
      },
    },
    once: { revoke: async (tabId, grantee) => void choices.push(`${JSON.stringify(grantee)} in ${tabId}`) },
    onProblem: (problem) => void problems.push(String(problem)),
  });
  return { port, held, choices, problems, connect: onConnect.emit };
}

describe('the dashboard’s port', () => {
  test('gets all permissions at once and at every change', async () => {
    const { port, held, connect } = start();
    const dashboard = createPort(DASHBOARD);
    connect(dashboard);
    port.changed();
    await turn();
    assert.deepEqual(dashboard.received, [], 'before it watches');
    dashboard.onMessage.emit({ kind: 'watch-permissions' });
    await turn();
    held.normal = [{ site: 'news.example', grantee: { company: 'Meta' }, identity: 'with', uses: 1 }];
    port.changed();
    await turn();
    dashboard.onMessage.emit({ kind: 'watch-permissions' });
    await turn();
    dashboard.onDisconnect.emit();
    port.changed();
    await turn();
    const filled = { kind: 'permissions', ...held };
    assert.deepEqual(dashboard.received, [{ ...filled, normal: [] }, filled, filled]);
  });

  test('changes while a list is put together go into one more', async () => {
    const { promise, resolve } = withResolvers();
    const { port, connect } = start({ before: promise });
    const dashboard = createPort(DASHBOARD);
    connect(dashboard);
    dashboard.onMessage.emit({ kind: 'watch-permissions' });
    for (let n = 0; n < 20; n += 1) port.changed();
    resolve();
    await turn();
    assert.equal(dashboard.received.length, 2);
  });

  test('strangers are shown the door, and other parts’ ports left to them', async () => {
    const { port, connect, choices } = start();
    const strangers = [
      createPort('https://news.example/dashboard/dashboard.html'),
      createPort('ext://me/popup/popup.html'),
    ];
    const other = createPort('ext://me/popup/popup.html', 'popup');
    for (const one of [...strangers, other]) {
      connect(one);
      one.onMessage.emit({ kind: 'watch-permissions' });
      one.onMessage.emit(revoke);
    }
    port.changed();
    await turn();
    assert.deepEqual(
      strangers.map(({ closed }) => closed),
      [true, true],
    );
    assert.equal(other.closed, false);
    assert.deepEqual(
      [...strangers, other].flatMap(({ received }) => received),
      [],
    );
    assert.deepEqual(choices, []);
  });

  test('has permissions taken back by whoever keeps them', async () => {
    const { connect, choices, problems } = start();
    const dashboard = createPort(DASHBOARD);
    connect(dashboard);
    for (const message of [
      revoke,
      { ...revoke, isPrivate: true, grantee: { network: 'facebook', name: 'Like button' } },
      { ...revoke, tabId: 7 },
      { ...revoke, site: 'NOT A SITE' },
    ])
      dashboard.onMessage.emit(message);
    await turn();
    assert.deepEqual(choices, [
      '{"site":"news.example","grantee":{"company":"Meta"}} false',
      '{"site":"news.example","grantee":{"network":"facebook","name":"Like button"}} true',
      '{"company":"Meta"} in 7',
    ]);
    assert.deepEqual(problems, ['undefined', 'undefined', 'undefined']);
  });

  test('says so where that fails', async () => {
    const { connect, problems } = start({ fails: true });
    const dashboard = createPort(DASHBOARD);
    connect(dashboard);
    dashboard.onMessage.emit(revoke);
    await turn();
    assert.deepEqual(problems, ['Error: disk full']);
  });
});
