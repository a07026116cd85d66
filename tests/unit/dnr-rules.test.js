import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dynamicRules, sessionRules } from '../../extension/background/enforce/dnr-rules.js';
import { createDnrSync, rulesetsFor, updateTo } from '../../extension/background/enforce/dnr-sync.js';
import { noProblem } from './support.js';

/** @typedef {chrome.declarativeNetRequest.Rule} Rule */

const allow = { type: 'allow' };

describe('the rules that carry the policy into Chrome', () => {
  test('none without exceptions', () => {
    assert.deepEqual(dynamicRules([]), []);
    assert.deepEqual(sessionRules([], [], [1, 2]), []);
  });

  test('two dynamic rules for all excepted sites together: what the page loads, and the page itself', () => {
    const sites = ['a.example', 'b.example'];
    assert.deepEqual(dynamicRules(sites.map((site) => ({ site }))), [
      { id: 1, priority: 100, action: allow, condition: { topDomains: sites } },
      {
        id: 2,
        priority: 100,
        action: allow,
        condition: { requestDomains: sites, resourceTypes: ['main_frame'] },
      },
    ]);
  });

  test('a session rule for the service workers of excepted sites, which have no tab', () => {
    assert.deepEqual(sessionRules([{ site: 'a.example' }], [], []), [
      { id: 3, priority: 100, action: allow, condition: { tabIds: [-1], initiatorDomains: ['a.example'] } },
    ]);
  });

  test('private exceptions are session rules that name the private tabs', () => {
    assert.deepEqual(sessionRules([], ['p.example'], [7, 8]), [
      { id: 4, priority: 100, action: allow, condition: { topDomains: ['p.example'], tabIds: [7, 8] } },
      {
        id: 5,
        priority: 100,
        action: allow,
        condition: { requestDomains: ['p.example'], resourceTypes: ['main_frame'], tabIds: [7, 8] },
      },
    ]);
  });

  test('private exceptions without a private tab make no rule: an empty list of tabs would mean every tab', () => {
    assert.deepEqual(sessionRules([], ['p.example'], []), []);
  });

  test('an exception with an end makes no rule that would outlive it', () => {
    assert.deepEqual(dynamicRules([{ site: 'a.example', until: 1 }]), []);
    assert.deepEqual(sessionRules([{ site: 'a.example', until: 1 }], [], []), []);
  });
});

describe('reconciling the rules', () => {
  test('changes nothing where the browser already has them, in whatever order it tells', () => {
    const wanted = dynamicRules([{ site: 'a.example' }]);
    const told = wanted
      .map(({ id, priority, action, condition }) => /** @type {Rule} */ ({ condition, action, priority, id }))
      .reverse();
    assert.equal(updateTo(wanted, told), undefined);
  });

  test('removes all that is there, leftovers of other versions too, and adds what is wanted', () => {
    const wanted = dynamicRules([{ site: 'a.example' }]);
    const [first] = wanted;
    assert.ok(first);
    assert.deepEqual(updateTo(wanted, [{ ...first, id: 99 }]), { removeRuleIds: [99], addRules: wanted });
  });

  test('a change during a run is carried out after it', async () => {
    const world = createWorld();
    const sync = world.start();
    const first = sync.reconcile();
    world.exceptions = [{ site: 'a.example' }];
    const second = sync.reconcile();
    await Promise.all([first, second]);
    assert.deepEqual(world.dynamic, dynamicRules([{ site: 'a.example' }]));
    assert.deepEqual(world.session, sessionRules([{ site: 'a.example' }], [], []));
  });

  test('a refusal of the browser is told, and withdrawn when it works again', async () => {
    const world = createWorld();
    world.exceptions = [{ site: 'a.example' }];
    world.refuse = true;
    /** @type {unknown[]} */
    const problems = [];
    const sync = world.start((problem) => problems.push(problem));
    await sync.reconcile();
    world.refuse = false;
    await sync.reconcile();
    assert.deepEqual(problems.map(String), ['Error: Rule with id 1 is invalid.', 'undefined']);
  });
});

describe('static rulesets', () => {
  for (const { level, enabled, update } of /** @type {const} */ ([
    { level: 'standard', enabled: ['base'], update: undefined },
    { level: 'standard', enabled: ['base', 'gentle'], update: { disableRulesetIds: ['gentle'] } },
    { level: 'gentle', enabled: ['base'], update: { enableRulesetIds: ['gentle'] } },
    { level: 'gentle', enabled: ['gentle'], update: undefined },
    { level: 'strict', enabled: ['gentle'], update: { disableRulesetIds: ['gentle'] } },
  ]))
    test(`at level ${level} with ${enabled.join(' and ')} enabled`, () => {
      assert.deepEqual(rulesetsFor(level, [...enabled]), update);
    });

  test('follow the level, also after the browser forgot them', async () => {
    const world = createWorld();
    const sync = world.start();
    for (const [level, expected] of /** @type {const} */ ([
      ['gentle', ['base', 'gentle']],
      ['standard', ['base']],
      ['gentle', ['base', 'gentle']],
    ])) {
      world.level = level;
      await sync.reconcile();
      assert.deepEqual(world.rulesets, expected, level);
    }
    world.rulesets = ['base'];
    await world.start().reconcile();
    assert.deepEqual(world.rulesets, ['base', 'gentle']);
  });
});

/** A browser with rules, and a policy to put into them. */
function createWorld() {
  const world = {
    refuse: false,
    /** @type {import('/core/bystander.js').Level} */
    level: 'standard',
    rulesets: ['base'],
    /** @type {{ site: string }[]} */
    exceptions: [],
    /** @type {Rule[]} */
    dynamic: [],
    /** @type {Rule[]} */
    session: [],
    /** @param {(problem: unknown) => void} [onProblem] */
    start(onProblem = (problem) => problem === undefined || noProblem(problem)) {
      return createDnrSync({
        dnr: {
          getEnabledRulesets: async () => world.rulesets,
          async updateEnabledRulesets({ enableRulesetIds = [], disableRulesetIds = [] }) {
            const kept = world.rulesets.filter((id) => !disableRulesetIds.includes(id));
            world.rulesets = [...kept, ...enableRulesetIds];
          },
          getDynamicRules: async () => world.dynamic,
          getSessionRules: async () => world.session,
          async updateDynamicRules({ addRules }) {
            if (world.refuse) throw new Error('Rule with id 1 is invalid.');
            world.dynamic = addRules;
          },
          async updateSessionRules({ addRules }) {
            world.session = addRules;
          },
        },
        policy: {
          ready: Promise.resolve(),
          current: () => ({ level: world.level, exceptions: world.exceptions }),
          privateSites: () => [],
        },
        privateTabs: { ready: Promise.resolve(), ids: () => [] },
        onProblem,
      });
    },
  };
  return world;
}
