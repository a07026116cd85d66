/**
 * @import { Action } from '/core/bystander.js'
 * @import { Details } from '../../extension/background/enforce/dnr.js'
 * @import { Answer } from '../../extension/background/enforce/webrequest.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createJudge } from '../../extension/background/enforce/judge.js';
import { enforceWhereGranted } from '../../extension/background/enforce/webrequest-chrome.js';
import { createDecide, createNotes, details, verdict } from './enforcement-support.js';
import { createEvent, turn, withResolvers } from './support.js';

describe('enforcement in a Chrome that grants blocking webRequest', () => {
  /** @param {{ granted?: boolean, core?: Promise<ReturnType<typeof createDecide> | undefined> }} world */
  async function start({ granted = true, core = Promise.resolve(createDecide(verdict('block'))) }) {
    /** @returns {ReturnType<typeof createEvent<[Details], Promise<Answer>>>} */
    const event = () => createEvent();
    const events = { onBeforeRequest: event(), onBeforeSendHeaders: event(), onHeadersReceived: event() };
    const ledger = createNotes();
    await enforceWhereGranted({
      webRequest: events,
      granted: Promise.resolve(granted),
      ready: core.then((decide) => ({ decide })),
      judge: createJudge({ ledger, placeOfTabless: () => undefined, isPrivate: () => false }),
    });
    /** @param {keyof typeof events} name */
    const ask = (name, more = {}) => events[name].emit({ ...details, ...more })[0];
    return { ask, notes: ledger.notes };
  }

  for (const [action, answer] of /** @type {[Action, Answer][]} */ ([
    ['allow', {}],
    ['strip', {}],
    ['clean', { redirectUrl: 'https://t.example/p' }],
    ['replace', { cancel: true }],
    ['block', { cancel: true }],
  ]))
    test(`${action} is answered with ${JSON.stringify(answer)} and written down by nobody but the eye`, async () => {
      const { ask, notes } = await start({ core: Promise.resolve(createDecide(verdict(action))) });
      assert.deepEqual(await ask('onBeforeRequest'), answer);
      assert.deepEqual(notes, []);
    });

  test('requests of workers, which are on no page here, are judged too', async () => {
    const { ask } = await start({});
    assert.deepEqual(await ask('onBeforeRequest', { tabId: -1 }), { cancel: true });
  });

  test('strip takes cookies out both ways, cuts the referrer and tells frames that they were stripped', async () => {
    const { ask } = await start({ core: Promise.resolve(createDecide(verdict('strip'))) });
    const requestHeaders = [
      { name: 'Cookie', value: 'c_user=1' },
      { name: 'Referer', value: 'https://news.example/illness?id=1' },
    ];
    assert.deepEqual(await ask('onBeforeSendHeaders', { requestHeaders }), {
      requestHeaders: [{ name: 'Referer', value: 'https://news.example/' }],
    });
    const responseHeaders = [
      { name: 'Set-Cookie', value: 'fr=1' },
      { name: 'Content-Type', value: 'text/html' },
    ];
    const kept = { name: 'Content-Type', value: 'text/html' };
    assert.deepEqual(await ask('onHeadersReceived', { responseHeaders }), { responseHeaders: [kept] });
    assert.deepEqual(await ask('onHeadersReceived', { responseHeaders, type: 'sub_frame' }), {
      responseHeaders: [kept, { name: 'Server-Timing', value: 'bystander' }],
    });
  });

  test('headers of what is not to be stripped stay as they are', async () => {
    const { ask } = await start({ core: Promise.resolve(createDecide(verdict('allow'))) });
    assert.deepEqual(await ask('onBeforeSendHeaders', { requestHeaders: [] }), {});
    assert.deepEqual(await ask('onHeadersReceived', { responseHeaders: [] }), {});
  });

  test('a request is held until the core is awake', async () => {
    const { promise, resolve } = withResolvers();
    const { ask } = await start({ core: promise.then(() => createDecide(verdict('block'))) });
    let answered = false;
    const answer = ask('onBeforeRequest')?.then((said) => {
      answered = true;
      return said;
    });
    await turn();
    assert.equal(answered, false);
    resolve();
    assert.deepEqual(await answer, { cancel: true });
  });

  test('without a core the request is left to the rules', async () => {
    const { ask } = await start({ core: Promise.resolve(undefined) });
    assert.deepEqual(await ask('onBeforeRequest'), {});
  });

  test('without the grant nothing listens, so Chrome has nothing to complain about', async () => {
    const { ask } = await start({ granted: false });
    assert.deepEqual(
      [ask('onBeforeRequest'), ask('onBeforeSendHeaders'), ask('onHeadersReceived')],
      [undefined, undefined, undefined],
    );
  });
});
