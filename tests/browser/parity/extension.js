/**
 * A copy of the built extension that may be asked what its rules do, with the built rulesets or with those of other
 * lists. Owns the copy; whoever asked for it removes it.
 */

import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bystander } from '../../core/native.js';
import { dist } from '../bystander.js';

/**
 * @typedef {object} ChromeRule
 * @property {number} id
 * @property {number} [priority]
 * @property {{
 *   type: string,
 *   redirect?: {
 *     transform?: { query?: string, queryTransform?: { removeParams?: string[] } },
 *     regexSubstitution?: string, extensionPath?: string, url?: string,
 *   },
 *   requestHeaders?: { header: string, operation: string }[],
 * }} action
 * @property {Record<string, unknown> & {
 *   regexFilter?: string, isUrlFilterCaseSensitive?: boolean, initiatorDomains?: string[],
 * }} condition
 */
/** @typedef {{ folder: string, rulesets: Map<string, ChromeRule[]>, remove: () => Promise<void> }} Copy */

/**
 * @param {readonly string[]} lists paths; none for the rulesets as they ship
 * @returns {Promise<Copy>}
 */
export async function copyExtension(lists) {
  const top = await mkdtemp(join(tmpdir(), 'bystander-parity-'));
  const remove = () => rm(top, { recursive: true, force: true });
  try {
    const folder = join(top, 'extension');
    await cp(dist('chromium'), folder, { recursive: true });
    const file = join(folder, 'manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8'));
    // testMatchOutcome is for unpacked extensions with a permission that ours does without.
    manifest.permissions.push('declarativeNetRequestFeedback');
    if (lists.length > 0)
      manifest.declarative_net_request.rule_resources = await compileInto(
        folder,
        join(top, 'compiled'),
        lists,
      );
    await writeFile(file, JSON.stringify(manifest));
    /** @type {{ id: string, enabled: boolean, path: string }[]} */
    const resources = manifest.declarative_net_request.rule_resources;
    const enabled = resources.filter(({ enabled }) => enabled);
    const read = enabled.map(async ({ id, path }) => {
      /** @type {[string, ChromeRule[]]} */
      const ruleset = [id, JSON.parse(await readFile(join(folder, path), 'utf8'))];
      return ruleset;
    });
    return { folder, rulesets: new Map(await Promise.all(read)), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/**
 * Compiles lists into rulesets of the copy.
 * @param {string} folder
 * @param {string} out
 * @param {readonly string[]} lists
 */
async function compileInto(folder, out, lists) {
  const { status, stderr } = bystander(['compile', '--out', out, '--lists', ...lists]);
  if (status !== 0) throw new Error(stderr.trim().replace(/^bystander: /, ''));
  const names = (await readdir(join(out, 'rulesets'))).toSorted();
  return Promise.all(
    names.map(async (name, index) => {
      const path = `data/rulesets/list-${index + 1}.json`;
      await cp(join(out, 'rulesets', name), join(folder, path));
      return { id: name.replace(/\.json$/, ''), enabled: true, path };
    }),
  );
}
