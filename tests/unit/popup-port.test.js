/**
 * @import { Chooser } from '../../extension/background/popup-port.js'
 * @import { Report, ToPopup } from '../../extension/shared/protocol.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createPolicy } from '../../extension/background/policy.js';
import { createPopupPort } from '../../extension/background/popup-port.js';
import { report as reportWith } from './popup-support.js';
import { createPort as portTo } from './port-support.js';
import { createArea, createEvent, noProblem, turn, withResolvers } from './support.js';

const POPUP = 'ext://me/popup/popup.html';

/** @param {string} url */
function createPort(url, name = 'popup') {
  return /** @type {typeof portTo<ToPopup>} */ (portTo)(url, name);
}

/**
 * A port that knows tab 13 as the one in a private window.
 * @param {(tabId: number) => Promise<Report>} [report]
 * @param {Chooser} [policy]
 * @param {(tabId: number) => Promise<Report | undefined>} [early]
 */
function start(report = async (tabId) => reportOf(tabId), policy, early = async () => undefined) {
  /** @type {ReturnType<typeof createEvent<[ReturnType<typeof createPort>]>>} */
  const onConnect = createEvent();
  /** @type {string[]} */
  const choices = [];
  const port = createPopupPort({
    runtime: { id: 'me', getURL: (path) => `ext://me${path}`, onConnect },
    report: { full: report, early },
    isPrivate: async (tabId) => tabId === 13,
    once: {
      of: (tabId) => (tabId === 7 ? [{ ...META_ONCE, tabId, isPrivate: false, since: 1 }] : []),
      revoke: async (tabId, grantee) => void choices.push(`revoke once ${tabId} ${JSON.stringify(grantee)}`),
    },
    tabExceptions: {
      except: async (site, tabId) => void choices.push(`off in tab ${tabId}: ${site}`),
      unexcept: async (site, tabId) => void choices.push(`not off in tab ${tabId}: ${site}`),
    },
    mending: {
      answer: async (mend, { tabId, isPrivate }) =>
        void choices.push(`${JSON.stringify(mend)} ${tabId} ${isPrivate}`),
    },
    policy: policy ?? {
      except: tell('except'),
      unexcept: tell('unexcept'),
      setLevel: tell('level'),
      setSiteLevel: tell('site level'),
      unsetSiteLevel: tell('no site level'),
      permit: tell('permit'),
      revoke: tell('revoke'),
    },
    onProblem: (problem) => problem === undefined || noProblem(problem),
  });
  return { port, choices, connect: onConnect.emit };

  /** @param {string} what */
  function tell(what) {
    return async (/** @type {unknown} */ choice, /** @type {boolean} */ isPrivate) => {
      const said = typeof choice === 'string' ? choice : JSON.stringify(choice);
      choices.push(`${what} ${said} ${isPrivate}`);
    };
  }
}

/** @param {number} tabId */
const reportOf = (tabId) => reportWith(undefined, { tabId, page: undefined });

/** @param {ReturnType<typeof createPort>} port */
const tabsIn = ({ received }) => received.map(({ report }) => report.tabId);

const META_ONCE = /** @type {const} */ ({
  site: 'news.example',
  grantee: { company: 'Meta' },
  identity: 'with',
});

describe('the popup’s port', () => {
  test('gets the watched tab’s report at once and at every change of that tab or of all', async () => {
    const { port, connect } = start();
    const popup = createPort(POPUP);
    connect(popup);
    popup.onMessage.emit({ kind: 'watch', tabId: 7 });
    await turn();
    assert.deepEqual(tabsIn(popup), [7], 'at once');
    port.changed(7);
    await turn();
    port.changed(8);
    await turn();
    port.changed();
    await turn();
    assert.deepEqual(tabsIn(popup), [7, 7, 7]);
  });

  test('gets what storage tells before the background has started, and then the whole report', async () => {
    const { promise: started, resolve: begin } = withResolvers();
    const early = reportWith(undefined, { tabId: 7, page: undefined, problems: ['early'] });
    const { connect } = start(
      async (tabId) => {
        await started;
        return reportOf(tabId);
      },
      undefined,
      async () => early,
    );
    const popup = createPort(POPUP);
    connect(popup);
    popup.onMessage.emit({ kind: 'watch', tabId: 7 });
    await turn();
    const told = () => popup.received.map(({ report }) => report.problems);
    assert.deepEqual(told(), [['early']]);
    begin();
    await turn();
    assert.deepEqual(told(), [['early'], []]);
  });

  test('gets nothing early once it has the whole report', async () => {
    const { promise, resolve } = withResolvers();
    const { connect } = start(undefined, undefined, async () => {
      await promise;
      return reportOf(7);
    });
    const popup = createPort(POPUP);
    connect(popup);
    popup.onMessage.emit({ kind: 'watch', tabId: 7 });
    await turn();
    resolve();
    await turn();
    assert.deepEqual(tabsIn(popup), [7]);
  });

  test('changes while a report is put together go into one more', async () => {
    const { promise, resolve } = withResolvers();
    const { port, connect } = start(async (tabId) => {
      await promise;
      return reportOf(tabId);
    });
    const popup = createPort(POPUP);
    connect(popup);
    popup.onMessage.emit({ kind: 'watch', tabId: 7 });
    for (let n = 0; n < 20; n += 1) port.changed(7);
    resolve();
    await turn();
    assert.equal(popup.received.length, 2);
  });

  test('strangers are shown the door', async () => {
    const { connect, choices } = start();
    const stranger = createPort('https://evil.example/popup/popup.html');
    // Perhaps another part's: it is not this one's to close.
    const other = createPort(POPUP, 'another-name');
    for (const port of [stranger, other]) {
      connect(port);
      port.onMessage.emit({ kind: 'watch', tabId: 7 });
      port.onMessage.emit({ kind: 'except', site: 'evil.example' });
    }
    await turn();
    assert.deepEqual([stranger.closed, other.closed], [true, false]);
    assert.deepEqual([stranger.received, other.received, choices], [[], [], []]);
  });

  test('carries choices, for the kind of window the watched tab is in', async () => {
    const { connect, choices } = start();
    for (const tabId of [7, 13]) {
      const popup = createPort(POPUP);
      connect(popup);
      popup.onMessage.emit({ kind: 'except', site: 'early.example' });
      popup.onMessage.emit({ kind: 'watch', tabId });
      popup.onMessage.emit({ kind: 'except', site: 'news.example' });
      popup.onMessage.emit({ kind: 'except-tab', site: 'news.example' });
      popup.onMessage.emit({ kind: 'unexcept', site: 'news.example' });
      popup.onMessage.emit({ kind: 'except', site: 'NOT A SITE' });
      await turn();
    }
    assert.deepEqual(
      choices,
      ['7 false', '13 true'].flatMap((of) => {
        const [tab, isPrivate] = of.split(' ');
        return [
          `except {"site":"news.example"} ${isPrivate}`,
          `not off in tab ${tab}: news.example`,
          `off in tab ${tab}: news.example`,
          `unexcept news.example ${isPrivate}`,
          `not off in tab ${tab}: news.example`,
          `unexcept news.example ${isPrivate}`,
        ];
      }),
    );
  });

  test('carries the level once it watches a tab, with the kind of window that tab is in', async () => {
    const { connect, choices } = start();
    for (const tabId of [7, 13]) {
      const popup = createPort(POPUP);
      connect(popup);
      popup.onMessage.emit({ kind: 'level', level: 'gentle' });
      popup.onMessage.emit({ kind: 'watch', tabId });
      popup.onMessage.emit({ kind: 'level', level: 'gentle' });
      popup.onMessage.emit({ kind: 'level', level: 'strict' });
      await turn();
    }
    assert.deepEqual(choices, ['level gentle false', 'level gentle true']);
  });

  test('carries permissions, sites’ levels and ends to whoever keeps them', async () => {
    const { connect, choices } = start();
    const popup = createPort(POPUP);
    connect(popup);
    popup.onMessage.emit({ kind: 'watch', tabId: 13 });
    const site = 'news.example';
    const grantee = { company: 'Meta' };
    for (const message of [
      { kind: 'except', site, until: 1000 },
      { kind: 'site-level', site, level: 'strict', until: 1000 },
      { kind: 'site-level', site, level: null },
      { kind: 'permit', site, grantee, identity: 'without', until: 1000 },
      { kind: 'revoke', site, grantee },
      { kind: 'mend', answer: 'yes', at: 2, until: 1000 },
    ])
      popup.onMessage.emit(message);
    await turn();
    assert.deepEqual(choices, [
      'except {"site":"news.example","until":1000} true',
      'not off in tab 13: news.example',
      'site level {"site":"news.example","level":"strict","until":1000} true',
      'no site level news.example true',
      'permit {"site":"news.example","grantee":{"company":"Meta"},"identity":"without","until":1000} true',
      'revoke {"site":"news.example","grantee":{"company":"Meta"}} true',
      '{"kind":"mend","answer":"yes","at":2,"until":1000} 13 true',
    ]);
  });

  test('takes back what is allowed on the watched tab’s page alone, besides what is allowed for longer', async () => {
    const { connect, choices } = start();
    const popup = createPort(POPUP);
    connect(popup);
    popup.onMessage.emit({ kind: 'watch', tabId: 7 });
    for (const company of ['Meta', 'Google'])
      popup.onMessage.emit({ kind: 'revoke', site: 'news.example', grantee: { company } });
    await turn();
    assert.deepEqual(choices.toSorted(), [
      'revoke once 7 {"company":"Meta"}',
      'revoke {"site":"news.example","grantee":{"company":"Google"}} false',
      'revoke {"site":"news.example","grantee":{"company":"Meta"}} false',
    ]);
  });

  test('has no level written from a private window', async () => {
    const local = createArea();
    const policy = createPolicy({
      local,
      session: createArea(),
      now: () => 0,
      onChange: () => {},
      onProblem: noProblem,
    });
    const { connect } = start(undefined, policy);
    const popup = createPort(POPUP);
    connect(popup);
    for (const [tabId, writes] of /** @type {[number, string[]][]} */ ([
      [13, []],
      [7, ['policy']],
    ])) {
      popup.onMessage.emit({ kind: 'watch', tabId });
      popup.onMessage.emit({ kind: 'level', level: 'gentle' });
      await turn();
      assert.deepEqual(local.writes, writes, `of tab ${tabId}`);
    }
  });

  test('a closed popup, or a tab that is gone, gets nothing more', async () => {
    let asked = 0;
    const { port, connect } = start(async () => {
      asked += 1;
      throw new Error('No tab with id: 7');
    });
    const popup = createPort(POPUP);
    connect(popup);
    popup.onMessage.emit({ kind: 'watch', tabId: 7 });
    await turn();
    port.changed(7);
    await turn();
    assert.deepEqual([asked, popup.received], [1, []]);
  });
});
