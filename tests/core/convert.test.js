/**
 * The promises of `bystander convert`: rules for Chrome on standard output and nothing else, what they cannot say on
 * standard error and in the report, and a clear refusal. What a rule becomes is conversions.txt's.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { buildNative, bystander } from './native.js';
import { temporaryFolder } from './temporary.js';

before(buildNative);

describe('bystander convert', () => {
  const cwd = temporaryFolder({
    'ours.txt': '! Ours\n||a.example^\n||b.example^\n||c.example^$removeparam=~x\nnews.example##.ad\n',
    'theirs.txt': '||a.example^\n@@||a.example/ok\n',
    'latin1.txt': Buffer.from([0x7c, 0x7c, 0xe9, 0x5e]),
  });

  test('writes the rules of all lists, each with a number of its own', () => {
    const { status, stdout } = bystander(['convert', 'ours.txt', 'theirs.txt'], { cwd });
    assert.equal(status, 0);
    const rules = /** @type {{ id: number, action: { type: string }, condition: object }[]} */ (
      JSON.parse(stdout)
    );
    assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
    assert.deepEqual(rules.map(({ action, condition }) => ({ type: action.type, condition })).sort(byType), [
      { type: 'allow', condition: { urlFilter: '||a.example/ok' } },
      { type: 'block', condition: { requestDomains: ['a.example', 'b.example'] } },
      { type: 'block', condition: { requestDomains: ['a.example'] } },
    ]);
  });

  test('says what Chrome cannot, in a summary and line by line', () => {
    const { stderr } = bystander(['convert', 'ours.txt', '--report', 'report.ndjson'], { cwd });
    assert.match(stderr, /1 not in DNR: all parameters but some\n/);
    const report = readFileSync(join(cwd, 'report.ndjson'), 'utf8').trim().split('\n');
    assert.deepEqual(
      report.map((line) => JSON.parse(line)).map(({ line, by }) => [line, by]),
      [
        [5, 'everything'],
        [4, 'rulesets'],
      ],
    );
  });

  for (const [args, says] of /** @type {[string[], RegExp][]} */ ([
    [[], /^bystander: .*LIST.*\n$/],
    [['missing.txt'], /^bystander: cannot read missing\.txt: .*\n$/],
    [['latin1.txt'], /^bystander: cannot read latin1\.txt: it is not UTF-8 text \(byte 2\)\n$/],
    [['ours.txt', '--report', 'no/such/folder'], /^bystander: cannot write no\/such\/folder: .*\n$/],
  ]))
    test(`refuses ${JSON.stringify(args)} in one line, with nothing on standard output`, () => {
      const { status, stdout, stderr } = bystander(['convert', ...args], { cwd });
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, says);
    });
});

/**
 * @param {{ type: string, condition: object }} one
 * @param {{ type: string, condition: object }} other
 */
function byType(one, other) {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
