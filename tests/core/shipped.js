/**
 * The core as it ships: the files of dist/chrome in Node, with an engine fetched over the loopback, as the wasm
 * fetches it in a browser.
 */

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

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
 * Serves what `files` holds at the moment of asking, and 404 for the rest.
 * @param {Map<string, Uint8Array | string>} files by path
 */
export async function serve(files) {
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    response.statusCode = file === undefined ? 404 : 200;
    response.end(file);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the loopback server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () => new Promise((closed) => server.close(closed)),
  };
}

/**
 * A core over whatever the addresses give.
 * @param {string} engineUrl
 * @param {string} catalogueUrl
 */
export function fetchCore(engineUrl, catalogueUrl) {
  return shipped.Core.load(engineUrl, catalogueUrl);
}

/**
 * A core over these bytes, with the shipped catalogue unless another is given.
 * @param {Uint8Array | string} engine
 * @param {Uint8Array | string} [catalogue]
 * @returns {Promise<import('/core/bystander.js').Core>}
 */
export async function loadCore(engine, catalogue) {
  const files = new Map([
    ['/engine.bin', engine],
    ['/catalogue.bin', catalogue ?? (await shippedCatalogue())],
  ]);
  const server = await serve(files);
  try {
    return await fetchCore(`${server.origin}/engine.bin`, `${server.origin}/catalogue.bin`);
  } finally {
    await server.close();
  }
}
