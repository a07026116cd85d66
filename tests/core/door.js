/** What the tests of the wasm's door share: an engine of one's own, and what counts as readable words. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildNative, bystander } from './native.js';

/**
 * The engine that the command compiles from `folder`/ours.txt.
 * @param {string} folder
 */
export function compiledEngine(folder) {
  buildNative();
  const { status, stderr } = bystander(['compile', '--out', 'out', '--lists', 'ours.txt'], { cwd: folder });
  assert.equal(status, 0, stderr);
  return readFileSync(join(folder, 'out/engine.bin'));
}

/**
 * An Error with a message of words, in which `says` is found. What a trap leaves is none.
 * @param {RegExp} says
 */
export function isReadable(says) {
  return (/** @type {unknown} */ error) => {
    assert.ok(error instanceof Error && !(error instanceof WebAssembly.RuntimeError), String(error));
    assert.match(error.message, /\w+ \w+/);
    assert.match(error.message, says);
    return true;
  };
}
