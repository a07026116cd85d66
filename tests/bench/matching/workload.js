/**
 * What engines are measured with, whoever measures: the lists' rules, and requests made from them and from the domains of
 * companies. It reads what a build has compiled, and measures nothing.
 *
 * @import { Asked } from '../../browser/parity/matching.js'
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bystander, ROOT } from '../../core/native.js';
import { makeRequests } from './requests.js';

/** @typedef {{ list: string, text: string }} Line a rule, and whose it is */
/** @typedef {{ id: string, text: string }} ListText */

/**
 * @param {readonly string[]} [lists] files; the pinned lists where there are none
 * @returns {Line[]}
 */
export function rulesOf(lists = []) {
  const { status, stdout, stderr } = bystander(['rules', ...(lists.length > 0 ? ['--lists', ...lists] : [])]);
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/**
 * The same rules as the texts that other engines read.
 * @param {readonly Line[]} rules
 * @returns {ListText[]}
 */
export function textsOf(rules) {
  return [...new Set(rules.map(({ list }) => list))].map((id) => ({
    id,
    text: rules.flatMap((rule) => (rule.list === id ? `${rule.text}\n` : [])).join(''),
  }));
}

/**
 * @param {readonly Line[]} rules
 * @param {number} count
 * @returns {Asked[]}
 */
export function requestsOf(rules, count) {
  return makeRequests({ rules, domains: domains(), count });
}

/** @param {string} name of a file that the build has compiled */
export function embedded(name) {
  return join(ROOT, 'target/embedded', name);
}

/** Of known companies. @returns {string[]} */
function domains() {
  const { companies } = JSON.parse(readFileSync(embedded('companies.json'), 'utf8'));
  return companies.flatMap((/** @type {{ domains: { names: string[] }[] }} */ company) =>
    company.domains.flatMap(({ names }) => names),
  );
}
