/**
 * @import { Reason } from '/core/bystander.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { canCarry, createCarried } from '../../extension/background/enforce/carried.js';
import { speakEnglish } from './support.js';

speakEnglish();

/** @type {(list: string, line: number) => Reason} */
const rule = (list, line) => ({ kind: 'rule', list, line });

describe('what Chrome’s rules can have carried out', () => {
  const unconverted = { base: [7, 9] };
  const remarks = [{ list: 'own', line: 2, by: /** @type {const} */ ('room'), reason: 'more rules' }];
  /** @type {[Reason, string[], boolean][]} */
  const table = [
    [rule('base', 8), [], true],
    [rule('base', 9), [], false],
    [rule('tracking', 9), [], true],
    [rule('base', 8), ['base'], false],
    [rule('base', 8), ['tracking'], true],
    [rule('own', 1), [], true],
    [rule('own', 2), [], false],
    [{ kind: 'pixel', network: 'meta', name: 'Meta Pixel' }, [], true],
    [{ kind: 'pixel', network: 'meta', name: 'Meta Pixel' }, ['pixels'], false],
    [{ kind: 'widget', network: 'meta', name: 'Like button' }, ['pixels'], true],
    [{ kind: 'widget', network: 'meta', name: 'Like button' }, ['widgets'], false],
    [{ kind: 'company', company: 'Meta' }, ['base'], true],
    [{ kind: 'company', company: 'Meta' }, ['strip'], false],
    [{ kind: 'strict' }, ['base', 'strip'], true],
  ];
  for (const [reason, missing, expected] of table)
    test(`${JSON.stringify(reason)}, without [${missing}]: ${expected}`, () => {
      assert.equal(canCarry({ action: 'block', reason }, { missing, unconverted, remarks }), expected);
    });
});

describe('rulesets that Chrome did not enable', () => {
  /** @param {{ enabled: string[], room?: string[], granted?: boolean, broken?: boolean }} world `room`: what can be enabled */
  async function start({ enabled, room = [], granted = false, broken = false }) {
    /** @type {unknown[]} */
    const problems = [];
    /** @type {string[]} */
    const asked = [];
    const files = {
      '/data/unconverted.json': { base: [7] },
      '/data/lists.json': [{ id: 'base', name: 'AdGuard Base' }],
    };
    const { ready, carried } = createCarried({
      dnr: {
        getEnabledRulesets: async () => enabled,
        async updateEnabledRulesets({ enableRulesetIds }) {
          asked.push(...enableRulesetIds);
          if (!enableRulesetIds.every((id) => room.includes(id))) throw new Error('No room.');
        },
      },
      wanted: ['base', 'pixels', 'strip'],
      ownRemarks: () => [],
      granted: Promise.resolve(granted),
      async fetch(path) {
        if (broken) throw new Error('No such file.');
        return { json: async () => files[/** @type {keyof typeof files} */ (path)] };
      },
      onProblem: (problem) => void problems.push(problem),
    });
    const before = carried({ action: 'block', reason: rule('base', 8) });
    await ready;
    return {
      problems,
      asked,
      before,
      credits: (/** @type {number} */ line) => carried({ action: 'block', reason: rule('base', line) }),
    };
  }

  test('none is missing: nothing is asked for, nothing is said, what the rules say is credited', async () => {
    const { problems, asked, before, credits } = await start({
      enabled: ['base', 'pixels', 'strip', 'gentle'],
    });
    assert.deepEqual(
      [problems, asked, before, credits(8), credits(7)],
      [[undefined], [], false, true, false],
    );
  });

  test('there is room again: they are enabled, and nothing is said', async () => {
    const { problems, asked, credits } = await start({ enabled: ['pixels'], room: ['base', 'strip'] });
    assert.deepEqual([problems, asked, credits(8)], [[undefined], ['base', 'strip'], true]);
  });

  test('there is no room: the person is told which, and blocks by them are not ours', async () => {
    const { problems, credits } = await start({ enabled: [], room: ['strip'] });
    assert.deepEqual(problems, [
      'your browser has no room left for all of them, because other extensions use it up. Without effect: AdGuard Base, pixels.',
    ]);
    assert.equal(credits(8), false);
  });

  test('where blocking webRequest is granted, all that was decided is ours', async () => {
    const { credits } = await start({ enabled: [], granted: true });
    assert.deepEqual([credits(7), credits(8)], [true, true]);
  });

  test('a file that cannot be read is a problem, and nothing is credited', async () => {
    const { problems, credits } = await start({ enabled: ['base', 'pixels', 'strip'], broken: true });
    assert.match(String(problems[0]), /No such file/);
    assert.equal(credits(8), false);
  });
});
