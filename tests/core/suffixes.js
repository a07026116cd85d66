/** The Public Suffix List that the core is built with, as text. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './native.js';

/**
 * Whether a host ends in a suffix that the list has.
 * @param {string} host
 */
export function hasKnownSuffix(host) {
  endings ??= new Set(
    suffixes()
      .split('\n')
      .map((rule) => rule.trim().split('.').at(-1)),
  );
  return endings.has(host.split('.').at(-1));
}

/** @type {Set<string | undefined> | undefined} */
let endings;

/** Where cargo keeps the pinned `psl` crate's text. */
export function suffixes() {
  const options = { cwd: ROOT, maxBuffer: 1 << 26 };
  const metadata = execFileSync(process.env.CARGO ?? 'cargo', ['metadata', '--format-version', '1'], options);
  /** @type {{ packages: { name: string, manifest_path: string }[] }} */
  const { packages } = JSON.parse(metadata.toString());
  const crate = packages.find(({ name }) => name === 'psl');
  if (!crate) throw new Error('the psl crate is not in the dependency graph');
  return readFileSync(join(crate.manifest_path, '../data/rules.txt'), 'utf8');
}
