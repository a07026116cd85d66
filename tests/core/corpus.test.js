/**
 * One corpus, two engines: every row of tests/corpus gets the verdict it expects, from native Rust and from the
 * shipped wasm in Node, and the two verdicts are the same to the letter. Natively the lists are also asked alone.
 *
 * @import { Core, Verdict } from '/core/bystander.js'
 * @import { Row } from './corpus.js'
 */

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { argumentsOf, inTermsOf, policyOf, readCorpus, requestOf } from './corpus.js';
import { askInLines, buildNative, withoutLine } from './native.js';
import { loadCore, shippedEngine } from './shipped.js';

/** Every name of a type that the core understands: the browsers', then the lists'. */
const TYPES =
  `main_frame sub_frame stylesheet script image font object object_subrequest xmlhttprequest ping beacon
  media websocket csp_report imageset web_manifest speculative json xslt xml_dtd xbl webtransport webbundle other
  document doc subdocument frame iframe css xhr fetch`.split(/\s+/);

const ACTIONS = ['allow', 'block', 'clean', 'replace', 'strip'];

const KINDS =
  `company exception-rule none permission pixel rule site-exception strict unsupported widget`.split(' ');

const corpus = readCorpus();
const all = corpus.flatMap(({ rows }) => rows);

describe('the corpus', () => {
  test('has at least 300 rows, no two of them the same request', () => {
    assert.ok(all.length >= 300, `${all.length} rows`);
    const requests = all.map((row) => JSON.stringify([requestOf(row), argumentsOf(row)]));
    assert.deepEqual(
      requests.filter((request, at) => requests.indexOf(request) !== at),
      [],
    );
  });

  test('says of every row why, and nothing that is not read', () => {
    const known = ['url', 'page', 'type', 'frame', 'method', 'level', 'policy', 'expect', 'known', 'why'];
    const knownOfPolicy = ['except', 'levelOn', 'permit', 'withoutIdentity'];
    const knownOfExpect = ['action', 'kind', 'list', 'url'];
    const strange = all.filter(
      (row) =>
        !row.why ||
        (row.policy && !row.level) ||
        Object.keys(row.policy ?? {}).some((key) => !knownOfPolicy.includes(key)) ||
        Object.keys(row).some((key) => !known.includes(key)) ||
        Object.keys(row.expect).some((key) => !knownOfExpect.includes(key)),
    );
    assert.deepEqual(strange, []);
  });

  test('covers every request type by every name', () => {
    const seen = new Set(all.map(({ type }) => type));
    assert.deepEqual(
      TYPES.filter((type) => !seen.has(type)),
      [],
    );
  });

  test('covers every action and every kind of reason', () => {
    const expected = all.flatMap(({ expect, known = expect }) => [expect, known]);
    assert.deepEqual([...new Set(expected.map(({ action }) => action))].sort(), ACTIONS);
    assert.deepEqual([...new Set(expected.map(({ kind }) => kind))].sort(), KINDS);
  });
});

describe('a verdict on the corpus', () => {
  /** @type {Core} */
  let core;
  before(async () => {
    buildNative();
    core = await loadCore(await shippedEngine());
  });

  for (const { topic, rows } of corpus) {
    test(`is as expected, natively and in wasm: ${topic}`, () => {
      const wrong = [...byPolicy(rows).values()].flatMap(({ args, rows: rowsOfPolicy }) => {
        const native = askNative(rowsOfPolicy, args);
        const lists = askNative(rowsOfPolicy, [...args, '--no-catalogue']);
        return rowsOfPolicy.flatMap((row, at) => {
          core.setPolicy(policyOf(row, (url) => core.site(url)));
          return disagreement(row, lists[at], native[at], core.decide(requestOf(row), 0));
        });
      });
      assert.equal(wrong.length, 0, `${wrong.length} of ${rows.length} rows\n\n${wrong.join('\n\n')}`);
    });
  }
});

/** @param {Row[]} rows */
function byPolicy(rows) {
  /** @type {Map<string, { args: string[], rows: Row[] }>} */
  const policies = new Map();
  for (const row of rows) {
    const args = argumentsOf(row);
    const known = policies.get(args.join(' ')) ?? { args, rows: [] };
    policies.set(args.join(' '), { args, rows: [...known.rows, row] });
  }
  return policies;
}

/**
 * @param {Row[]} rows
 * @param {string[]} args
 * @returns {(Verdict | { error: string })[]}
 */
function askNative(rows, args) {
  const { answers, status, stderr } = askInLines(rows.map(requestOf), args);
  assert.equal(answers.length, rows.length, `exit status ${status}: ${stderr}`);
  return answers.map(withoutLine);
}

/**
 * Nothing where all agree; else everything there is to know.
 * @param {Row} row
 * @param {Verdict | { error: string } | undefined} lists
 * @param {Verdict | { error: string } | undefined} native
 * @param {Verdict} wasm
 */
function disagreement(row, lists, native, wasm) {
  const { url, page, type, frame, method, expect, known = expect, why } = row;
  const alone = lists !== undefined && 'action' in lists && inTermsOf(expect, lists);
  const agree = isDeepStrictEqual(native, wasm) && isDeepStrictEqual(inTermsOf(known, wasm), known);
  if (agree && isDeepStrictEqual(alone, expect)) return [];
  const asked = Object.entries({ page, frame, url, type, method, why });
  const said = Object.entries({ expected: expect, lists, known, native, wasm });
  const lines = [...asked.filter(([, value]) => value !== undefined), ...said].map(
    ([name, value]) => `${name.padStart(9)}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [lines.join('\n')];
}
