/**
 * What a request costs grows slowly with the number of rules, and no faster than its address: in instructions of the
 * shipped core, which are the same on every machine.
 */

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { requestsOf, rulesOf } from '../bench/matching/workload.js';
import { costOf, openCounting, POLICY } from './instructions.js';
import { buildNative, bystander } from './native.js';
import { loadCore, shippedEngine } from './shipped.js';

/** What twice the rules may cost. */
const MOST_FOR_RULES = 1.25;
/** What twice the address may cost: tokens are sorted, which is a little more than linear. */
const MOST_FOR_LENGTH = 2.25;

/** @type {Awaited<ReturnType<typeof openCounting>>} */
let counting;
/** @type {string} */
let folder;

before(async () => {
  await buildNative();
  counting = await openCounting();
  folder = await mkdtemp(join(tmpdir(), 'bystander-growth-'));
});
after(() => rm(folder, { recursive: true }));

/** @param {Uint8Array} engine */
async function coreOver(engine) {
  const core = await loadCore(engine, undefined, counting.door);
  core.setPolicy(POLICY);
  return core;
}

/**
 * Of requests that were asked before, since expressions are prepared when they are first asked.
 * @param {import('/core/bystander.js').Core} core
 * @param {Parameters<typeof costOf>[2]} asked
 */
function cost(core, asked) {
  costOf(counting, core, asked);
  return costOf(counting, core, asked);
}

describe('a request', () => {
  test('costs at most a quarter more where there are twice as many rules', async () => {
    const rules = rulesOf();
    const [list, out] = [join(folder, 'half.txt'), join(folder, 'half')];
    const half = rules.filter((_, place) => place % 2 === 0);
    await writeFile(list, half.map(({ text }) => `${text}\n`).join(''));
    const { status, stderr } = bystander(['compile', '--out', out, '--lists', list]);
    assert.equal(status, 0, stderr);
    const requests = requestsOf(rules, 4000);
    const few = cost(await coreOver(await readFile(join(out, 'engine.bin'))), requests);
    const all = cost(await coreOver(await shippedEngine()), requests);
    assert.ok(
      all <= few * MOST_FOR_RULES,
      `${rules.length} rules: ${Math.round(all)} instructions a request; ${half.length} rules: ${Math.round(few)}`,
    );
    assert.ok(all > few, 'rules that were left out cost nothing: were they in either engine?');
  });

  for (const part of [
    'a',
    'a/',
    '/ads/',
    '&utm_source=1',
    '.',
    '%20',
    '-_',
    'ad?banner=',
    '/a-b_c.d',
    '|',
    '.js?',
  ])
    test(`for ${part} again and again costs at most as much more as it is longer`, async () => {
      const core = await coreOver(await shippedEngine());
      const page = 'https://news.example/';
      const costs = [2000, 4000].map((length) => {
        const url = `https://t.example/${part.repeat(length / part.length)}`;
        return cost(core, [{ url, page, type: 'script' }]);
      });
      core.free();
      const [short = 0, long = 0] = costs;
      assert.ok(
        long <= short * MOST_FOR_LENGTH,
        `2 kB of it: ${short} instructions, 4 kB: ${long}, ${(long / short).toFixed(2)} times as many`,
      );
    });
});
