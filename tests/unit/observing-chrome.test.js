/**
 * What the ledger is told by the eye in Chrome, over events as Chrome sends them.
 *
 * @import { Details as ChromeDetails } from '../../extension/background/enforce/dnr.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { observeDnr } from '../../extension/background/enforce/dnr.js';
import { createJudge } from '../../extension/background/enforce/judge.js';
import { createPlaceOfTabless } from '../../extension/background/enforce/tabless.js';
import {
  ACTIONS,
  createDecide,
  createNotes,
  details,
  permitted,
  url,
  verdict,
} from './enforcement-support.js';
import { createEvent, turn, withResolvers } from './support.js';

describe('observing Chrome', () => {
  /**
   * @param {Promise<ReturnType<typeof createDecide> | undefined>} core
   * @param {{ carried?: boolean, page?: number }} [world] `page`: the tab with the page that requests of no tab are for
   */
  function start(core, { carried = true, page } = {}) {
    const ready = core.then((decide) => ({ decide }));
    /** @returns {ReturnType<typeof createEvent<[ChromeDetails], undefined>>} */
    const event = () => createEvent();
    const events = {
      onBeforeRequest: event(),
      onBeforeSendHeaders: event(),
      onSendHeaders: event(),
      onHeadersReceived: event(),
      onBeforeRedirect: event(),
      onResponseStarted: event(),
      onErrorOccurred: event(),
    };
    const ledger = createNotes();
    /** @type {string[]} what is to get a placeholder */
    const replaced = [];
    const pageOf = () => (page === undefined ? undefined : { tabId: page, document: 'd' });
    const placeOfTabless = createPlaceOfTabless({ ledger: { pageOf } });
    observeDnr({
      webRequest: events,
      ready,
      ledger,
      judge: createJudge({ ledger, placeOfTabless, isPrivate: (tabId) => tabId === 13 }),
      carried: () => carried,
      used: ({ place, site, isPrivate }) =>
        void ledger.notes.push(`${place.tabId} used on ${site}${isPrivate ? ', privately' : ''}`),
      ownOrigin: 'chrome-extension://me/',
      onReplaced: ({ url, tabId }, { kind }) => void replaced.push(`${tabId} ${url} ${kind}`),
    });
    return { events, notes: ledger.notes, replaced };
  }

  const refused = { ...details, error: 'net::ERR_BLOCKED_BY_CLIENT' };

  test('what happens while the worker wakes is written down afterwards, in order', async () => {
    const { promise, resolve } = withResolvers();
    const { events, notes } = start(promise.then(() => createDecide(verdict('block'))));
    events.onBeforeRequest.emit(details);
    events.onErrorOccurred.emit(refused);
    await turn();
    assert.deepEqual(notes, []);
    resolve();
    await turn();
    assert.deepEqual(notes, ['3 t.example block predicted', '3 t.example block confirmed']);
  });

  test('a worker that was not alive for the request still confirms it', async () => {
    const { events, notes } = start(Promise.resolve(createDecide(verdict('block'))));
    events.onErrorOccurred.emit(refused);
    await turn();
    assert.deepEqual(notes, ['3 t.example block confirmed']);
  });

  for (const [tabId, used] of /** @type {[number, string[]][]} */ ([
    [3, ['3 used on news.example']],
    [13, ['13 used on news.example, privately']],
  ]))
    test(`what a permission lets load in tab ${tabId} is told of`, async () => {
      const { events, notes } = start(Promise.resolve(createDecide(permitted)));
      events.onBeforeRequest.emit({ ...details, tabId });
      await turn();
      assert.deepEqual(notes, used);
    });

  const worker = { ...details, tabId: -1, frameId: -1, initiator: 'https://news.example' };

  test('requests of no tab count on the page that they are for', async () => {
    const { events, notes } = start(Promise.resolve(createDecide(verdict('block'))), { page: 7 });
    events.onBeforeRequest.emit(worker);
    events.onErrorOccurred.emit({ ...refused, ...worker });
    await turn();
    assert.deepEqual(notes, ['7 t.example block predicted', '7 t.example block confirmed']);
  });

  for (const action of /** @type {const} */ (['block', 'replace']))
    test(`to ${action} what our rules cannot say was another extension’s doing, so it stays predicted`, async () => {
      const { events, notes } = start(Promise.resolve(createDecide(verdict(action))), { carried: false });
      events.onBeforeRequest.emit(details);
      events.onErrorOccurred.emit(refused);
      await turn();
      assert.deepEqual(notes, [`3 t.example ${action} predicted`]);
    });

  for (const { what, action, more, carried = true, expected } of /** @type {const} */ ([
    { what: 'what the browser refused', action: 'replace', more: {}, expected: [`3 ${url} none`] },
    { what: 'what another extension refused', action: 'replace', more: {}, carried: false, expected: [] },
    {
      what: 'what failed by itself',
      action: 'replace',
      more: { error: 'net::ERR_NAME_NOT_RESOLVED' },
      expected: [],
    },
    { what: 'what is blocked', action: 'block', more: {}, expected: [] },
    { what: 'what is stripped and refused', action: 'strip', more: {}, expected: [] },
  ]))
    test(`${what} calls for ${expected.length ? 'a placeholder' : 'none'}`, async () => {
      const { events, replaced } = start(Promise.resolve(createDecide(verdict(action))), { carried });
      events.onBeforeRequest.emit(details);
      await turn();
      assert.deepEqual(replaced, [], 'before the browser has done anything');
      events.onErrorOccurred.emit({ ...refused, ...more });
      await turn();
      assert.deepEqual(replaced, expected);
    });

  test('a placeholder is called for by nothing that was to be replaced and got through', async () => {
    const { events, replaced } = start(Promise.resolve(createDecide(verdict('replace'))));
    events.onBeforeRequest.emit(details);
    events.onResponseStarted.emit(details);
    await turn();
    assert.deepEqual(replaced, []);
  });

  test('what our rules cannot say and nobody stopped got through', async () => {
    const { events, notes } = start(Promise.resolve(createDecide(verdict('block'))), { carried: false });
    events.onBeforeRequest.emit(details);
    events.onResponseStarted.emit(details);
    await turn();
    assert.deepEqual(notes, ['3 t.example block predicted', '3 t.example block contradicted']);
  });

  test('an address that another extension cleans, and not our rules, is not our doing', async () => {
    const cleaned = { ...details, redirectUrl: 'https://t.example/p' };
    for (const [carried, expected] of /** @type {const} */ ([
      [true, ['3 t.example clean confirmed']],
      [false, []],
    ])) {
      const { events, notes } = start(Promise.resolve(createDecide(verdict('clean'))), { carried });
      events.onBeforeRedirect.emit(cleaned);
      await turn();
      assert.deepEqual(notes, expected);
    }
  });

  test('requests of no page, and those of a browser without a core, are not counted', async () => {
    const { events, notes } = start(Promise.resolve(createDecide(verdict('block'))));
    events.onBeforeRequest.emit(worker);
    const broken = start(Promise.resolve(undefined));
    broken.events.onBeforeRequest.emit(details);
    await turn();
    assert.deepEqual([...notes, ...broken.notes], []);
  });

  test('what a blocked request would have told is written down once, with its body', async () => {
    const { events, notes } = start(Promise.resolve(createDecide(verdict('block'))));
    const bytes = new TextEncoder().encode('{"event":"Pageview"}').buffer;
    events.onBeforeRequest.emit({ ...details, requestBody: { raw: [{ bytes }] } });
    events.onErrorOccurred.emit(refused);
    await turn();
    assert.deepEqual(notes, [
      '3 t.example block predicted: {"event":"Pageview"}',
      '3 t.example block confirmed',
    ]);
  });

  describe('a strip', () => {
    const cookie = { name: 'Cookie', value: 'c_user=1; xs=2' };
    const setCookie = { name: 'Set-Cookie', value: 'fr=3; Secure' };
    const predicted = '3 t.example strip predicted';
    const confirmed = '3 t.example strip confirmed';
    const contradicted = '3 t.example strip contradicted';
    /** @typedef {[name: 'onBeforeRequest' | 'onBeforeSendHeaders' | 'onSendHeaders' | 'onHeadersReceived' | 'onBeforeRedirect' | 'onResponseStarted' | 'onErrorOccurred', more?: Partial<ChromeDetails>]} Step */
    /** @type {[name: string, steps: Step[], written: string[]][]} */
    const table = [
      [
        'whose Cookie is gone when it is sent, and Set-Cookie when it is answered',
        [
          ['onBeforeRequest'],
          ['onBeforeSendHeaders', { requestHeaders: [cookie] }],
          ['onSendHeaders', { requestHeaders: [] }],
          ['onHeadersReceived', { responseHeaders: [setCookie] }],
          ['onResponseStarted', { responseHeaders: [] }],
        ],
        [
          predicted,
          confirmed,
          '3 t.example withheld {"sent":["c_user","xs"]}',
          '3 t.example withheld {"set":["fr"]}',
        ],
      ],
      [
        'that had no cookies at all',
        [
          ['onBeforeRequest'],
          ['onBeforeSendHeaders', { requestHeaders: [] }],
          ['onSendHeaders', { requestHeaders: [] }],
          ['onResponseStarted', { responseHeaders: [] }],
        ],
        [predicted, confirmed, '3 t.example withheld {"sent":[]}', '3 t.example withheld {"set":[]}'],
      ],
      [
        'that went out with its Cookie',
        [
          ['onBeforeRequest'],
          ['onBeforeSendHeaders', { requestHeaders: [cookie] }],
          ['onSendHeaders', { requestHeaders: [cookie] }],
          ['onHeadersReceived', { responseHeaders: [setCookie] }],
          ['onResponseStarted', { responseHeaders: [setCookie] }],
        ],
        [predicted, contradicted],
      ],
      [
        'whose answer kept its Set-Cookie',
        [
          ['onBeforeRequest'],
          ['onSendHeaders', { requestHeaders: [] }],
          ['onHeadersReceived', { responseHeaders: [setCookie] }],
          ['onResponseStarted', { responseHeaders: [setCookie] }],
        ],
        [predicted, confirmed, '3 t.example withheld {"sent":[]}', '3 t.example strip revoked'],
      ],
      [
        'of a redirect, each step for itself',
        [
          ['onBeforeSendHeaders', { requestHeaders: [cookie] }],
          ['onSendHeaders', { requestHeaders: [] }],
          ['onHeadersReceived', { responseHeaders: [setCookie] }],
          [
            'onBeforeRedirect',
            { responseHeaders: [], redirectUrl: 'https://t.example/next', ip: '192.0.2.1' },
          ],
          ['onSendHeaders', { requestHeaders: [] }],
        ],
        [
          confirmed,
          '3 t.example withheld {"sent":["c_user","xs"]}',
          '3 t.example withheld {"set":["fr"]}',
          confirmed,
          '3 t.example withheld {"sent":[]}',
        ],
      ],
      [
        'that a new worker sees sent: the count stands, the names are lost',
        [
          ['onSendHeaders', { requestHeaders: [] }],
          ['onResponseStarted', { responseHeaders: [] }],
        ],
        [confirmed, '3 t.example withheld {"sent":[]}', '3 t.example withheld {"set":[]}'],
      ],
      [
        'that a new worker sees answered: nothing is claimed',
        [['onResponseStarted', { responseHeaders: [] }]],
        [],
      ],
      [
        'that failed before it was sent',
        [['onBeforeRequest'], ['onErrorOccurred', { error: 'net::ERR_ABORTED' }]],
        [predicted],
      ],
      [
        'that another extension blocked',
        [['onBeforeRequest'], ['onErrorOccurred', { error: 'net::ERR_BLOCKED_BY_CLIENT' }]],
        [predicted],
      ],
      [
        'that the browser sent on from http to https',
        [
          ['onBeforeRequest', { url: url.replace('https', 'http') }],
          ['onBeforeRedirect', { url: url.replace('https', 'http'), redirectUrl: url }],
          ['onBeforeRequest'],
          ['onSendHeaders', { requestHeaders: [] }],
        ],
        [predicted, '3 t.example strip moved', predicted, confirmed, '3 t.example withheld {"sent":[]}'],
      ],
    ];
    for (const [name, steps, written] of table)
      test(name, async () => {
        const { events, notes } = start(Promise.resolve(createDecide(verdict('strip'))));
        for (const [event, more] of steps) events[event].emit({ ...details, ...more });
        await turn();
        assert.deepEqual(notes, written);
      });

    for (const action of ACTIONS.filter((other) => other !== 'strip'))
      test(`is not read into headers of what is to ${action}`, async () => {
        const { events, notes } = start(Promise.resolve(createDecide(verdict(action))));
        events.onBeforeSendHeaders.emit({ ...details, requestHeaders: [cookie] });
        events.onSendHeaders.emit({ ...details, requestHeaders: [] });
        events.onHeadersReceived.emit({ ...details, responseHeaders: [setCookie] });
        await turn();
        assert.deepEqual(notes, []);
      });
  });
});
