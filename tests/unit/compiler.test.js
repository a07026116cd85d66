/**
 * Having lists compiled: by a worker that lives only meanwhile, one compilation after the other, and a failure wherever it
 * happens is told. Then the places where that worker lives in the browsers.
 *
 * @import { FromCompiler, ToCompiler } from '../../extension/shared/compiler-protocol.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createCompiler } from '../../extension/background/compiler.js';
import { createOffscreenPlace, createWorkerPlace } from '../../extension/background/compiler-place.js';

const COMPILED = { overlay: new Uint8Array([1, 2]), rules: 1, remarks: [] };

/**
 * A place whose worker says `greeting` once it is there, and answers a question so.
 * @param {(asked: ToCompiler) => FromCompiler} answer
 * @param {{ greeting?: FromCompiler, refuses?: boolean }} [given]
 */
function start(answer, { greeting = { kind: 'here' }, refuses = false } = {}) {
  /** @type {string[]} */
  const steps = [];
  /** @type {BroadcastChannel | undefined} */
  let worker;
  const compiler = createCompiler({
    place: {
      async open(name) {
        steps.push('open');
        if (refuses) throw new Error('no room');
        const channel = new BroadcastChannel(name);
        channel.onmessage = ({ data }) => {
          steps.push(`compile ${data.lists[0].text}`);
          channel.postMessage(answer(data));
        };
        channel.postMessage(greeting);
        worker = channel;
      },
      async close() {
        worker?.close();
        steps.push('close');
      },
    },
    openChannel: (name) => new BroadcastChannel(name),
  });
  return { compiler, steps };
}

/** @param {string} text */
const listOf = (text) => [{ id: 'own', text }];

describe('lists', () => {
  for (const wanted of /** @type {const} */ (['overlay', 'overlay and rules']))
    test(`are compiled as wanted, and bytes come as bytes: ${wanted}`, async () => {
      const converted = { rules: [], remarks: [] };
      const { compiler, steps } = start((asked) => ({
        kind: 'done',
        compiled: COMPILED,
        ...(asked.wanted === 'overlay and rules' && { converted }),
      }));
      assert.deepEqual(await compiler.compile(listOf('a'), wanted), {
        compiled: COMPILED,
        ...(wanted === 'overlay and rules' && { converted }),
      });
      assert.deepEqual(steps, ['open', 'compile a', 'close']);
    });

  test('are compiled one after the other, each in a worker of its own', async () => {
    const { compiler, steps } = start(() => ({ kind: 'done', compiled: COMPILED }));
    await Promise.all(['a', 'b'].map((text) => compiler.compile(listOf(text), 'overlay')));
    assert.deepEqual(steps, ['open', 'compile a', 'close', 'open', 'compile b', 'close']);
  });

  test('are compiled also after others that were not', async () => {
    const { compiler, steps } = start(({ lists }) =>
      lists[0]?.text === 'a'
        ? { kind: 'failed', error: 'unreachable' }
        : { kind: 'done', compiled: COMPILED },
    );
    const [first, second] = await Promise.allSettled(
      ['a', 'b'].map((text) => compiler.compile(listOf(text), 'overlay')),
    );
    assert.deepEqual([first?.status, second?.status], ['rejected', 'fulfilled']);
    assert.deepEqual(steps, ['open', 'compile a', 'close', 'open', 'compile b', 'close']);
  });

  /** @type {[what: string, given: Parameters<typeof start>[1], says: RegExp, steps: string[]][]} */
  const failures = [
    ['the compiler breaks', {}, /were not compiled: unreachable/, ['open', 'compile a', 'close']],
    [
      'the worker does not start',
      { greeting: { kind: 'failed', error: 'no such file' } },
      /were not compiled: no such file/,
      ['open', 'close'],
    ],
    ['there is no place for the worker', { refuses: true }, /no room/, ['open', 'close']],
  ];
  for (const [what, given, says, expected] of failures)
    test(`are refused in words where ${what}, and the worker is ended`, async () => {
      const { compiler, steps } = start(() => ({ kind: 'failed', error: 'unreachable' }), given);
      await assert.rejects(compiler.compile(listOf('a'), 'overlay'), says);
      assert.deepEqual(steps, expected);
    });
});

describe('the compiler’s place', () => {
  test('in Firefox is a worker of the background’s own', async () => {
    /** @type {string[]} */
    const steps = [];
    const place = createWorkerPlace({
      start: (channel) => {
        steps.push(`start ${channel}`);
        return { terminate: () => void steps.push('terminate') };
      },
    });
    await place.close();
    await place.open('c');
    await place.close();
    await place.close();
    assert.deepEqual(steps, ['start c', 'terminate']);
  });

  test('in Chrome is an offscreen document that is told the channel', async () => {
    const { place, steps } = inChrome({ leftOpen: false });
    await place.open('c&d');
    await place.close();
    await place.close();
    assert.deepEqual(steps, ['create compiler/offscreen.html?channel=c%26d', 'close']);
  });

  test('in Chrome is closed at start where an earlier life of the background left it', async () => {
    const { place, steps } = inChrome({ leftOpen: true });
    await place.open('c');
    assert.deepEqual(steps, ['close', 'create compiler/offscreen.html?channel=c']);
  });
});

/**
 * Chrome's place in a browser that, as Chrome does, has one such document at most and closes none that is not there.
 * @param {{ leftOpen: boolean }} given
 */
function inChrome({ leftOpen }) {
  let open = leftOpen;
  /** @type {string[]} */
  const steps = [];
  const place = createOffscreenPlace({
    runtime: { getContexts: async () => (open ? [{}] : []) },
    offscreen: {
      async createDocument({ url }) {
        if (open) throw new Error('Only a single offscreen document may be created.');
        open = true;
        steps.push(`create ${url}`);
      },
      async closeDocument() {
        if (!open) throw new Error('No current offscreen document.');
        open = false;
        steps.push('close');
      },
    },
  });
  return { place, steps };
}
