/**
 * @import { Action, Verdict } from '/core/bystander.js'
 * @import { Details as ChromeDetails } from '../../extension/background/enforce/dnr.js'
 * @import { Answer, Details as FirefoxDetails } from '../../extension/background/enforce/webrequest.js'
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
import {
  answerTo,
  enforceByWebRequest,
  withoutIdentity,
} from '../../extension/background/enforce/webrequest.js';
import { createDecider, createEvent, turn, withResolvers } from './support.js';

/** @type {readonly Action[]} */
const ACTIONS = ['allow', 'strip', 'clean', 'replace', 'block'];
const url = 'https://t.example/p?fbclid=1';
const details = {
  url,
  type: 'image',
  method: 'GET',
  tabId: 3,
  requestId: '1',
  frameId: 0,
  parentFrameId: -1,
};

/**
 * @param {Action} action
 * @returns {Verdict}
 */
function verdict(action) {
  const reason = /** @type {const} */ ({ kind: 'none' });
  return action === 'clean' ? { action, reason, url: 'https://t.example/p' } : { action, reason };
}

/** @param {Verdict} answer */
function createDecide(answer) {
  return createDecider(() => answer, {
    owner: () => ({ company: 'Tracker', network: 'tracker', kind: 'social' }),
    decode: (_, body = '') => ({ network: 'Tracker', product: 'Pixel', event: body, fields: [] }),
  });
}

function createNotes() {
  /** @type {string[]} */
  const notes = [];
  return {
    notes,
    /** @type {import('../../extension/background/ledger.js').Ledger['note']} */
    note: (place, { site, action, told }, outcome) =>
      void notes.push(`${place.tabId} ${site} ${action} ${outcome}${told?.event ? `: ${told.event}` : ''}`),
    /** @type {import('../../extension/background/ledger.js').Ledger['withhold']} */
    withhold: (place, { site }, names) =>
      void notes.push(`${place.tabId} ${site} withheld ${JSON.stringify(names)}`),
    navigate: () => {},
    shown: () => undefined,
    pageUrl: () => 'https://news.example/',
  };
}

describe('enforcement in Firefox', () => {
  /** @param {Promise<ReturnType<typeof createDecide> | undefined>} core */
  function start(core) {
    const ready = core.then((decide) => ({ decide }));
    /** @returns {ReturnType<typeof createEvent<[FirefoxDetails], Promise<Answer>>>} */
    const event = () => createEvent();
    const events = { onBeforeRequest: event(), onBeforeSendHeaders: event(), onHeadersReceived: event() };
    const ledger = createNotes();
    enforceByWebRequest({ webRequest: events, ready, ledger });
    /** @param {keyof typeof events} name */
    const ask = (name, more = {}) =>
      /** @type {Promise<Answer>} */ (events[name].emit({ ...details, ...more })[0]);
    return { ask, notes: ledger.notes };
  }

  const stripped = '3 t.example strip';
  for (const [action, answer, notes] of /** @type {[Action, Answer, string[]][]} */ ([
    ['allow', {}, []],
    ['strip', {}, [`${stripped} predicted`]],
    [
      'clean',
      { redirectUrl: 'https://t.example/p' },
      ['3 t.example clean predicted', '3 t.example clean confirmed'],
    ],
    ['replace', { cancel: true }, ['3 t.example replace predicted', '3 t.example replace confirmed']],
    ['block', { cancel: true }, ['3 t.example block predicted', '3 t.example block confirmed']],
  ]))
    test(`${action} is answered with ${JSON.stringify(answer)} and written down`, async () => {
      const { ask, notes: written } = start(Promise.resolve(createDecide(verdict(action))));
      assert.deepEqual(await ask('onBeforeRequest'), answer);
      assert.deepEqual(written, notes);
    });

  test('a clean without an address to go to lets the request pass', () => {
    assert.deepEqual(answerTo({ action: 'clean', reason: { kind: 'none' } }), {});
  });

  test('strip takes cookies out both ways and cuts the referrer to the origin', async () => {
    const { ask, notes } = start(Promise.resolve(createDecide(verdict('strip'))));
    const requestHeaders = [
      { name: 'Cookie', value: 'c_user=1' },
      { name: 'Referer', value: 'https://news.example/illness?id=1' },
      { name: 'Accept', value: '*/*' },
    ];
    assert.deepEqual(await ask('onBeforeSendHeaders', { requestHeaders }), {
      requestHeaders: [
        { name: 'Referer', value: 'https://news.example/' },
        { name: 'Accept', value: '*/*' },
      ],
    });
    const responseHeaders = [
      { name: 'set-cookie', value: 'a=1\nb=2' },
      { name: 'Content-Type', value: 'image/gif' },
    ];
    assert.deepEqual(await ask('onHeadersReceived', { responseHeaders }), {
      responseHeaders: [{ name: 'Content-Type', value: 'image/gif' }],
    });
    assert.deepEqual(notes, [
      `${stripped} confirmed`,
      '3 t.example withheld {"sent":["c_user"]}',
      '3 t.example withheld {"set":["a","b"]}',
    ]);
  });

  test('what a blocked request would have told is written down once, with its body', async () => {
    const { ask, notes } = start(Promise.resolve(createDecide(verdict('block'))));
    await ask('onBeforeRequest', { requestBody: { formData: { ev: ['PageView'] } } });
    assert.deepEqual(notes, ['3 t.example block predicted: ev=PageView', '3 t.example block confirmed']);
  });

  const timing = [
    { name: 'Server-Timing', value: 'bystander' },
    { name: 'Timing-Allow-Origin', value: '*' },
  ];
  const language = { name: 'Content-Language', value: 'x-bystander' };
  const encrypted = { type: 'sub_frame', frameAncestors: [{ url: 'https://news.example/', frameId: 0 }] };
  const plain = { type: 'sub_frame', frameAncestors: [{ url: 'http://news.example/', frameId: 0 }] };
  for (const [what, more, signal] of /** @type {[string, Partial<FirefoxDetails>, object[]][]} */ ([
    ['a frame', encrypted, timing],
    ['a frame in an object element', { ...encrypted, type: 'object' }, timing],
    ['a frame within a page without encryption', plain, [...timing, language]],
    ['a frame without encryption', { ...encrypted, url: 'http://t.example/' }, [...timing, language]],
    ['an image', { type: 'image' }, []],
    ['a script in a frame', { ...encrypted, type: 'script' }, []],
  ]))
    test(`${what} that is stripped ${signal.length ? 'is told so, after its own headers' : 'is told nothing'}`, async () => {
      const { ask } = start(Promise.resolve(createDecide(verdict('strip'))));
      const own = { name: 'Server-Timing', value: 'db;dur=3' };
      assert.deepEqual(await ask('onHeadersReceived', { ...more, responseHeaders: [own] }), {
        responseHeaders: [own, ...signal],
      });
    });

  for (const action of ACTIONS.filter((other) => other !== 'strip'))
    test(`${action} leaves headers alone`, async () => {
      const { ask } = start(Promise.resolve(createDecide(verdict(action))));
      assert.deepEqual(
        await ask('onBeforeSendHeaders', { requestHeaders: [{ name: 'Cookie', value: 'a' }] }),
        {},
      );
      assert.deepEqual(
        await ask('onHeadersReceived', { responseHeaders: [{ name: 'Set-Cookie', value: 'a' }] }),
        {},
      );
    });

  test('a referrer that is no address is left as it is', () => {
    const header = { name: 'Referer', value: 'about:client' };
    assert.deepEqual(withoutIdentity([{ name: 'Referer', value: '' }]), [{ name: 'Referer', value: '' }]);
    assert.equal(withoutIdentity([header]).length, 1);
  });

  test('requests are held until the core is awake', async () => {
    const { promise, resolve } = withResolvers();
    const { ask } = start(promise.then(() => createDecide(verdict('block'))));
    /** @type {Answer | undefined} */
    let answer;
    const asked = ask('onBeforeRequest').then((given) => (answer = given));
    await turn();
    assert.equal(answer, undefined, 'answered before the core was there');
    resolve();
    await asked;
    assert.deepEqual(answer, { cancel: true });
  });

  test('without a core every request passes, and none is written down', async () => {
    const { ask, notes } = start(Promise.resolve(undefined));
    assert.deepEqual(await ask('onBeforeRequest'), {});
    assert.deepEqual(await ask('onBeforeSendHeaders', { requestHeaders: [] }), {});
    assert.deepEqual(notes, []);
  });

  test('a connection opened ahead of its request is refused but not counted', async () => {
    const { ask, notes } = start(Promise.resolve(createDecide(verdict('block'))));
    assert.deepEqual(await ask('onBeforeRequest', { type: 'speculative' }), { cancel: true });
    assert.deepEqual(notes, []);
  });
});

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
