/**
 * A list in storage.session: memory that a stopped background does not lose and the disk never sees. It owns reading,
 * the order of changes and writing; what is in the list is its user's.
 *
 * @import { Area } from './policy.js'
 */

/**
 * @template T
 * @typedef {{
 *   ready: Promise<void>, all: () => readonly T[], change: (step: (known: readonly T[]) => readonly T[]) => Promise<void>,
 * }} SessionList
 */

/**
 * @template {object} T
 * @param {{
 *   session: Area, key: string, read: (value: unknown) => T | undefined,
 *   onChange: () => void, onProblem: (error: unknown) => void,
 * }} needs `read` makes an item of what storage holds, or nothing where it is none
 * @returns {SessionList<T>} `ready` resolves when storage is read, and never rejects
 */
export function createSessionList({ session, key, read, onChange, onProblem }) {
  /** @type {readonly T[]} */
  let known = [];
  const loaded = load();
  /** @type {Promise<unknown>} one change after the other */
  let changes = loaded;

  return {
    ready: loaded.catch(onProblem),
    all: () => known,
    change(step) {
      const done = Promise.all([loaded, changes]).then(async () => {
        const next = step(known);
        if (next.length === known.length && next.every((item, at) => item === known[at])) return;
        // At once for those who ask, and before it is stored: what ends must not last for the sake of a write.
        known = next;
        onChange();
        await session.set({ [key]: next });
      });
      changes = done.catch(onProblem);
      return done;
    },
  };

  async function load() {
    const stored = (await session.get(key))[key];
    if (Array.isArray(stored)) known = stored.flatMap((value) => read(value) ?? []);
  }
}
