/** Folders that last as long as a test file. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';

/**
 * A new folder with these files in it, removed when the tests around the call are over.
 * @param {Record<string, string | Uint8Array>} [files] by path within it
 * @returns {string} its path
 */
export function temporaryFolder(files = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'bystander-core-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return folder;
}
