/**
 * A person's own rules in the background: what they do at start and at a change, and that a change which fails changes nothing.
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createOwnLists, MAX_REMARKS } from '../../extension/background/own-lists.js';
import { answerOwnRules } from '../../extension/background/own-rules-port.js';

/** @import { ConvertedRules, OwnList, Remark } from '/core/compiler.js' */
/** @import { Wanted } from '../../extension/shared/compiler-protocol.js' */

const LISTS = [{ id: 'own', text: '||t.example^' }];
const REPORT = { rules: 1, remarks: [], moreRemarks: 0 };
/** What storage holds of LISTS. */
const STORED = { lists: LISTS, madeBy: '2', overlay: overlayOf(LISTS), report: REPORT };
/** @type {ConvertedRules['rules'][number]} */
const RULE = { id: 7, priority: 10, action: { type: 'block' }, condition: { requestDomains: ['t.example'] } };

/**
 * @param {{
 *   stored?: object, rules?: ConvertedRules['rules'], refuses?: boolean, breaks?: boolean, remarks?: Remark[],
 *   inChrome?: boolean,
 * }} [given] `refuses`: Chrome takes no rules; `breaks`: the compiler fails
 */
function start({
  stored,
  rules = [RULE],
  refuses = false,
  breaks = false,
  remarks = [],
  inChrome = true,
} = {}) {
  /** @type {Record<string, unknown>} */
  const area = stored === undefined ? {} : { 'own-lists': stored };
  /** @type {string[]} what lies over the embedded rules, one after the other */
  const laid = [];
  /** @type {{ lists: OwnList[], wanted: Wanted }[]} */
  const compiled = [];
  /** @type {ConvertedRules['rules']} */
  let dynamic = [{ ...RULE, id: 3 }];
  /** @type {unknown[]} */
  const problems = [];
  const own = createOwnLists({
    local: {
      get: async (key) => ({ [key]: area[key] }),
      set: async (items) => void Object.assign(area, items),
    },
    core: Promise.resolve({
      setOverlay: (bytes) => {
        const text = new TextDecoder().decode(bytes);
        if (!text.startsWith('compiled')) throw new Error('damaged');
        laid.push(text);
      },
      clearOverlay: () => void laid.push('nothing'),
    }),
    compiler: {
      compile: async (lists, wanted) => {
        compiled.push({ lists, wanted });
        if (breaks) throw new Error('out of memory');
        return {
          compiled: { overlay: Buffer.from(overlayOf(lists), 'base64'), rules: lists.length, remarks },
          ...(wanted === 'overlay and rules' && { converted: { rules, remarks: [] } }),
        };
      },
    },
    dnr: inChrome
      ? {
          getDynamicRules: async () => dynamic,
          updateDynamicRules: async ({ removeRuleIds, addRules }) => {
            if (refuses) throw new Error('too many');
            dynamic = [...dynamic.filter(({ id }) => !removeRuleIds.includes(id)), ...addRules];
          },
        }
      : undefined,
    base64: {
      encode: (bytes) => Buffer.from(bytes).toString('base64'),
      decode: (text) => Buffer.from(text, 'base64'),
    },
    version: '2',
    onProblem: (problem) => void (problem !== undefined && problems.push(problem)),
  });
  return { own, area, laid, compiled, problems, ids: () => dynamic.map(({ id }) => id) };
}

/** @param {OwnList[]} lists */
function overlayOf(lists) {
  return Buffer.from(`compiled ${lists.map(({ text }) => text)}`).toString('base64');
}

describe('a person’s own rules', () => {
  test('are laid over the embedded ones, made Chrome’s beside the rules of others, and kept', async () => {
    const { own, area, laid, compiled, ids, problems } = start();
    assert.deepEqual(await own.set(LISTS), REPORT);
    assert.deepEqual(compiled, [{ lists: LISTS, wanted: 'overlay and rules' }]);
    assert.deepEqual(laid, ['compiled ||t.example^']);
    assert.deepEqual(ids(), [3, 100_007]);
    assert.deepEqual(area['own-lists'], STORED);
    assert.deepEqual(problems, []);
  });

  test('are laid at start as they were compiled before, and nothing is compiled', async () => {
    const { own, laid, compiled, ids } = start({ stored: STORED });
    await own.ready;
    assert.deepEqual([laid, compiled, ids()], [['compiled ||t.example^'], [], [3]]);
    assert.deepEqual(own.current(), { lists: LISTS, report: REPORT });
  });

  const { overlay, ...withoutOverlay } = STORED;
  /** @type {[what: string, stored: object][]} */
  const outdated = [
    ['another version compiled them', { ...STORED, madeBy: '1' }],
    ['what was compiled is missing', withoutOverlay],
    ['what was compiled is of another kind', { ...STORED, overlay: 1 }],
    ['the core refuses what was compiled', { ...STORED, overlay: `AAAA${overlay}` }],
  ];
  for (const [what, stored] of outdated)
    test(`are compiled anew at start where ${what}, and kept`, async () => {
      const { own, area, laid, compiled, ids } = start({ stored });
      await own.ready;
      assert.deepEqual(
        compiled.map(({ lists }) => lists),
        [LISTS],
      );
      assert.deepEqual([laid.at(-1), ids()], ['compiled ||t.example^', [3, 100_007]]);
      assert.deepEqual(area['own-lists'], STORED);
    });

  for (const stored of [undefined, { lists: [], madeBy: '2', report: REPORT }, { lists: [], madeBy: '1' }])
    test(`start no compiler where there are none: ${JSON.stringify(stored)}`, async () => {
      const { own, compiled } = start(stored && { stored });
      await own.ready;
      assert.deepEqual(compiled, []);
    });

  test('are taken away, also from Chrome, without a compiler', async () => {
    const { own, area, laid, compiled, ids } = start();
    await own.set(LISTS);
    assert.deepEqual(await own.set([]), { rules: 0, remarks: [], moreRemarks: 0 });
    assert.deepEqual([laid.at(-1), compiled.length, ids()], ['nothing', 1, [3]]);
    assert.deepEqual(area['own-lists'], {
      lists: [],
      madeBy: '2',
      report: { rules: 0, remarks: [], moreRemarks: 0 },
    });
  });

  test('stay as they were where Chrome refuses the new ones', async () => {
    const { own, area, laid } = start({ refuses: true });
    await assert.rejects(own.set(LISTS), /too many/);
    assert.deepEqual([own.current().lists, laid, area], [[], [], {}]);
  });

  test('are laid after an update also where Chrome refuses them, and that is told', async () => {
    const { own, laid, problems } = start({ stored: { ...STORED, madeBy: '1' }, refuses: true });
    await own.ready;
    assert.deepEqual(laid, ['compiled ||t.example^']);
    assert.match(String(problems), /too many/);
  });

  test('stay as they were where the new ones are not compiled', async () => {
    const { own, area, laid, ids } = start({ breaks: true });
    await assert.rejects(own.set(LISTS), /out of memory/);
    assert.deepEqual([own.current().lists, laid, area, ids()], [[], [], {}, [3]]);
  });

  test('are shown, and what is wrong is told, where they are not compiled at start', async () => {
    const { own, laid, problems } = start({ stored: withoutOverlay, breaks: true });
    await own.ready;
    assert.deepEqual([own.current().lists, laid, String(problems)], [LISTS, [], 'Error: out of memory']);
  });

  test('touch no rule of Chrome in Firefox', async () => {
    const { own, laid, compiled } = start({ inChrome: false });
    await own.set(LISTS);
    assert.deepEqual(laid, ['compiled ||t.example^']);
    assert.deepEqual(compiled, [{ lists: LISTS, wanted: 'overlay' }]);
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
    assert.deepEqual(await ask({ kind: 'set-own-rules', text }), { text, report: REPORT });
    assert.deepEqual(await ask({ kind: 'get-own-rules' }), { text, report: REPORT });
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
