/**
 * Writes values to storage.session, one write in flight a key: what changes meanwhile is written once, after it.
 * It owns no data and reads nothing.
 */

import { coalesce } from './coalesce.js';

/**
 * The part of a storage area the background uses.
 * @typedef {{
 *   get(keys: null): Promise<Record<string, unknown>>,
 *   set(items: Record<string, unknown>): Promise<void>,
 *   remove(key: string): Promise<void>,
 * }} Area
 */

/**
 * @param {{
 *   area: Pick<Area, 'set' | 'remove'>, read: (key: string) => unknown, onProblem: (error: unknown) => void,
 * }} needs `read` gives what a key is to hold at the time of writing; `undefined` removes the key
 */
export function createSessionWriter({ area, read, onProblem }) {
  /** @type {Map<string, () => Promise<void>>} */
  const writers = new Map();
  /** @type {Set<Promise<void>>} */
  const underway = new Set();

  return {
    /** @param {string} key */
    save(key) {
      const write = writers.get(key) ?? coalesce(() => writeOnce(key));
      writers.set(key, write);
      const written = write().finally(() => underway.delete(written));
      underway.add(written);
    },
    /** Resolves when everything saved so far is written. */
    async settled() {
      while (underway.size > 0) await Promise.all(underway);
    },
  };

  /** @param {string} key */
  async function writeOnce(key) {
    const value = read(key);
    try {
      await (value === undefined ? area.remove(key) : area.set({ [key]: value }));
    } catch (error) {
      onProblem(error);
    }
    if (value === undefined) writers.delete(key);
  }
}
