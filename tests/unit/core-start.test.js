/** How the core starts: what is fetched when, and in which words it is told that it did not start. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { startCore } from '../../extension/background/core-start.js';
import { noProblem, withResolvers } from './support.js';

const FILES = { engine: 'https://own.example/engine.bin', catalogue: 'https://own.example/catalogue.bin' };
const CORE = {
  decide: () => ({ action: /** @type {const} */ ('allow'), reason: { kind: /** @type {const} */ ('none') } }),
};

/** @param {string} url */
const fetchName = async (url) => new Response(new URL(url).pathname);

describe('waking the core', () => {
  test('makes it of its files, which are fetched while the wasm compiles', async () => {
    const { promise, resolve } = withResolvers();
    /** @type {string[]} */
    const steps = [];
    const starting = startCore({
      init: () => promise.then(() => steps.push('compiled')),
      files: FILES,
      fetch: (url) => {
        steps.push(url);
        return fetchName(url);
      },
      create: (...files) => {
        steps.push(...files.map((bytes) => new TextDecoder().decode(bytes)));
        return CORE;
      },
      log: noProblem,
    });
    assert.deepEqual(steps, [FILES.engine, FILES.catalogue]);
    resolve();
    assert.deepEqual(await starting, { core: CORE });
    assert.deepEqual(steps.slice(2), ['compiled', '/engine.bin', '/catalogue.bin']);
  });

  for (const { fails, init, fetch, create, says } of /** @type {Row[]} */ ([
    {
      fails: 'the wasm',
      init: () => Promise.reject(new Error('CompileError')),
      says: 'CompileError',
    },
    {
      fails: 'a file that is not there',
      fetch: async (url) => (url === FILES.engine ? fetchName(url) : new Response('', { status: 404 })),
      says: 'cannot fetch https://own.example/catalogue.bin: status 404',
    },
    {
      fails: 'a file that cannot be reached',
      fetch: (url) => (url === FILES.engine ? Promise.reject(new TypeError('no network')) : fetchName(url)),
      says: 'cannot fetch https://own.example/engine.bin: no network',
    },
    {
      fails: 'a file of another build',
      create: () => {
        throw new Error('the engine file is of another build');
      },
      says: 'the engine file is of another build',
    },
  ]))
    test(`is told and logged once, not thrown, where it fails for ${fails}`, async () => {
      /** @type {unknown[]} */
      const logged = [];
      const started = await startCore({
        init: init ?? (async () => {}),
        files: FILES,
        fetch: fetch ?? fetchName,
        create: create ?? (() => CORE),
        log: (_, error) => logged.push(error),
      });
      assert.deepEqual([started, logged.length], [{ error: says }, 1]);
    });
});

/**
 * @typedef {object} Row
 * @property {string} fails
 * @property {() => Promise<void>} [init]
 * @property {(url: string) => Promise<Response>} [fetch]
 * @property {() => typeof CORE} [create]
 * @property {string} says
 */
