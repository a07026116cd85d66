/**
 * Wakes the core: fetches its files while the wasm compiles, and makes it of them. Says once, to whoever asks, whether
 * that worked. What to do without a core is not decided here.
 *
 * @import { Core } from '/core/bystander.js'
 */

/**
 * @template C
 * @typedef {{ core: C, error?: undefined } | { core?: undefined, error: string }} Started
 */

/** @typedef {(url: string) => Promise<Pick<Response, 'ok' | 'status' | 'arrayBuffer'>>} Fetch */

/**
 * @template {Pick<Core, 'decide'>} [C=Core]
 * @param {{
 *   init: () => Promise<unknown>,
 *   files: { engine: string, catalogue: string },
 *   fetch: Fetch,
 *   create: (engine: Uint8Array, catalogue: Uint8Array) => C,
 *   log: (message: string, error: unknown) => void,
 * }} needs `files` are addresses
 * @returns {Promise<Started<C>>} never rejects
 */
export async function startCore({ init, files, fetch, create, log }) {
  try {
    const [engine, catalogue] = await Promise.all([
      bytesOf(files.engine, fetch),
      bytesOf(files.catalogue, fetch),
      init(),
    ]);
    return { core: create(engine, catalogue) };
  } catch (error) {
    log('Bystander: the core did not start.', error);
    return { error: inWords(error) };
  }
}

/**
 * @param {string} url
 * @param {Fetch} fetch
 */
async function bytesOf(url, fetch) {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new Error(`cannot fetch ${url}: ${inWords(cause)}`, { cause });
  }
}

/** @param {unknown} error */
function inWords(error) {
  return error instanceof Error ? error.message : String(error);
}
