/**
 * The shipped compiler and the shipped core understand each other: what the one makes of a person's own rules the other
 * takes, obeys and cites, and nothing else.
 *
 * @import { Core, Policy } from '/core/bystander.js'
 */

import assert from 'node:assert/strict';
import { before, beforeEach, describe, test } from 'node:test';
import { isReadable } from './door.js';
import { loadCompiler, loadCore, shippedEngine } from './shipped.js';

const LISTS = [{ id: 'own', text: '! mine\n||ours.example^\n||ours.example^$popup\n' }];
const OURS = { url: 'https://ours.example/x.js', page: 'https://www.news.example/', type: 'script' };
const BLOCKED = { action: 'block', reason: { kind: 'rule', list: 'own', line: 2 } };
/** @type {Policy} */
const STANDARD = { level: 'standard', levels: [], exceptions: [], permissions: [] };

describe('a person’s own rules', () => {
  /** @type {Awaited<ReturnType<typeof loadCompiler>>} */
  let compiler;
  /** @type {Core} */
  let core;
  before(async () => {
    compiler = await loadCompiler();
  });
  beforeEach(async () => {
    core = await loadCore(await shippedEngine());
    core.setPolicy(STANDARD);
  });

  test('are obeyed as compiled, cited by list and line, until they are taken away', () => {
    const { overlay, rules, remarks } = compiler.compile(LISTS);
    assert.ok(overlay instanceof Uint8Array);
    assert.equal(rules, 1);
    assert.deepEqual(
      remarks.map(({ list, line, by }) => ({ list, line, by })),
      [{ list: 'own', line: 3, by: 'everything' }],
    );
    assert.equal(core.decide(OURS, 0).action, 'allow');
    core.setOverlay(overlay);
    assert.deepEqual(core.decide(OURS, 0), BLOCKED);
    core.clearOverlay();
    assert.equal(core.decide(OURS, 0).action, 'allow');
  });

  test('stand in place of those before them', () => {
    core.setOverlay(compiler.compile(LISTS).overlay);
    core.setOverlay(compiler.compile([{ id: 'own', text: '||others.example^\n' }]).overlay);
    assert.equal(core.decide(OURS, 0).action, 'allow');
    assert.equal(core.decide({ ...OURS, url: 'https://others.example/' }, 0).action, 'block');
  });

  for (const [name, damage] of /** @type {[string, (good: Uint8Array) => Uint8Array][]} */ ([
    ['nothing', () => new Uint8Array()],
    ['its first half', (good) => good.subarray(0, good.length / 2)],
    ['all but its last byte', (good) => good.subarray(0, -1)],
    ['with a changed first byte', (good) => changed(good, 0)],
    ['with a changed byte in its middle', (good) => changed(good, Math.floor(good.length / 2))],
  ]))
    test(`are refused in readable words where the bytes are ${name}, and the last ones stay`, () => {
      const { overlay } = compiler.compile(LISTS);
      core.setOverlay(overlay);
      assert.throws(() => core.setOverlay(damage(overlay)), isReadable(/./));
      assert.deepEqual(core.decide(OURS, 0), BLOCKED);
    });

  test('become rules of Chrome', () => {
    const { rules, remarks } = compiler.convert(LISTS);
    assert.deepEqual(
      rules.map(({ action }) => action.type),
      ['block'],
    );
    assert.deepEqual(remarks, []);
  });
});

/**
 * The same bytes but one.
 * @param {Uint8Array} bytes
 * @param {number} at
 */
function changed(bytes, at) {
  return bytes.map((byte, place) => (place === at ? byte ^ 0xff : byte));
}
