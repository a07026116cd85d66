/** The promises of `bystander rules`: every rule that was read, and the compiler's word on each, as in its report. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { buildNative, bystander } from './native.js';
import { temporaryFolder } from './temporary.js';

const OURS = `! Title: Ours
||tracker.example^

news.example##.banner
||gone.example^
||gone.example^$badfilter
`;
const THEIRS = `@@||tracker.example/needed.js$script
`;

/** @param {string} text */
const rows = (text) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

before(buildNative);

describe('bystander rules', () => {
  test('writes each rule of each list with its line, and whether Chrome’s rules say it', () => {
    const cwd = temporaryFolder({ 'ours.txt': OURS, 'theirs.txt': THEIRS });
    const { status, stdout, stderr } = bystander(['rules', '--lists', 'ours.txt', 'theirs.txt'], { cwd });
    const cancelled = { list: 'ours.txt', chrome: 'no', reason: 'cancelled by $badfilter' };
    assert.deepEqual(rows(stdout), [
      { list: 'ours.txt', line: 2, text: '||tracker.example^', chrome: 'yes' },
      { ...cancelled, line: 5, text: '||gone.example^' },
      { ...cancelled, line: 6, text: '||gone.example^$badfilter' },
      { list: 'theirs.txt', line: 1, text: '@@||tracker.example/needed.js$script', chrome: 'yes' },
    ]);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  });

  test('says of the pinned lists what compiling them says', () => {
    const cwd = temporaryFolder();
    assert.equal(bystander(['compile', '--out', 'out'], { cwd }).status, 0);
    const read = (/** @type {string} */ name) => readFileSync(join(cwd, 'out', name), 'utf8');
    const rules = rows(bystander(['rules']).stdout);
    for (const { id, rules: count } of JSON.parse(read('lists.json')))
      assert.equal(rules.filter(({ list }) => list === id).length, count, id);
    const place = (/** @type {{ list: string, line: number, reason?: string }} */ { list, line, reason }) =>
      `${list} ${line} ${reason}`;
    const reported = rows(read('report.ndjson')).filter(({ by }) => by === 'rulesets');
    const lacking = rules.filter(({ chrome }) => chrome !== 'yes');
    assert.ok(lacking.length > 0);
    assert.deepEqual(lacking.map(place), [...new Set(reported.map(place))]);
  });

  test('refuses a list that is not there, in one line', () => {
    const { status, stdout, stderr } = bystander(['rules', '--lists', 'missing.txt']);
    assert.match(stderr, /^bystander: [^\n]*missing\.txt[^\n]*\n$/);
    assert.deepEqual({ status, stdout }, { status: 2, stdout: '' });
  });
});
