/**
 * @import { Reason } from '/core/bystander.js'
 * @import { Details, Recipient } from '../../extension/background/placeholders.js'
 * @import { ShownWidgets } from '../../extension/background/shown-widgets.js'
 * @import { ShownWidget, ToPlaceholders } from '../../extension/shared/placeholder-protocol.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createPlaceholders, embedder } from '../../extension/background/placeholders.js';
import { createShownWidgets } from '../../extension/background/shown-widgets.js';
import { noProblem } from './support.js';

const url = 'https://www.facebook.com/plugins/like.php';
/** @type {Details} */
const script = { tabId: 3, frameId: 5, parentFrameId: 2, url, type: 'script' };
const frame = { ...script, type: 'sub_frame' };
/** @type {Reason} */
const reason = { kind: 'widget', network: 'facebook', name: 'Like button' };
const embed = { network: 'facebook', name: 'Embed' };

/**
 * @param {string} name
 * @returns {ShownWidget}
 */
const widget = (name) => ({
  name,
  kind: 'like',
  shows: 'a button',
  elements: [],
  network: { id: 'facebook', name: 'Facebook', company: 'Meta', mark: undefined },
  size: undefined,
  share: [],
});

/**
 * Documents that listen, or do not.
 * @param {{ isGone?: boolean, knowledge?: () => Promise<ShownWidgets>, onProblem?: (error: unknown) => void }} [world]
 */
function start({ isGone = false, knowledge, onProblem = noProblem } = {}) {
  /** @type {[tabId: number, message: ToPlaceholders, to: Recipient | undefined][]} */
  const sent = [];
  let asked = 0;
  const placeholders = createPlaceholders({
    async send(tabId, message, to) {
      sent.push([tabId, message, to]);
      if (isGone) throw new Error('Could not establish connection. Receiving end does not exist.');
    },
    knowledge:
      knowledge ??
      (async () => {
        asked += 1;
        return {
          ...createShownWidgets([], {}),
          inFrame: (_, name) => (name === 'Like button' ? [widget('in frame')] : []),
          byScript: (_, name) => (name === 'Like button' ? [widget('like'), widget('page')] : []),
        };
      }),
    onProblem,
  });
  return { placeholders, sent, asked: () => asked };
}

describe('the document with a frame or a script in it', () => {
  for (const [what, details, expected] of /** @type {[string, Partial<Details>, Recipient][]} */ ([
    ['of a script', { type: 'script' }, { frameId: 5 }],
    [
      'of a script, named',
      { type: 'script', documentId: 'own', parentDocumentId: 'up' },
      { documentId: 'own' },
    ],
    ['of a frame', {}, { frameId: 2 }],
    ['of a frame, named', { documentId: 'own', parentDocumentId: 'up' }, { documentId: 'up' }],
    ['of a frame, where the document it shows is named alone', { documentId: 'own' }, { frameId: 2 }],
    ['of a frame in the page itself', { parentFrameId: 0 }, { frameId: 0 }],
    [
      'of an object, named',
      { type: 'object', documentId: 'own', parentDocumentId: 'up' },
      { documentId: 'up' },
    ],
    ['of an object', { type: 'object' }, { frameId: 2 }],
    [
      'of an object that the browser takes for no frame',
      { type: 'object', frameId: 0, parentFrameId: -1 },
      { frameId: 0 },
    ],
    [
      'of an object that the browser takes for no frame, named',
      { type: 'object', frameId: 0, parentFrameId: -1, documentId: 'own' },
      { documentId: 'own' },
    ],
  ]))
    test(what, () => assert.deepEqual(embedder({ ...frame, ...details }), expected));
});

describe('what was replaced', () => {
  test('in a frame is told to the document around it, with what the frame would have shown', async () => {
    const { placeholders, sent } = start();
    await placeholders.replaced({ ...frame, parentDocumentId: 'up' }, reason);
    assert.deepEqual(sent, [
      [3, { kind: 'replaced', from: 'frame', url, widgets: [widget('in frame')] }, { documentId: 'up' }],
    ]);
  });

  test('in an object is told like a frame', async () => {
    const { placeholders, sent } = start();
    await placeholders.replaced({ ...frame, type: 'object' }, reason);
    assert.deepEqual(sent[0]?.[1], { kind: 'replaced', from: 'frame', url, widgets: [widget('in frame')] });
  });

  test('of scripts is told to their own document, with all that the script would have shown', async () => {
    const { placeholders, sent } = start();
    await placeholders.replaced({ ...script, documentId: 'own' }, reason);
    const widgets = [widget('like'), widget('page')];
    assert.deepEqual(sent, [[3, { kind: 'replaced', from: 'script', url, widgets }, { documentId: 'own' }]]);
  });

  for (const [what, details, why] of /** @type {[string, Details, Reason][]} */ ([
    ['a pixel', script, { ...reason, kind: 'pixel' }],
    ['what a list replaces', script, { kind: 'rule', list: 'tracking', line: 7 }],
    ['what belongs to no tab', { ...script, tabId: -1 }, reason],
  ]))
    test(`is not told of ${what}, and the catalogue is not read for it`, async () => {
      const { placeholders, sent, asked } = start();
      await placeholders.replaced(details, why);
      assert.deepEqual([sent, asked()], [[], 0]);
    });

  for (const details of [script, frame])
    test(`is not told where there is nothing to show: ${details.type}`, async () => {
      const { placeholders, sent } = start();
      await placeholders.replaced(details, { kind: 'widget', ...embed });
      assert.deepEqual(sent, []);
    });

  test('in a document that is gone is no problem', async () => {
    const { placeholders, sent } = start({ isGone: true });
    await placeholders.replaced(frame, reason);
    await placeholders.permitted(
      { network: 'facebook', widget: 'Like button', company: 'Meta', everywhere: true },
      { tabId: 3, to: undefined },
    );
    assert.equal(sent.length, 3, 'what was replaced is tried twice');
  });

  test('is a problem where the catalogue cannot be read', async () => {
    /** @type {unknown[]} */
    const problems = [];
    const { placeholders, sent } = start({
      knowledge: () => Promise.reject(new Error('damaged')),
      onProblem: (problem) => problems.push(problem),
    });
    await placeholders.replaced(frame, reason);
    assert.deepEqual([problems.map(String), sent], [['Error: damaged'], []]);
  });
});

test('what is permitted is told to the document that asked, or to all of the tab', async () => {
  const { placeholders, sent } = start();
  const what = { network: 'facebook', widget: 'Like button', company: 'Meta', everywhere: false };
  await placeholders.permitted(what, { tabId: 3, to: { frameId: 0 } });
  await placeholders.permitted({ ...what, everywhere: true }, { tabId: 3, to: undefined });
  assert.deepEqual(sent, [
    [3, { kind: 'permitted', ...what }, { frameId: 0 }],
    [3, { kind: 'permitted', ...what, everywhere: true }, undefined],
  ]);
});
