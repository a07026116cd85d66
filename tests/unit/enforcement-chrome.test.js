/**
 * @import { Action } from '/core/bystander.js'
 * @import { Details as ChromeDetails } from '../../extension/background/enforce/dnr.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  atError,
  atRedirect,
  atRequest,
  atResponse,
  observeDnr,
} from '../../extension/background/enforce/dnr.js';
import { ACTIONS, createDecide, createNotes, details, url, verdict } from './enforcement-support.js';
import { createEvent, turn, withResolvers } from './support.js';

describe('what Chrome shows of each verdict', () => {
  const own = 'chrome-extension://me/';
  const blocked = 'net::ERR_BLOCKED_BY_CLIENT';
  const once = { url: 'https://t.example/p?a=1&b=2', redirectUrl: 'https://t.example/p?b=2' };
  /** @typedef {import('../../extension/background/ledger-page.js').Outcome | undefined} Seen */
  /** @type {[Action, Seen, Seen, Seen, Seen, Seen, Seen, Seen][]} */
  const table = [
    ['allow', undefined, undefined, undefined, undefined, undefined, undefined, undefined],
    ['strip', 'predicted', undefined, undefined, undefined, undefined, undefined, undefined],
    ['clean', undefined, 'confirmed', 'contradicted', 'contradicted', 'contradicted', undefined, undefined],
    [
      'replace',
      'predicted',
      'contradicted',
      'confirmed',
      'contradicted',
      'contradicted',
      'confirmed',
      undefined,
    ],
    [
      'block',
      'predicted',
      'contradicted',
      'contradicted',
      'contradicted',
      'contradicted',
      'confirmed',
      undefined,
    ],
  ];
  for (const [action, atStart, cleaned, toUs, byServer, answered, refused, failed] of table)
    test(action, () => {
      const given = verdict(action);
      const seen = {
        atStart: atRequest(given),
        cleaned: atRedirect(given, once, own),
        toUs: atRedirect(given, { url, redirectUrl: `${own}stub.js` }, own),
        byServer: atRedirect(given, { url, redirectUrl: 'https://t.example/next' }, own),
        answered: atResponse(given),
        refused: atError(given, blocked),
        failed: atError(given, 'net::ERR_ABORTED'),
      };
      assert.deepEqual(seen, { atStart, cleaned, toUs, byServer, answered, refused, failed });
    });
});

describe('observing Chrome', () => {
  /** @param {Promise<ReturnType<typeof createDecide> | undefined>} core */
  function start(core) {
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
    observeDnr({
      webRequest: events,
      ready,
      ledger,
      isPrivate: () => false,
      ownOrigin: 'chrome-extension://me/',
    });
    return { events, notes: ledger.notes };
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

  test('requests of no tab, and those of a browser without a core, are not counted', async () => {
    const { events, notes } = start(Promise.resolve(createDecide(verdict('block'))));
    events.onBeforeRequest.emit({ ...details, tabId: -1 });
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
          ['onBeforeRedirect', { responseHeaders: [], redirectUrl: 'https://t.example/next' }],
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
