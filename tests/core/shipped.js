/** The core and the compiler as they ship: the files of dist/chrome in Node. */

import { readFile } from 'node:fs/promises';

const DIST = new URL('../../dist/chrome/', import.meta.url);

/** @type {typeof import('/core/bystander.js')} */
const shipped = await import(new URL('core/bystander.js', DIST).href);
const { memory } = await shipped.default({
  module_or_path: await readFile(new URL('core/bystander_bg.wasm', DIST)),
});

/** The class, for what it answers without an engine. */
export const { Core } = shipped;

/** Bytes of the wasm's linear memory, which never shrinks. */
export function shippedMemory() {
  return memory.buffer.byteLength;
}

/** The shipped catalogue's bytes. */
export function shippedCatalogue() {
  return readFile(new URL('data/catalogue.bin', DIST));
}

/** The shipped engine's bytes. */
export function shippedEngine() {
  return readFile(new URL('data/engine.bin', DIST));
}

/**
 * A core over these bytes, with the shipped catalogue unless another is given.
 * @param {Uint8Array | string} engine
 * @param {Uint8Array | string} [catalogue]
 * @returns {Promise<import('/core/bystander.js').Core>}
 */
export async function loadCore(engine, catalogue) {
  return new shipped.Core(Buffer.from(engine), Buffer.from(catalogue ?? (await shippedCatalogue())));
}

/**
 * The module that compiles a person's own rules.
 * @returns {Promise<typeof import('/core/compiler.js')>}
 */
export async function loadCompiler() {
  /** @type {typeof import('/core/compiler.js')} */
  const compiler = await import(new URL('core/compiler.js', DIST).href);
  await compiler.default({ module_or_path: await readFile(new URL('core/compiler_bg.wasm', DIST)) });
  return compiler;
}
