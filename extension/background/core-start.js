/**
 * Wakes the core: makes it of its files when they have come. Says once, to whoever asks, whether that worked. What to do
 * without a core is not decided here.
 *
 * @import { Core } from '/core/bystander.js'
 * @import { CoreFiles } from './core-files.js'
 */

/**
 * @template C
 * @typedef {{ core: C, error?: undefined } | { core?: undefined, error: string }} Started
 */

/**
 * @template {Pick<Core, 'decide'>} [C=Core]
 * @param {{
 *   files: CoreFiles,
 *   init: (module: WebAssembly.Module) => Promise<unknown>,
 *   create: (engine: Uint8Array, catalogue: Uint8Array) => C,
 *   log: (message: string, error: unknown) => void,
 * }} needs
 * @returns {Promise<Started<C>>} never rejects
 */
export async function startCore({ files, init, create, log }) {
  try {
    const [engine, catalogue] = await Promise.all([files.engine, files.catalogue, files.module.then(init)]);
    return { core: create(engine, catalogue) };
  } catch (error) {
    log('Bystander: the core did not start.', error);
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
