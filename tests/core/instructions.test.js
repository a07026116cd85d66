/** The shipped core executes as many instructions for made requests as is written down (`instructions.json`). */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import { complaints, countInstructions, NUMBERS } from './instructions.js';
import { buildNative } from './native.js';

/** @import { Counts, Numbers } from './instructions.js' */

describe('the instructions that the shipped core executes', () => {
  before(buildNative);

  test('are within 5 % of those written down, for loading, for first requests and for later ones', async () => {
    /** @type {Numbers} */
    const numbers = JSON.parse(await readFile(NUMBERS, 'utf8'));
    const found = complaints(numbers, await countInstructions());
    assert.ok(found.length === 0, found.join('\n'));
  });
});

describe('a count beside its number', () => {
  const workload = { count: 1, sha256: 'same' };
  const numbers = { rustc: '1.95.0', workload, counts: { load: 1000, first: 1000, later: 1000 } };

  /** @type {[string, Partial<Counts>, RegExp[]][]} */
  const cases = [
    ['that is the same is well', {}, []],
    ['that is 5 % more is well', { later: 1050 }, []],
    ['that is 5 % less is well', { later: 950 }, []],
    [
      'that is more says what, expected, got, ratio and how to accept it',
      { later: 1051 },
      [
        /^any later request, on average: more .* Expected 1000 .* got 1051, ratio 1\.051, .*accept.*: cargo xtask bench count --write$/,
      ],
    ],
    [
      'that is less says how to keep the gain',
      { load: 949 },
      [
        /^loading .*: fewer .* Expected 1000 .* got 949, ratio 0\.949.*kept: cargo xtask bench count --write$/,
      ],
    ],
    ['is told one by one', { load: 2000, first: 2000 }, [/^loading/, /^a request among a core's first 100/]],
  ];
  for (const [what, counts, expected] of cases)
    test(what, () => {
      const said = complaints(numbers, { workload, counts: { ...numbers.counts, ...counts } });
      assert.equal(said.length, expected.length, said.join('\n'));
      for (const [index, pattern] of expected.entries()) assert.match(said[index] ?? '', pattern);
    });

  test('says where the requests are others than then, and nothing of that where the count is well', () => {
    const others = { count: 1, sha256: 'other' };
    assert.match(
      complaints(numbers, { workload: others, counts: { ...numbers.counts, load: 1 } })[0] ?? '',
      /The requests are others than then/,
    );
    assert.deepEqual(complaints(numbers, { workload: others, counts: numbers.counts }), []);
  });
});
