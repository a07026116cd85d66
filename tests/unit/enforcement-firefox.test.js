/**
 * @import { Action } from '/core/bystander.js'
 * @import { Answer, Details as FirefoxDetails } from '../../extension/background/enforce/webrequest.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createPlaceOfTabless } from '../../extension/background/enforce/tabless.js';
import {
  answerTo,
  enforceByWebRequest,
  withoutIdentity,
} from '../../extension/background/enforce/webrequest.js';
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

describe('enforcement in Firefox', () => {
  /** @param {Promise<ReturnType<typeof createDecide> | undefined>} core */
  function start(core) {
    const ready = core.then((decide) => ({ decide }));
    /** @returns {ReturnType<typeof createEvent<[FirefoxDetails], Promise<Answer>>>} */
    const event = () => createEvent();
    const events = { onBeforeRequest: event(), onBeforeSendHeaders: event(), onHeadersReceived: event() };
    /** @type {ReturnType<typeof createEvent<[FirefoxDetails & { statusCode: number }]>>} */
    const onBeforeRedirect = createEvent();
    const ledger = createNotes();
    /** @type {string[]} what is to get a placeholder */
    const replaced = [];
    enforceByWebRequest({
      webRequest: { ...events, onBeforeRedirect },
      ready,
      ledger,
      placeOfTabless: createPlaceOfTabless({ ledger }),
      used: ({ place, site, isPrivate }) =>
        void ledger.notes.push(`${place.tabId} used on ${site}${isPrivate ? ', privately' : ''}`),
      isPrivate: () => false,
      stubUrl: (file) => `moz-extension://ours/stubs/${file}`,
      onReplaced: ({ url, tabId }, { kind }) => void replaced.push(`${tabId} ${url} ${kind}`),
    });
    /** @param {keyof typeof events} name */
    const ask = (name, more = {}) =>
      /** @type {Promise<Answer>} */ (events[name].emit({ ...details, ...more })[0]);
    return { ask, redirect: onBeforeRedirect.emit, notes: ledger.notes, replaced };
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

  test('a strip that the browser announces twice, because a service worker left it alone, counts once', async () => {
    const { ask, redirect, notes } = start(Promise.resolve(createDecide(verdict('strip'))));
    await ask('onBeforeRequest');
    redirect({ ...details, statusCode: 0 });
    redirect({ ...details, statusCode: 302 });
    await turn();
    assert.deepEqual(notes, [`${stripped} predicted`, `${stripped} moved`]);
  });

  for (const [type, answer] of /** @type {[string, Answer][]} */ ([
    ['image', { redirectUrl: 'moz-extension://ours/stubs/empty.gif' }],
    ['script', { redirectUrl: 'moz-extension://ours/stubs/empty.gif' }],
    // These would show the page, or be, an address that no other copy of Bystander has.
    ['xmlhttprequest', { cancel: true }],
    ['main_frame', { cancel: true }],
  ]))
    test(`a stub takes the place of what is replaced, or nothing does: ${type}`, async () => {
      const withStub = { ...verdict('replace'), stub: 'empty.gif' };
      const { ask } = start(Promise.resolve(createDecide(withStub)));
      assert.deepEqual(await ask('onBeforeRequest', { type }), answer);
    });

  for (const action of ACTIONS)
    test(`${action} ${action === 'replace' ? 'calls for a placeholder' : 'calls for none'}`, async () => {
      const { ask, replaced } = start(Promise.resolve(createDecide(verdict(action))));
      await ask('onBeforeRequest', { type: 'script' });
      await ask('onBeforeSendHeaders', { requestHeaders: [] });
      await ask('onHeadersReceived', { responseHeaders: [] });
      assert.deepEqual(replaced, action === 'replace' ? [`3 ${url} none`] : []);
    });

  test('documents get the headers of lists besides their own, and nothing else does', async () => {
    const csp = { name: 'content-security-policy', value: "script-src 'none'" };
    const own = [{ name: 'Server', value: 'x' }];
    for (const [type, answer] of /** @type {[string, Answer][]} */ ([
      ['main_frame', { responseHeaders: [...own, csp] }],
      ['sub_frame', { responseHeaders: [...own, csp] }],
      ['script', {}],
    ])) {
      const decide = { ...createDecide(verdict('allow')), responseHeaders: () => [csp] };
      const { ask } = start(Promise.resolve(decide));
      assert.deepEqual(await ask('onHeadersReceived', { type, responseHeaders: own }), answer, type);
    }
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

  test('what a ping says of the page beside the referrer goes altogether', () => {
    const kept = { name: 'Ping-To', value: 'https://other.example/' };
    const sent = [{ name: 'Ping-From', value: 'http://news.example/story' }, kept];
    assert.deepEqual(withoutIdentity(sent), [kept]);
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

  for (const [what, more, used] of /** @type {[string, Partial<FirefoxDetails>, string[]][]} */ ([
    [
      'is told of',
      {},
      ['3 t.example allow predicted', '3 used on news.example', '3 t.example allow confirmed'],
    ],
    [
      'is told of as private where it is',
      { incognito: true },
      ['3 t.example allow predicted', '3 used on news.example, privately', '3 t.example allow confirmed'],
    ],
    ['is not told of where only a connection is opened', { type: 'speculative' }, []],
  ]))
    test(`what a permission lets load ${what}`, async () => {
      const { ask, notes } = start(Promise.resolve(createDecide(permitted)));
      await ask('onBeforeRequest', { documentUrl: 'https://news.example/', ...more });
      await ask('onBeforeSendHeaders', { documentUrl: 'https://news.example/', ...more, requestHeaders: [] });
      assert.deepEqual(notes, used);
    });

  test('a connection opened ahead of its request is refused but not counted', async () => {
    const { ask, notes } = start(Promise.resolve(createDecide(verdict('block'))));
    assert.deepEqual(await ask('onBeforeRequest', { type: 'speculative' }), { cancel: true });
    assert.deepEqual(notes, []);
  });
});
