/**
 * What happens while the background wakes reaches the ledger in the order it happened, whichever listener hears of it.
 *
 * @import { Details as ChromeDetails } from '../../extension/background/enforce/dnr.js'
 * @import { Answer, Details as FirefoxDetails } from '../../extension/background/enforce/webrequest.js'
 * @import { Committed } from '../../extension/background/navigation.js'
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { observeDnr } from '../../extension/background/enforce/dnr.js';
import { createJudge } from '../../extension/background/enforce/judge.js';
import { enforceByWebRequest } from '../../extension/background/enforce/webrequest.js';
import { followNavigation } from '../../extension/background/navigation.js';
import { createDecider, createEvent, turn, withResolvers } from './support.js';

const decide = createDecider(() => ({ action: 'block', reason: { kind: 'none' } }));

function start() {
  const { promise, resolve } = withResolvers();
  const ready = promise.then(() => ({ decide }));
  /** @type {string[]} */
  const told = [];
  const ledger = {
    /** @type {import('../../extension/background/ledger.js').Ledger['note']} */
    note: (_, { site }, outcome) => void (outcome === 'predicted' && told.push(`request ${site}`)),
    withhold: () => {},
    navigate: () => {},
    shown: () => undefined,
    pageOf: () => undefined,
    pageUrl: () => undefined,
    /** @param {{ url: string }} commit */
    commit: ({ url }) => void told.push(`commit ${new URL(url).hostname}`),
    close: () => void told.push('close'),
  };
  /** @type {ReturnType<typeof createEvent<[Committed]>>} */
  const onCommitted = createEvent();
  /** @type {ReturnType<typeof createEvent<[number]>>} */
  const onRemoved = createEvent();
  const navigation = {
    webNavigation: { onCommitted },
    tabs: { onRemoved },
    ledger,
    access: { known: () => ({ everySite: true, privateWindows: true }) },
    loadedUnder: () => ({ excepted: false, level: /** @type {const} */ ('standard'), permitted: '[]' }),
    isPrivate: () => false,
    ready,
  };
  return { ready, wake: resolve, told, ledger, navigation, onCommitted, onRemoved };
}

/** @param {string} host */
const request = (host) => ({
  tabId: 3,
  frameId: 0,
  parentFrameId: -1,
  requestId: host,
  method: 'GET',
  type: 'image',
  url: `https://${host}/`,
});
/** @param {string} host */
const commit = (host) => ({
  tabId: 3,
  frameId: 0,
  parentFrameId: -1,
  url: `https://${host}/`,
  timeStamp: 1,
});
const inOrder = ['request a.example', 'commit b.example', 'request c.example', 'commit d.example', 'close'];

test('requests and commits that wake Chrome’s worker are told in the order they happened', async () => {
  const { ready, wake, told, ledger, navigation, onCommitted, onRemoved } = start();
  /** @returns {ReturnType<typeof createEvent<[ChromeDetails], undefined>>} */
  const event = () => createEvent();
  const webRequest = {
    onBeforeRequest: event(),
    onBeforeSendHeaders: event(),
    onSendHeaders: event(),
    onHeadersReceived: event(),
    onBeforeRedirect: event(),
    onResponseStarted: event(),
    onErrorOccurred: event(),
  };
  followNavigation(navigation);
  observeDnr({
    webRequest,
    ready,
    ledger,
    judge: createJudge({ ledger, placeOfTabless: () => undefined, isPrivate: () => false }),
    carried: () => true,
    used: () => {},
    ownOrigin: 'chrome-extension://me/',
    onReplaced: () => {},
  });
  webRequest.onBeforeRequest.emit(request('a.example'));
  onCommitted.emit(commit('b.example'));
  webRequest.onBeforeRequest.emit(request('c.example'));
  onCommitted.emit(commit('d.example'));
  onRemoved.emit(3);
  wake();
  await turn();
  assert.deepEqual(told, inOrder);
});

test('requests and commits that wake Firefox’s event page are told in the order they happened', async () => {
  const { ready, wake, told, ledger, navigation, onCommitted, onRemoved } = start();
  /** @returns {ReturnType<typeof createEvent<[FirefoxDetails], Promise<Answer>>>} */
  const event = () => createEvent();
  const webRequest = {
    onBeforeRequest: event(),
    onBeforeSendHeaders: event(),
    onHeadersReceived: event(),
    onBeforeRedirect: { addListener: () => {} },
  };
  enforceByWebRequest({
    webRequest,
    ready,
    ledger,
    used: () => {},
    placeOfTabless: () => undefined,
    isPrivate: () => false,
    stubUrl: (file) => file,
    onReplaced: () => {},
  });
  followNavigation(navigation);
  webRequest.onBeforeRequest.emit(request('a.example'));
  onCommitted.emit(commit('b.example'));
  webRequest.onBeforeRequest.emit(request('c.example'));
  onCommitted.emit(commit('d.example'));
  onRemoved.emit(3);
  wake();
  await turn();
  assert.deepEqual(told, inOrder);
});
