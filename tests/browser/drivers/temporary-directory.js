/** Directories that live as long as a browser under test, and are removed with it or, at the latest, with this process. */

import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * @typedef {object} TemporaryDirectory
 * @property {string} path
 * @property {() => Promise<void>} remove
 */

// A browser's helper processes outlive it by some milliseconds, and may still write when its profile is removed.
const patient = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 };

/**
 * @param {string} prefix of its name
 * @returns {Promise<TemporaryDirectory>}
 */
export async function makeTemporaryDirectory(prefix) {
  const path = await mkdtemp(join(tmpdir(), prefix));
  const removeAtExit = () => rmSync(path, patient);
  process.once('exit', removeAtExit);
  return {
    path,
    async remove() {
      await rm(path, patient);
      process.off('exit', removeAtExit);
    },
  };
}
