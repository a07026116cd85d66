/**
 * For how many days history is kept: a person's choice, in storage.local. It deletes nothing (history-recorder.js).
 *
 * @import { Kept } from '../shared/history-protocol.js'
 * @import { Area } from './policy.js'
 */

import { DEFAULT_KEPT, isKept } from '../shared/history-protocol.js';

const KEY = 'history-keep';

/** @typedef {ReturnType<typeof createKeep>} Keep */

/** @param {{ local: Area, onProblem: (error: unknown) => void }} needs */
export function createKeep({ local, onProblem }) {
  /** Nothing as long as the choice is not known, and where it cannot be read. @type {Kept} */
  let days = 0;
  const loaded = load();

  return {
    /** Resolves when storage is read. Never rejects. */
    ready: loaded.catch(onProblem),

    current: () => days,

    /** @param {Kept} wanted */
    async set(wanted) {
      await loaded;
      await local.set({ [KEY]: wanted });
      days = wanted;
    },
  };

  async function load() {
    const stored = (await local.get(KEY))[KEY];
    days = isKept(stored) ? stored : DEFAULT_KEPT;
  }
}
