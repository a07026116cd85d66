/**
 * The embedded lists need no more of Chrome's rules than uBO Lite's converter makes of the same text.
 *
 * Like is compared with like:
 * - Both get the rules that the core reads, a list at a time. What the other refuses and ours says counts as one rule
 *   there, the fewest it would need; names like `google.*` and exceptions to `removeparam`, which it leaves out without
 *   a word, count as nothing.
 * - It makes one rule of all parameters that are removed under one condition. Such a rule shadows every block below it
 *   where the address has none of them, so ours name theirs, one a rule; its are counted so.
 * - Redirects are given a file each, as a build of uBO Lite does, so that they count.
 * - Both merge rules that differ in hosts, asking documents or types alone.
 *
 * The table is left in target/rule-counts.txt.
 */

/// <reference path="./ubo-core.d.ts" />

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { pslInit } from '@gorhill/ubo-core';
import { dnrRulesetFromRawLists } from '@gorhill/ubo-core/js/static-dnr-filtering.js';
import { readRules } from '../browser/parity/core.js';
import { groupsOf } from '../browser/parity/groups.js';
import { buildNative, bystander, ROOT } from './native.js';
import { suffixes } from './suffixes.js';
import { temporaryFolder } from './temporary.js';

/** @import { RuleFacts } from '../browser/parity/drawn.js' */
/** @typedef {{ list: string, read: number, lacking: number, ours: number, theirs: number, refused: number }} Row */

/** What uBO Lite is built for. */
const BUILT_FOR = ['chromium', 'mv3', 'ublock', 'native_css_has'];
/** How many more of ours may be needed. */
const MARGIN = 1.02;

describe('the embedded lists', () => {
  const folder = temporaryFolder();
  /** @type {Row[]} */
  const rows = [];

  before(async () => {
    buildNative();
    const out = join(folder, 'out');
    assert.equal(bystander(['compile', '--out', out]).status, 0);
    pslInit(suffixes());
    for (const [list, rules] of groupsOf(readRules([]), ({ list }) => list)) {
      const ruleset = readFileSync(join(out, 'rulesets', `${list}.json`), 'utf8');
      rows.push({
        list,
        read: rules.length,
        lacking: rules.filter(({ chrome }) => chrome !== 'yes').length,
        ours: JSON.parse(ruleset).length,
        ...(await theirs(list, rules)),
      });
    }
    writeFileSync(join(ROOT, 'target/rule-counts.txt'), table(rows));
    console.log(table(rows));
  });

  test('are converted by both', () => {
    assert.equal(rows.length, 4);
    for (const { list, read, theirs, refused } of rows)
      assert.ok(theirs > read * 0.1 && refused < read * 0.1, list);
  });

  test('need at most 2 % more rules of ours', () => {
    const { ours, theirs, refused } = total(rows);
    const most = (theirs + refused) * MARGIN;
    assert.ok(ours <= most, `${ours} of ours, ${theirs} of theirs and ${refused} it refuses`);
  });
});

/**
 * @param {string} name
 * @param {readonly RuleFacts[]} rules
 */
async function theirs(name, rules) {
  const text = rules.map(({ text }) => `${text}\n`).join('');
  const resources = text.matchAll(/[$,]redirect(?:-rule)?=([^,:\n]+)/g);
  const { network } = await dnrRulesetFromRawLists([{ name, text }], {
    env: BUILT_FOR,
    extensionPaths: [...resources].map(([, file = '']) => [file, `/resources/${file}`]),
  });
  const made = network.ruleset.filter(({ _error }) => _error === undefined);
  const weights = made.map((rule) => removed(rule).length || 1);
  return {
    theirs: weights.reduce((sum, weight) => sum + weight, 0),
    refused: network.ruleset.length - made.length,
  };
}

/** @param {import('@gorhill/ubo-core/js/static-dnr-filtering.js').Converted} rule */
function removed({ action }) {
  return action?.redirect?.transform?.queryTransform?.removeParams ?? [];
}

/** @param {readonly Row[]} rows */
function total(rows) {
  const sum = (/** @type {(row: Row) => number} */ of) => rows.reduce((total, row) => total + of(row), 0);
  return {
    list: 'all',
    read: sum(({ read }) => read),
    lacking: sum(({ lacking }) => lacking),
    ours: sum(({ ours }) => ours),
    theirs: sum(({ theirs }) => theirs),
    refused: sum(({ refused }) => refused),
  };
}

/** @param {readonly Row[]} rows */
function table(rows) {
  const lines = [...rows, total(rows)].map(({ list, read, lacking, ours, theirs, refused }) => {
    const fewest = theirs + refused;
    const more = `${ours >= fewest ? '+' : ''}${((ours / fewest - 1) * 100).toFixed(1)} %`;
    return [list, read, lacking, ours, theirs, refused, more]
      .map((cell) => String(cell).padStart(12))
      .join('');
  });
  const heads = ['list', 'rules', 'not said', 'ours', 'uBO’s', 'it refuses', 'more'];
  return `${[heads.map((cell) => cell.padStart(12)).join(''), ...lines].join('\n')}\n`;
}
