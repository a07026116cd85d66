/** Ghostery's engine, loaded from its own serialised form. */

const LIBRARY = '/peers/@ghostery/adblocker';

/**
 * @typedef {{
 *   FiltersEngine: { deserialize: (bytes: Uint8Array) => { match: (request: unknown) => { match: boolean } } },
 *   Request: { fromRawDetails: (details: { type: string, url: string, sourceUrl: string }) => unknown },
 * }} Library
 */

/** @type {import('../worker.js').EngineModule['prepare']} */
export async function prepare() {
  /** @type {Library} */
  const { FiltersEngine, Request } = await import(LIBRARY);
  const bytes = new Uint8Array(await (await fetch('/made/ghostery.bin')).arrayBuffer());
  return async () => {
    const engine = FiltersEngine.deserialize(bytes);
    return ({ url, page, frame, type }) =>
      engine.match(Request.fromRawDetails({ type, url, sourceUrl: frame ?? page })).match;
  };
}
