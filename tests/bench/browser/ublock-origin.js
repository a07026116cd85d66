/**
 * uBlock Origin, the extension, as Debian packages it: where it lies on this machine, if it does.
 */

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../../core/native.js';

const PACKAGE = 'webext-ublock-origin-firefox';
/** Where `cargo xtask bench browser` unpacks it, unless it is installed: installed it is in every Firefox of the machine. */
const UNPACKED = join(ROOT, 'target/bench/ublock-origin');

/** @typedef {{ path: string, version: string }} Unpacked */

/** @returns {Unpacked | undefined} */
export function findUblockOrigin() {
  const manifest = [...installed(), ...unpacked()].find((file) => file.endsWith('/manifest.json'));
  if (manifest === undefined) return undefined;
  return { path: dirname(manifest), version: JSON.parse(readFileSync(manifest, 'utf8')).version };
}

/** @returns {string[]} */
function installed() {
  try {
    const listed = execFileSync('dpkg', ['-L', PACKAGE], { stdio: ['ignore', 'pipe', 'ignore'] });
    return listed.toString().split('\n');
  } catch {
    return [];
  }
}

/** @returns {string[]} */
function unpacked() {
  if (!existsSync(UNPACKED)) return [];
  return readdirSync(UNPACKED, { recursive: true, encoding: 'utf8' }).map((file) => join(UNPACKED, file));
}
