/** What the ledger is told by the eye in Chrome, over events as Chrome sends them. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createDecide, details, permitted, url, verdict } from './enforcement-support.js';
import { observing as start } from './observing-support.js';
import { turn, withResolvers } from './support.js';

describe('observing Chrome', () => {
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
    [
      3,
      [
        '3 used on news.example',
        '3 t.example allow predicted',
        '3 used on news.example',
        '3 t.example allow confirmed',
      ],
    ],
    [
      13,
      [
        '13 used on news.example, privately',
        '13 t.example allow predicted',
        '13 used on news.example, privately',
        '13 t.example allow confirmed',
      ],
    ],
  ]))
    test(`what a permission lets load in tab ${tabId} is told of`, async () => {
      const { events, notes } = start(Promise.resolve(createDecide(permitted)));
      events.onBeforeRequest.emit({ ...details, tabId });
      events.onResponseStarted.emit({ ...details, tabId });
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
});
