/**
 * The catalogue held against requests as they are: of every network its widgets, its pixels, and what only looks like
 * them. The table was written from the networks' own code and documents, not from the catalogue.
 *
 * @import { Core } from '/core/bystander.js'
 * @import { NetworkRow } from './catalogue-tables.js'
 */

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { companyOf, readNetworks } from './catalogue-tables.js';
import { askInLines, buildNative, withoutLine } from './native.js';
import { loadCore, shippedEngine } from './shipped.js';

/** @typedef {{ kind: string, network?: string, name?: string, company?: string }} Cause */
/** @typedef {{ action: string, reason: Cause }} Judged */

/** Known by the links that lead there only. */
const WITHOUT_WIDGETS_AND_PIXELS = ['whatsapp'];

const rows = readNetworks();
const networks = [...new Set(rows.map(({ network }) => network))];

describe('the table of networks', () => {
  test('has no request twice, and says of every row why', () => {
    const requests = rows.map((row) => JSON.stringify(requestOf(row)));
    assert.deepEqual(
      rows.filter(({ why }, at) => !why || requests.indexOf(requests[at] ?? '') !== at),
      [],
    );
  });

  test('has a widget or a pixel and two near misses of every network', () => {
    const poor = networks.filter((network) => {
      const kinds = rows.filter((row) => row.network === network).map((row) => row.is);
      const hit = kinds.includes('widget') || kinds.includes('pixel');
      const misses = kinds.filter((kind) => kind === 'miss').length;
      return misses < 2 || hit === WITHOUT_WIDGETS_AND_PIXELS.includes(network);
    });
    assert.deepEqual(poor, []);
  });
});

describe('a verdict on a network', () => {
  /** @type {Core} */
  let core;
  before(async () => {
    buildNative();
    core = await loadCore(await shippedEngine());
  });

  for (const network of networks) {
    const ofNetwork = rows.filter((row) => row.network === network);
    test(`is the catalogue’s: ${network}`, () => judge(core, ofNetwork, ({ is }) => is !== 'miss'));
    test(`is not the catalogue’s for what only looks like it: ${network}`, () =>
      judge(core, ofNetwork, ({ is }) => is === 'miss'));
  }
});

/**
 * @param {Core} core
 * @param {NetworkRow[]} ofNetwork
 * @param {(row: NetworkRow) => boolean} chosen
 */
function judge(core, ofNetwork, chosen) {
  const asked = ofNetwork.filter(chosen);
  const { answers, status, stderr } = askInLines(asked.map(requestOf));
  assert.equal(answers.length, asked.length, `exit status ${status}: ${stderr}`);
  const wrong = asked.flatMap((row, at) => {
    const wasm = core.decide(requestOf(row), 0);
    return isDeepStrictEqual(withoutLine(answers[at]), wasm) && fits(row, wasm)
      ? []
      : [account(row, answers[at], wasm)];
  });
  assert.equal(wrong.length, 0, `${wrong.length} of ${asked.length} rows\n\n${wrong.join('\n\n')}`);
}

/** @param {NetworkRow} row */
function requestOf({ url, page, type, frame, method }) {
  return { url, page, type, ...(frame !== undefined && { frame }), ...(method !== undefined && { method }) };
}

/**
 * @param {NetworkRow} row
 * @param {Judged} verdict
 */
function fits({ network, is }, { action, reason }) {
  const named = reason.kind === is && reason.network === network && Boolean(reason.name);
  switch (is) {
    case 'widget':
      return action === 'replace' && named;
    case 'pixel':
      return action === 'block' && named;
    case 'other':
      return action === 'strip' && reason.kind === 'company' && reason.company === companyOf(network);
    case 'known':
      return ['block', 'replace', 'strip'].includes(action);
    case 'miss':
      return reason.kind !== 'widget' && reason.kind !== 'pixel';
  }
}

/**
 * Everything there is to know of a row that went wrong.
 * @param {NetworkRow} row
 * @param {unknown} native
 * @param {unknown} wasm
 */
function account({ is, why, ...row }, native, wasm) {
  const known = { why, ...requestOf({ is, why, ...row }), expected: is, native, wasm };
  return Object.entries(known)
    .map(
      ([name, value]) => `${name.padStart(9)}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    )
    .join('\n');
}
