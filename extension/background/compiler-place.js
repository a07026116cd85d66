/**
 * Where the compiler's worker lives, for as long as it is needed: a place of each browser, opened and closed. What is
 * said with the worker is not its business.
 */

const PAGE = 'compiler/offscreen.html';

/**
 * @typedef {object} CompilerPlace
 * @property {(channel: string) => Promise<void>} open starts the worker, which says on the channel when it is there
 * @property {() => Promise<void>} close ends the worker, and does nothing where there is none
 */

/**
 * Firefox: the background is a document, which may start workers.
 * @param {{ start: (channel: string) => { terminate: () => void } }} needs
 * @returns {CompilerPlace}
 */
export function createWorkerPlace({ start }) {
  /** @type {ReturnType<typeof start> | undefined} */
  let worker;
  return {
    async open(channel) {
      worker = start(channel);
    },
    async close() {
      worker?.terminate();
      worker = undefined;
    },
  };
}

/**
 * @typedef {{
 *   createDocument: (options: { url: string, reasons: 'WORKERS'[], justification: string }) => Promise<void>,
 *   closeDocument: () => Promise<void>,
 * }} Offscreen
 */

/**
 * Chrome: the background is a service worker, which may start none, so an offscreen document does.
 * @param {{
 *   offscreen: Offscreen,
 *   runtime: { getContexts: (filter: { contextTypes: 'OFFSCREEN_DOCUMENT'[] }) => Promise<unknown[]> },
 * }} needs
 * @returns {CompilerPlace}
 */
export function createOffscreenPlace({ offscreen, runtime }) {
  // A life of the background that ended while it compiled has left its document, and Chrome keeps it for good.
  const leftover = close().catch(() => {});

  return {
    async open(channel) {
      await leftover;
      await offscreen.createDocument({
        url: `${PAGE}?${new URLSearchParams({ channel })}`,
        reasons: ['WORKERS'],
        justification: 'Compiles your own rules, off the thread that answers requests.',
      });
    },
    close,
  };

  async function close() {
    const open = await runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
    if (open.length > 0) await offscreen.closeDocument();
  }
}
