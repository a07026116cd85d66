/** Ghostery's engine, loaded from its own serialised form. */

import { readFileSync } from 'node:fs';

const LIBRARY = '@ghostery/adblocker';
const PEERS = new URL('../peers/', import.meta.url);

/** @typedef {{ type: string, url: string, sourceUrl: string }} Details */
/**
 * @typedef {{
 *   FiltersEngine: {
 *     parse: (text: string, config: object) => { serialize: () => Uint8Array },
 *     deserialize: (bytes: Uint8Array) => { match: (request: unknown) => { match: boolean } },
 *   },
 *   Request: { fromRawDetails: (details: Details) => unknown },
 * }} Library
 */

/** @type {import('../engine-process.js').EngineModule['prepare']} */
export async function prepare({ lists }) {
  const file = new URL(`node_modules/${LIBRARY}/`, PEERS);
  const { version, exports } = JSON.parse(readFileSync(new URL('package.json', file), 'utf8'));
  /** @type {Library} */
  const { FiltersEngine, Request } = await import(new URL(exports['.'].import.default, file).href);
  const bytes = FiltersEngine.parse(lists.map(({ text }) => text).join('\n'), {
    loadCosmeticFilters: false,
  }).serialize();
  return async () => {
    const engine = FiltersEngine.deserialize(bytes);
    return {
      version,
      ask: ({ url, page, frame, type }) =>
        engine.match(Request.fromRawDetails({ type, url, sourceUrl: frame ?? page })).match,
    };
  };
}
