/**
 * What the core is made of: its module, compiled while it comes, and its two files. Asks for all at once and hands over
 * the promises; what is made of them is core-start.js's.
 */

/** @typedef {(url: string) => Promise<Response>} Fetch */
/** @typedef {{ module: Promise<WebAssembly.Module>, engine: Promise<Uint8Array>, catalogue: Promise<Uint8Array> }} CoreFiles */

/**
 * @param {{
 *   urls: Record<keyof CoreFiles, string>,
 *   fetch: Fetch,
 *   compile: (response: Promise<Response>) => Promise<WebAssembly.Module>,
 * }} needs
 * @returns {CoreFiles} a file that cannot be had rejects with its address and the cause
 */
export function askForFiles({ urls, fetch, compile }) {
  const files = {
    module: compile(fetched(urls.module, fetch)),
    engine: bytesOf(urls.engine, fetch),
    catalogue: bytesOf(urls.catalogue, fetch),
  };
  // Nobody may be waiting yet when one fails.
  for (const file of Object.values(files)) file.catch(() => {});
  return files;
}

/**
 * @param {string} url
 * @param {Fetch} fetch
 */
async function bytesOf(url, fetch) {
  const response = await fetched(url, fetch);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw notFetched(url, cause);
  }
}

/**
 * @param {string} url
 * @param {Fetch} fetch
 */
async function fetched(url, fetch) {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response;
  } catch (cause) {
    throw notFetched(url, cause);
  }
}

/**
 * @param {string} url
 * @param {unknown} cause
 */
function notFetched(url, cause) {
  return new Error(`cannot fetch ${url}: ${cause instanceof Error ? cause.message : cause}`, { cause });
}
