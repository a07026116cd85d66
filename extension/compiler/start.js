/**
 * Starts the compiler's worker, from any document, and tells whoever waits on its channel where it does not start or
 * breaks. What is said on the channel otherwise is between the worker and the background.
 *
 * @import { FromCompiler } from '../shared/compiler-protocol.js'
 */

/**
 * @param {string} channel where the worker is waited for
 * @returns {{ terminate: () => void }}
 */
export function startCompiler(channel) {
  try {
    const worker = new Worker('/compiler/worker.js', { type: 'module', name: channel });
    worker.addEventListener('error', ({ message }) =>
      fail(message || 'The worker of the compiler did not start.'),
    );
    return worker;
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
    return { terminate: () => {} };
  }

  /** @param {string} error */
  function fail(error) {
    const telling = new BroadcastChannel(channel);
    telling.postMessage(/** @type {FromCompiler} */ ({ kind: 'failed', error }));
    telling.close();
  }
}
