/**
 * Wakes the core: the wasm first, then the engine it fetches itself. Says once, to whoever asks, whether that worked.
 * What to do without a core is not decided here.
 *
 * @import { Core } from '/core/bystander.js'
 */

/**
 * @template C
 * @typedef {{ core: C, error?: undefined } | { core?: undefined, error: string }} Started
 */

/**
 * @template {Pick<Core, 'decide'>} [C=Core]
 * @param {{ init: () => Promise<unknown>, load: () => Promise<C>, log: (message: string, error: unknown) => void }} needs
 * @returns {Promise<Started<C>>} never rejects
 */
export async function startCore({ init, load, log }) {
  try {
    await init();
    return { core: await load() };
  } catch (error) {
    log('Bystander: the core did not start.', error);
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
