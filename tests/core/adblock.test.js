/**
 * The core against Brave's engine, on the embedded lists: where they do not agree, the difference is of a kind that is
 * named in `crate/oracle`, whose program is asked here. Lists alone: the catalogue is ours.
 */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { groupsOf } from '../browser/parity/groups.js';
import { ROOT } from './native.js';
import { oracleQuestions } from './oracle-questions.js';
import { temporaryFolder } from './temporary.js';

/** @typedef {{ name: string | null, asked: object, expected: object | null, got: string }} Difference */

/** Of all requests, as many may be judged differently. */
const MOST = 0.1;

describe('the core and adblock', () => {
  /** @type {Difference[]} */
  let differences;
  let asked = 0;

  before(async () => {
    const { rules, requests } = await oracleQuestions();
    const folder = temporaryFolder({ 'input.json': JSON.stringify({ rules, requests }) });
    const lines = askOracle(join(folder, 'input.json')).trimEnd().split('\n');
    const answers = lines.map((line) => JSON.parse(line));
    asked = answers.pop()?.asked;
    differences = answers;
  });

  test('differ in ways that are all named', () => {
    const named = groupsOf(differences, ({ name }) => name ?? '');
    for (const [name, all] of named) console.log(`${all.length} of ${asked}: ${name || 'unnamed'}`);
    const unnamed = (named.get('') ?? []).map((one) => JSON.stringify(one));
    assert.equal(unnamed.length, 0, unnamed.join('\n'));
  });

  test('agree on most', () => {
    assert.ok(asked > 10_000, `only ${asked} requests`);
    assert.ok(differences.length < asked * MOST, `${differences.length} of ${asked}`);
  });
});

/** @param {string} input */
function askOracle(input) {
  const line = ['run', '--release', '--quiet', '--locked', '--package', 'bystander-oracle', '--', input];
  return execFileSync(process.env.CARGO ?? 'cargo', line, { cwd: ROOT, maxBuffer: 1 << 28 }).toString();
}
