/** The core and the compiler as they ship: the files of dist/chrome in Node. */

import { readFile } from 'node:fs/promises';

const DIST = new URL('../../dist/chrome/', import.meta.url);

const MODULE = new URL('core/bystander_bg.wasm', DIST);
const shipped = await openModule(MODULE);

/** The class, for what it answers without an engine. */
export const { Core } = shipped;

/**
 * A module behind the shipped JavaScript, with a memory of its own.
 * @param {URL} module the shipped one, or one with the same door
 */
export async function openModule(module) {
  const script = new URL('core/bystander.js', DIST);
  // Otherwise there would be one instance for all modules.
  script.searchParams.set('module', module.href);
  /** @type {typeof import('/core/bystander.js')} */
  const door = await import(script.href);
  return { Core: door.Core, exports: await door.default({ module_or_path: await readFile(module) }) };
}

/** Bytes of the wasm's linear memory, which never shrinks. */
export function shippedMemory() {
  return shipped.exports.memory.buffer.byteLength;
}

/** The deciding module's bytes. */
export function shippedModule() {
  return readFile(MODULE);
}

/** The compiling module's bytes. */
export function shippedCompilerModule() {
  return readFile(new URL('core/compiler_bg.wasm', DIST));
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
 * @param {{ Core: typeof Core }} [door] of another module than the shipped one
 * @returns {Promise<import('/core/bystander.js').Core>}
 */
export async function loadCore(engine, catalogue, door = shipped) {
  return new door.Core(Buffer.from(engine), Buffer.from(catalogue ?? (await shippedCatalogue())));
}

/**
 * The module that compiles a person's own rules.
 * @returns {Promise<typeof import('/core/compiler.js')>}
 */
export async function loadCompiler() {
  /** @type {typeof import('/core/compiler.js')} */
  const compiler = await import(new URL('core/compiler.js', DIST).href);
  await compiler.default({ module_or_path: await shippedCompilerModule() });
  return compiler;
}
