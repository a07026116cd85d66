/** How the core starts: what is asked for when, and in which words it is told that it did not start. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { askForFiles } from '../../extension/background/core-files.js';
import { startCore } from '../../extension/background/core-start.js';
import { noProblem, withResolvers } from './support.js';

const URLS = {
  module: 'https://own.example/core.wasm',
  engine: 'https://own.example/engine.bin',
  catalogue: 'https://own.example/catalogue.bin',
};
const CORE = {
  decide: () => ({ action: /** @type {const} */ ('allow'), reason: { kind: /** @type {const} */ ('none') } }),
};
/** An empty module: the magic word and the version. */
const MODULE = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));

/** @param {string} url */
const fetchName = async (url) => new Response(new URL(url).pathname);
/** @param {Promise<Response>} response */
const compile = async (response) => {
  await response;
  return MODULE;
};

describe('waking the core', () => {
  test('asks for all of its files at once, before anybody waits, and makes it of them', async () => {
    const { promise, resolve } = withResolvers();
    /** @type {string[]} */
    const steps = [];
    const files = askForFiles({
      urls: URLS,
      fetch: (url) => {
        steps.push(url);
        return fetchName(url);
      },
      compile,
    });
    assert.deepEqual(steps, Object.values(URLS));
    const starting = startCore({
      files,
      init: (module) => promise.then(() => steps.push(module === MODULE ? 'instance' : 'another module')),
      create: (...bytes) => {
        steps.push(...bytes.map((file) => new TextDecoder().decode(file)));
        return CORE;
      },
      log: noProblem,
    });
    resolve();
    assert.deepEqual(await starting, { core: CORE });
    assert.deepEqual(steps.slice(3), ['instance', '/engine.bin', '/catalogue.bin']);
  });

  for (const { fails, missing, init, create, says } of /** @type {Row[]} */ ([
    {
      fails: 'the wasm',
      init: () => Promise.reject(new Error('LinkError')),
      says: 'LinkError',
    },
    {
      fails: 'a module that is not there',
      missing: URLS.module,
      says: 'cannot fetch https://own.example/core.wasm: status 404',
    },
    {
      fails: 'a file that is not there',
      missing: URLS.catalogue,
      says: 'cannot fetch https://own.example/catalogue.bin: status 404',
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
      const files = askForFiles({
        urls: URLS,
        fetch: (url) =>
          url === missing ? Promise.resolve(new Response('', { status: 404 })) : fetchName(url),
        compile,
      });
      const started = await startCore({
        files,
        init: init ?? (async () => {}),
        create: create ?? (() => CORE),
        log: (_, error) => logged.push(error),
      });
      assert.deepEqual([started, logged.length], [{ error: says }, 1]);
    });

  test('says which file could not be reached, and leaves no rejection that nobody heard', async () => {
    const files = askForFiles({
      urls: URLS,
      fetch: () => Promise.reject(new TypeError('no network')),
      compile,
    });
    await new Promise((resolve) => setImmediate(resolve));
    await assert.rejects(files.engine, { message: `cannot fetch ${URLS.engine}: no network` });
  });
});

/**
 * @typedef {object} Row
 * @property {string} fails
 * @property {string} [missing] the file that is not there
 * @property {() => Promise<void>} [init]
 * @property {() => typeof CORE} [create]
 * @property {string} says
 */
