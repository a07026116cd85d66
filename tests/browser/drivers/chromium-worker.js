/**
 * The extension's service worker in Chromium, watched from a page of the extension. Attaching to the worker itself
 * would keep it alive.
 */

import { PATIENCE_MS } from '../waiting.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {'stopped' | 'starting' | 'running' | 'stopping'} WorkerState */

/**
 * @param {Page} extension any page of the extension
 * @param {string} base the address that the extension's files begin with
 * @returns {Promise<WorkerState>}
 */
export function workerState(extension, base) {
  return watching(extension, base, (watch) => watch.until(() => true));
}

/**
 * @param {Page} extension
 * @param {string} base
 */
export async function stopWorker(extension, base) {
  await watching(extension, base, async (watch) => {
    // One that is stopped while it starts has not handled what it was started for, and is started for it again at once.
    const state = await watch.until((state) => state === 'running' || state === 'stopped');
    if (state === 'stopped') return;
    await watch.session.send('ServiceWorker.stopAllWorkers');
    await watch.until((state) => state === 'stopped');
  });
}

/**
 * @typedef {object} Watch
 * @property {import('puppeteer-core').CDPSession} session
 * @property {(predicate: (state: WorkerState) => boolean) => Promise<WorkerState>} until
 */

/**
 * @template Result
 * @param {Page} extension
 * @param {string} base
 * @param {(watch: Watch) => Promise<Result>} work
 */
async function watching(extension, base, work) {
  const session = await extension.createCDPSession();
  /** @type {WorkerState | undefined} the latest that was told */
  let state;
  /** @type {Set<() => void>} */
  const listeners = new Set();
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    const version = versions.findLast(({ scriptURL }) => scriptURL.startsWith(base));
    if (!version) return;
    state = version.runningStatus;
    for (const listener of listeners) listener();
  });

  /** @type {Watch['until']} */
  const until = (predicate) =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        listeners.delete(check);
        reject(new Error(`Chromium’s worker of ${base} stays ${state ?? 'unknown'}.`));
      }, PATIENCE_MS);
      const check = () => {
        if (state === undefined || !predicate(state)) return;
        clearTimeout(late);
        listeners.delete(check);
        resolve(state);
      };
      listeners.add(check);
      check();
    });

  await session.send('ServiceWorker.enable');
  try {
    return await work({ session, until });
  } finally {
    await session.detach();
  }
}
