/**
 * Another extension in Chromium, as small as can be: rules of its own and nothing else. And a copy of Bystander that
 * cannot say some of its rules to Chrome.
 */

import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askInLines } from '../core/native.js';
import { dist } from './bystander.js';

/** @typedef {Pick<chrome.declarativeNetRequest.Rule, 'action' | 'condition'>} Rule */

/**
 * Writes an extension that has these rules.
 * @param {string} directory
 * @param {Rule[][]} rulesets
 */
export async function writeOtherExtension(directory, rulesets) {
  await mkdir(directory, { recursive: true });
  const resources = rulesets.map((_, at) => ({ id: `set${at}`, enabled: true, path: `set${at}.json` }));
  const manifest = {
    manifest_version: 3,
    name: 'Another extension',
    version: '1.0',
    permissions: ['declarativeNetRequest'],
    host_permissions: ['<all_urls>'],
    declarative_net_request: { rule_resources: resources },
    web_accessible_resources: [{ resources: ['stub.js'], matches: ['<all_urls>'] }],
  };
  await writeFile(join(directory, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(directory, 'stub.js'), '// Nothing.');
  for (const [at, rules] of rulesets.entries())
    await writeFile(
      join(directory, `set${at}.json`),
      JSON.stringify(rules.map((rule, index) => ({ id: index + 1, ...rule }))),
    );
}

/** The parameter that stays in addresses, for want of a rule. */
export const UNSAID_PARAMETER = 'gclid';

/**
 * Writes a copy of Bystander in which one host, that a list stops, and one parameter are missing from Chrome's rules, as
 * if their lines could not be said there. The core decides as before.
 * @param {string} directory
 * @returns {Promise<string>} the host
 */
export async function writeWithUnsaidRules(directory) {
  await cp(dist('chromium'), directory, { recursive: true });
  const folder = join(directory, 'data/rulesets');
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => ({ name, rules: await readRules(join(folder, name)) })),
  );
  const { host, list, line } = pick(files.find(({ name }) => name === 'tracking.json')?.rules ?? []);
  for (const { name, rules } of files)
    await writeFile(join(folder, name), JSON.stringify(rules.flatMap((rule) => without(rule, host))));
  const path = join(directory, 'data/unconverted.json');
  /** @type {Record<string, number[]>} */
  const unconverted = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...unconverted, [list]: [...(unconverted[list] ?? []), line] }));
  return host;
}

/**
 * @param {string} path
 * @returns {Promise<chrome.declarativeNetRequest.Rule[]>}
 */
async function readRules(path) {
  return JSON.parse(await readFile(path, 'utf8'));
}

/**
 * The first host of the rules that a line of a list stops as a whole.
 * @param {chrome.declarativeNetRequest.Rule[]} rules
 */
function pick(rules) {
  const hosts = rules.flatMap(({ action, condition }) =>
    action.type === 'block' && !condition.urlFilter && !condition.regexFilter && !condition.initiatorDomains
      ? (condition.requestDomains ?? []).slice(0, 50)
      : [],
  );
  const { answers } = askInLines(
    hosts.map((host) => ({ url: `https://${host}/any`, page: 'https://page.example/', type: 'image' })),
  );
  const at = answers.findIndex(
    ({ action, reason }, index) => action === 'block' && reason.text === `||${hosts[index]}^`,
  );
  const host = hosts[at];
  if (host === undefined) throw new Error('No rule stops a whole host.');
  return { host, list: String(answers[at].reason.list), line: Number(answers[at].reason.line) };
}

/**
 * @param {chrome.declarativeNetRequest.Rule} rule
 * @param {string} host
 * @returns {chrome.declarativeNetRequest.Rule[]} none where that was all that the rule was for
 */
function without(rule, host) {
  const { condition, action } = rule;
  const { requestDomains } = condition;
  if (action.redirect?.transform?.queryTransform?.removeParams?.includes(UNSAID_PARAMETER)) return [];
  if (!requestDomains?.includes(host)) return [rule];
  const others = requestDomains.filter((domain) => domain !== host);
  return others.length > 0 ? [{ ...rule, condition: { ...condition, requestDomains: others } }] : [];
}
