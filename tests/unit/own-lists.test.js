/**
 * A person's own rules in the background: what they do at start and at a change, and that a change which fails changes nothing.
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createOwnLists, MAX_REMARKS } from '../../extension/background/own-lists.js';
import { answerOwnRules } from '../../extension/background/own-rules-port.js';
import { noProblem } from './support.js';

/** @import { ConvertedRules, OwnList, Remark } from '/core/bystander.js' */

const LISTS = [{ id: 'own', text: '||t.example^' }];
/** @type {ConvertedRules['rules'][number]} */
const RULE = { id: 7, priority: 10, action: { type: 'block' }, condition: { requestDomains: ['t.example'] } };

/** @param {{ stored?: object, rules?: ConvertedRules['rules'], refuses?: boolean, remarks?: Remark[], inChrome?: boolean }} [given] */
function start({ stored, rules = [RULE], refuses = false, remarks = [], inChrome = true } = {}) {
  /** @type {Record<string, unknown>} */
  const area = stored === undefined ? {} : { 'own-lists': stored };
  /** @type {OwnList[][]} */
  const laid = [];
  /** @type {ConvertedRules['rules']} */
  let dynamic = [{ ...RULE, id: 3 }];
  let conversions = 0;
  const own = createOwnLists({
    local: {
      get: async (key) => ({ [key]: area[key] }),
      set: async (items) => void Object.assign(area, items),
    },
    core: Promise.resolve({
      setOwnLists: (lists) => {
        laid.push(lists);
        return { rules: lists.length, remarks };
      },
    }),
    chrome: inChrome
      ? {
          dnr: {
            getDynamicRules: async () => dynamic,
            updateDynamicRules: async ({ removeRuleIds, addRules }) => {
              if (refuses) throw new Error('too many');
              dynamic = [...dynamic.filter(({ id }) => !removeRuleIds.includes(id)), ...addRules];
            },
          },
          convert: () => {
            conversions++;
            return { rules, remarks: [] };
          },
        }
      : undefined,
    version: '2',
    onProblem: (problem) => problem === undefined || noProblem(problem),
  });
  return { own, area, laid, dynamic: () => dynamic, conversions: () => conversions };
}

describe('a person’s own rules', () => {
  test('are laid over the embedded ones, made Chrome’s beside the rules of others, and kept', async () => {
    const { own, area, laid, dynamic } = start();
    const report = await own.set(LISTS);
    assert.deepEqual(report, { rules: 1, remarks: [], moreRemarks: 0 });
    assert.deepEqual(laid, [LISTS]);
    assert.deepEqual(
      dynamic().map(({ id }) => id),
      [3, 100_007],
    );
    assert.deepEqual(area['own-lists'], { lists: LISTS, madeBy: '2', report });
  });

  for (const [madeBy, conversions] of /** @type {const} */ ([
    ['2', 0],
    ['1', 1],
  ]))
    test(`are read at start, and made anew for Chrome only by another version: ${madeBy}`, async () => {
      const started = start({
        stored: { lists: LISTS, madeBy, report: { rules: 1, remarks: [], moreRemarks: 0 } },
      });
      await started.own.ready;
      assert.deepEqual(started.laid[0], LISTS);
      assert.equal(started.conversions(), conversions);
    });

  test('stay as they were where Chrome refuses the new ones', async () => {
    const { own, area, laid } = start({ refuses: true });
    await assert.rejects(own.set(LISTS), /too many/);
    assert.deepEqual([own.current().lists, laid, area], [[], [], {}]);
  });

  test('touch no rule of Chrome in Firefox', async () => {
    const { own, laid, conversions } = start({ inChrome: false });
    await own.set(LISTS);
    assert.deepEqual([laid, conversions()], [[LISTS], 0]);
  });

  test('keep no more remarks than anybody reads, and count the others', async () => {
    const remark = /** @type {Remark} */ ({ list: 'own', line: 1, by: 'everything', reason: 'x' });
    const { own } = start({ remarks: Array.from({ length: MAX_REMARKS + 3 }, () => remark) });
    const { remarks, moreRemarks } = await own.set(LISTS);
    assert.deepEqual([remarks.length, moreRemarks], [MAX_REMARKS, 3]);
  });

  test('are told and taken by their own page alone', async () => {
    const { own } = start();
    /** @type {Parameters<Parameters<typeof answerOwnRules>[0]['runtime']['onMessage']['addListener']>[0][]} */
    const listeners = [];
    const runtime = {
      id: 'us',
      getURL: (/** @type {string} */ path) => `chrome-extension://us${path}`,
      onMessage: {
        addListener: (/** @type {typeof listeners[number]} */ listener) => void listeners.push(listener),
      },
    };
    answerOwnRules({ runtime, ownLists: own });
    const ask = (/** @type {unknown} */ message, url = runtime.getURL('/rules/rules.html')) =>
      new Promise((resolve) => {
        const comes = listeners[0]?.(message, { id: 'us', url }, resolve);
        if (!comes) resolve('no answer');
      });
    const text = LISTS[0]?.text;
    const report = { rules: 1, remarks: [], moreRemarks: 0 };
    assert.deepEqual(await ask({ kind: 'set-own-rules', text }), { text, report });
    assert.deepEqual(await ask({ kind: 'get-own-rules' }), { text, report });
    for (const message of [
      { kind: 'set-own-rules' },
      { kind: 'set-own-rules', text: 1 },
      'set-own-rules',
      null,
    ])
      assert.equal(await ask(message), 'no answer', JSON.stringify(message));
    assert.equal(await ask({ kind: 'get-own-rules' }, 'https://news.example/rules/rules.html'), 'no answer');
    assert.equal(await ask({ kind: 'get-own-rules' }, runtime.getURL('/popup/popup.html')), 'no answer');
  });
});
