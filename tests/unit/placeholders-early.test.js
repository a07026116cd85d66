/** What was replaced before its document could hear of it: it is told when the document has been read. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createPlaceholders } from '../../extension/background/placeholders.js';

const REASON = /** @type {const} */ ({ kind: 'widget', network: 'facebook', name: 'SDK' });
const SCRIPT = {
  ...{ tabId: 1, frameId: 0, parentFrameId: -1, type: 'script', documentId: 'A' },
  url: 'https://connect.facebook.net/en_US/sdk.js',
};

describe('a message for a document that does not hear yet', () => {
  it('is sent again when that document has been read, once', async () => {
    const { placeholders, sent, hear } = await early();
    hear();
    await placeholders.arrived({ tabId: 1, frameId: 0, documentId: 'A' });
    await placeholders.arrived({ tabId: 1, frameId: 0, documentId: 'A' });
    assert.deepEqual(sent, ['A']);
  });

  it('is sent again at once where the document arrived before that was known', async () => {
    const { placeholders, sent } = await early({ hearsAfter: 1 });
    assert.deepEqual(sent, ['A']);
    await placeholders.arrived({ tabId: 1, frameId: 0, documentId: 'A' });
    assert.deepEqual(sent, ['A'], 'and not once more');
  });

  it('is sent to no other document', async () => {
    const { placeholders, sent, hear } = await early();
    hear();
    await placeholders.arrived({ tabId: 1, frameId: 0, documentId: 'B' });
    await placeholders.arrived({ tabId: 2, frameId: 0, documentId: 'A' });
    assert.deepEqual(sent, []);
  });
});

/** @param {{ hearsAfter?: number }} [document] so many messages that it does not hear; as many as come, if left out */
async function early({ hearsAfter = Number.POSITIVE_INFINITY } = {}) {
  let hears = false;
  let unheard = 0;
  /** @type {unknown[]} */
  const sent = [];
  const placeholders = createPlaceholders({
    async send(_tabId, _message, to) {
      if (!hears && unheard++ < hearsAfter) throw new Error('Receiving end does not exist.');
      sent.push(Reflect.get(Object(to), 'documentId'));
    },
    knowledge: async () =>
      /** @type {any} only this is asked for */ ({ byScript: () => [{ name: 'Like button' }] }),
    onProblem: assert.ifError,
  });
  await placeholders.replaced(SCRIPT, /** @type {any} */ (REASON));
  return {
    placeholders,
    sent,
    hear() {
      hears = true;
    },
  };
}
