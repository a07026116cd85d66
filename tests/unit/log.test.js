/** The background's end of the live log: whom it tells what, and when it listens at all. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createLog } from '../../extension/background/log.js';
import { readFromLog } from '../../extension/shared/log-protocol.js';
import { createPort } from './port-support.js';
import { createEvent } from './support.js';

/** @typedef {{ url: string, requestId: string, type: string, tabId: number }} Asked */
/** @import { ToLog } from '../../extension/shared/log-protocol.js' */

const PAGE = 'moz-extension://us/dashboard/dashboard.html';
const TRACKER = 'https://tracker.example/t.js';
const PLACE = {
  tabId: 1,
  documentId: 'a',
  parentDocumentId: undefined,
  outermost: true,
  navigation: undefined,
  pageUrl: undefined,
};

function start() {
  /** @type {ReturnType<typeof createEvent<[import('../../extension/background/log.js').Port]>>} */
  const onConnect = createEvent();
  /** @type {Set<(details: Asked) => undefined>} */
  const listeners = new Set();
  /** @type {(() => void)[]} */
  const timers = [];
  /** @type {unknown[]} */
  const noted = [];
  const decide = /** @type {import('../../extension/background/decide.js').Decide} */ (
    /** @type {unknown} */ ({
      site: (/** @type {string} */ url) => (url.startsWith('http') ? new URL(url).hostname : undefined),
      owner: (/** @type {string} */ url) =>
        url.includes('tracker') ? { company: 'Tracker', kind: 'social' } : {},
    })
  );
  const judge = (/** @type {unknown} */ _, /** @type {Asked} */ { url, type, tabId }) =>
    tabId === 3
      ? undefined
      : {
          facts: {
            url,
            type,
            page: tabId === -1 ? 'moz-extension://us/' : 'https://news.example/',
            method: 'GET',
          },
          verdict: {
            action: url === TRACKER ? /** @type {const} */ ('block') : /** @type {const} */ ('allow'),
            reason: /** @type {const} */ ({ kind: 'none' }),
          },
          isPrivate: tabId === 2,
        };
  const log = createLog({
    runtime: { id: 'me', getURL: (path) => `moz-extension://us${path}`, onConnect },
    onBeforeRequest: {
      addListener: (listener) => void listeners.add(listener),
      removeListener: (listener) => void listeners.delete(listener),
    },
    ready: Promise.resolve({ decide }),
    judge,
    now: () => 1000,
    later: (task) => void timers.push(task),
  });
  const ledger = log.hearing({ note: (...args) => void noted.push(args) });
  return {
    listeners,
    noted,
    ledger,
    /** @param {{ url?: string, incognito?: boolean, name?: string }} [differences] */
    open({ url = `${PAGE}#log`, incognito = false, name = 'log' } = {}) {
      /** @type {ReturnType<typeof createPort<ToLog>>} */
      const port = createPort(url, name);
      Object.assign(port.sender, { tab: { incognito } });
      onConnect.emit(port);
      port.onMessage.emit({ kind: 'watch-log' });
      return port;
    },
    /** @param {Partial<Asked>} [asked] */
    async ask({ url = TRACKER, type = 'script', tabId = 1, requestId = '1' } = {}) {
      for (const listener of listeners) listener({ url, type, tabId, requestId });
      await new Promise((resolve) => setImmediate(resolve));
    },
    /**
     * @param {'predicted' | 'confirmed' | 'contradicted' | 'revoked' | 'moved'} outcome
     * @param {Partial<import('../../extension/background/ledger-page.js').Happening>} [of]
     */
    note(outcome, of) {
      const happened = { site: 'tracker.example', type: 'script', url: TRACKER, requestId: '1' };
      ledger.note(PLACE, { ...happened, action: 'block', reason: { kind: 'none' }, ...of }, outcome);
    },
    tick: () => {
      for (const timer of timers.splice(0)) timer();
    },
  };
}

/** @param {ReturnType<typeof createPort<ToLog>>} port */
const rowsOf = ({ received }) => received.flatMap(({ rows }) => rows);
/** @param {ReturnType<typeof createPort<ToLog>>} port */
const fatesOf = ({ received }) => received.flatMap(({ fates }) => fates.map(([, fate]) => fate));

describe('the live log', () => {
  test('listens only while somebody has it open', async () => {
    const { open, listeners } = start();
    assert.equal(listeners.size, 0);
    const [one, other] = [open(), open()];
    assert.equal(listeners.size, 1);
    one.onDisconnect.emit();
    assert.equal(listeners.size, 1);
    other.onDisconnect.emit();
    assert.equal(listeners.size, 0);
  });

  test('tells what was decided about every request of a site, some at a time', async () => {
    const { open, ask, tick } = start();
    const port = open();
    await ask();
    await ask({ url: 'https://news.example/a.css', type: 'stylesheet' });
    await ask({ tabId: -1 });
    assert.deepEqual(rowsOf(port), [], 'nothing before its time');
    tick();
    assert.deepEqual(
      rowsOf(port).map(({ id: _, ...row }) => row),
      [
        {
          ...{
            time: 1000,
            action: 'block',
            reason: { kind: 'none' },
            fate: 'predicted',
            url: TRACKER,
            type: 'script',
          },
          ...{
            method: 'GET',
            page: 'https://news.example/',
            site: 'news.example',
            company: 'Tracker',
            kind: 'social',
          },
        },
        {
          ...{ time: 1000, action: 'allow', reason: { kind: 'none' }, fate: 'predicted' },
          ...{ url: 'https://news.example/a.css', type: 'stylesheet', method: 'GET' },
          ...{ page: 'https://news.example/', site: 'news.example' },
        },
      ],
    );
    assert.equal(new Set(rowsOf(port).map(({ id }) => id)).size, 2);
  });

  test('tells private requests to private windows alone, and others to others', async () => {
    const { open, ask, tick } = start();
    const [normal, secret] = [open(), open({ incognito: true })];
    await ask({ url: 'https://tracker.example/normal' });
    await ask({ url: 'https://tracker.example/secret', tabId: 2 });
    await ask({ url: 'https://tracker.example/unsure', tabId: 3 });
    tick();
    assert.deepEqual(
      rowsOf(normal).map(({ url }) => url.slice(-6)),
      ['normal'],
    );
    assert.deepEqual(
      rowsOf(secret).map(({ url }) => url.slice(-6)),
      ['secret'],
    );
  });

  for (const [outcomes, fates] of /** @type {const} */ ([
    [['predicted', 'confirmed'], ['confirmed']],
    [['predicted', 'contradicted'], ['contradicted']],
    [['predicted', 'moved'], []],
  ]))
    test(`tells that a row was ${outcomes.join(', ')}`, async () => {
      const { open, ask, note, tick } = start();
      const port = open();
      await ask();
      for (const outcome of outcomes) note(outcome);
      tick();
      assert.deepEqual(fatesOf(port), fates);
      assert.deepEqual(
        new Set(port.received.flatMap((message) => message.fates.map(([id]) => id))),
        new Set(fates.length > 0 ? [rowsOf(port)[0]?.id] : []),
      );
    });

  test('knows what became of a request also where that is noted first', async () => {
    const { open, ask, note, tick } = start();
    const port = open();
    for (const requestId of ['1', '2']) {
      note('confirmed', { requestId });
      await ask({ requestId });
    }
    await ask({ requestId: '3' });
    tick();
    assert.deepEqual(
      rowsOf(port).map(({ fate }) => fate),
      ['confirmed', 'confirmed', 'predicted'],
    );
  });

  test('knows it also where rows are told between the two', async () => {
    const { open, ask, note, tick } = start();
    const port = open();
    await ask({ requestId: '1' });
    note('confirmed', { requestId: '2' });
    tick();
    await ask({ requestId: '2' });
    tick();
    assert.deepEqual(
      rowsOf(port).map(({ fate }) => fate),
      ['predicted', 'confirmed'],
    );
  });

  test('tells two requests under way for one address apart', async () => {
    const { open, ask, note, tick } = start();
    const port = open();
    for (const requestId of ['1', '2', '3']) await ask({ requestId });
    note('contradicted', { requestId: '2' });
    note('confirmed', { requestId: '1' });
    tick();
    const ids = rowsOf(port).map(({ id }) => id);
    assert.deepEqual(
      port.received.flatMap(({ fates }) => fates),
      [
        [ids[1], 'contradicted'],
        [ids[0], 'confirmed'],
      ],
    );
  });

  test('knows a request by its address, too, since what is redirected goes on under another', async () => {
    const { open, ask, note, tick } = start();
    const port = open();
    await ask();
    await ask({ url: 'https://tracker.example/other' });
    note('confirmed');
    tick();
    assert.deepEqual(
      port.received.flatMap(({ fates }) => fates),
      [[rowsOf(port)[0]?.id, 'confirmed']],
    );
  });

  test('tells nothing of private requests to normal windows, not even what became of them', async () => {
    const { open, ask, note, tick } = start();
    const [normal, secret] = [open(), open({ incognito: true })];
    await ask({ tabId: 2 });
    note('confirmed');
    tick();
    assert.deepEqual([fatesOf(normal), fatesOf(secret)], [[], ['confirmed']]);
  });

  test('tells when a strip did not last', async () => {
    const { open, ask, note, tick } = start();
    const port = open();
    await ask();
    note('confirmed', { action: 'strip' });
    note('contradicted', { action: 'strip' });
    tick();
    assert.deepEqual(fatesOf(port), ['confirmed', 'contradicted']);
  });

  test('leaves the ledger as it is', () => {
    const { note, noted } = start();
    note('predicted');
    note('confirmed');
    assert.equal(noted.length, 2);
  });

  test('tells nothing to others', async () => {
    const { open, listeners } = start();
    const stranger = open({ url: 'https://news.example/dashboard/dashboard.html' });
    assert.ok(stranger.closed);
    open({ name: 'popup' });
    assert.equal(listeners.size, 0);
    assert.equal(readFromLog({ kind: 'anything' }), undefined);
    assert.deepEqual(readFromLog({ kind: 'watch-log', more: 1 }), { kind: 'watch-log' });
  });
});
