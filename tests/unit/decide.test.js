/** @import { Policy } from '/core/bystander.js' */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { startCore } from '../../extension/background/core-start.js';
import { createDecide, happening } from '../../extension/background/decide.js';
import { noProblem } from './support.js';

describe('waking the core', () => {
  test('loads the engine after the wasm', async () => {
    /** @type {string[]} */
    const steps = [];
    const core = {
      decide: () => ({
        action: /** @type {const} */ ('allow'),
        reason: { kind: /** @type {const} */ ('none') },
      }),
    };
    const started = await startCore({
      init: async () => void steps.push('init'),
      load: async () => {
        steps.push('load');
        return core;
      },
      log: noProblem,
    });
    assert.deepEqual([steps, started.core], [['init', 'load'], core]);
  });

  test('a failure is told and logged once, not thrown', async () => {
    /** @type {unknown[]} */
    const logged = [];
    const started = await startCore({
      init: () => Promise.reject(new Error('CompileError')),
      load: () => assert.fail('nothing to load without the wasm'),
      log: (_, error) => logged.push(error),
    });
    assert.deepEqual([started, logged.length], [{ error: 'CompileError' }, 1]);
  });
});

describe('deciding', () => {
  test('tells the core the policy only when it is another: for private windows, or after a change', () => {
    /** @type {Policy} */
    const normal = { level: 'standard', exceptions: [] };
    const inPrivate = { ...normal };
    /** @type {Policy[]} */
    const told = [];
    const decide = createDecide({
      core: {
        setPolicy: (policy) => void told.push(policy),
        decide: (request, now) => ({
          action: 'block',
          reason: { kind: 'none' },
          url: `${request.url}@${now}`,
        }),
        site: () => undefined,
      },
      policy: { current: (isPrivate) => (isPrivate ? inPrivate : normal) },
      now: () => 42,
    });
    const request = { url: 'u', page: 'p', type: 'image' };
    for (const isPrivate of [false, false, true, true, false]) decide.verdict(request, isPrivate);
    assert.deepEqual(
      told.map((policy) => policy === inPrivate),
      [false, true, false],
    );
    assert.equal(decide.verdict(request, false).url, 'u@42');
  });

  test('the ledger is told nothing of what was left alone', () => {
    const verdict = /** @type {const} */ ({ action: 'allow', reason: { kind: 'none' } });
    assert.equal(
      happening(verdict, { url: 'https://a.example/', type: 'image' }, () => 'a.example'),
      undefined,
    );
  });
});
