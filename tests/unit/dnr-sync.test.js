/**
 * @import { Policy } from '/core/bystander.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dynamicRules, sessionRules } from '../../extension/background/enforce/dnr-rules.js';
import { createDnrSync, rulesetsFor, updateTo } from '../../extension/background/enforce/dnr-sync.js';
import { NO_CHOICES } from '../../extension/background/policy-changes.js';
import { noProblem, withResolvers } from './support.js';

/** @typedef {chrome.declarativeNetRequest.Rule} Rule */

const excepted = { ...NO_CHOICES, exceptions: [{ site: 'a.example' }] };
/** @type {import('../../extension/background/enforce/dnr-rules.js').Surroundings} */
const surroundings = { level: 'standard', widgets: [], granted: () => undefined, site: () => undefined };
const rules = dynamicRules(excepted, surroundings);

describe('an update of rules', () => {
  test('changes nothing where the browser already has them, in whatever order it tells', () => {
    const told = rules
      .map(({ id, priority, action, condition }) => /** @type {Rule} */ ({ condition, action, priority, id }))
      .reverse();
    assert.equal(updateTo(rules, told), undefined);
  });

  test('removes leftovers of other versions, and adds what is wanted', () => {
    const [first] = rules;
    assert.ok(first);
    assert.deepEqual(updateTo(rules, [{ ...first, id: 99 }]), { removeRuleIds: [99], addRules: rules });
  });

  test('leaves alone the rules that stay', () => {
    const [first, second] = rules;
    assert.ok(first && second);
    const changed = { ...second, priority: 1 };
    assert.deepEqual(updateTo([first, changed], [first, second]), {
      removeRuleIds: [2],
      addRules: [changed],
    });
    assert.deepEqual(updateTo([first], [first, second]), { removeRuleIds: [2], addRules: [] });
  });
});

describe('reconciling the rules', () => {
  test('brings what was chosen for good into both sets, what ends into those of the session', async () => {
    const world = createWorld();
    const timed = { ...NO_CHOICES, exceptions: [{ site: 'a.example' }, { site: 'b.example', until: 9 }] };
    world.policy = { level: 'standard', ...timed };
    await world.start().reconcile();
    assert.deepEqual(world.dynamic, rules);
    assert.deepEqual(
      world.session,
      sessionRules({ normal: timed, privately: NO_CHOICES }, surroundings, [], { once: [], exceptions: [] }),
    );
  });

  test('changes the session’s first, so that a choice holds before Chrome has all dynamic rules in order', async () => {
    const world = createWorld();
    world.policy = { level: 'standard', ...excepted };
    const { promise, resolve } = withResolvers();
    world.beforeDynamic = promise;
    const done = world.start().reconcile();
    await new Promise((turn) => setImmediate(turn));
    assert.deepEqual([world.session.length, world.dynamic.length], [2, 0]);
    resolve();
    await done;
    assert.deepEqual([world.session.length, world.dynamic.length], [2, 2]);
  });

  test('leaves rules of others alone, dynamic and of the session', async () => {
    const foreign = {
      id: 100_000,
      priority: 1,
      action: { type: /** @type {const} */ ('block') },
      condition: {},
    };
    const world = createWorld();
    world.dynamic = [foreign];
    world.session = [foreign];
    const sync = world.start();
    for (const choices of [excepted, NO_CHOICES]) {
      world.policy = { level: 'standard', ...choices };
      await sync.reconcile();
      assert.ok(world.dynamic.includes(foreign) && world.session.includes(foreign));
    }
    assert.deepEqual([world.dynamic, world.session], [[foreign], [foreign]]);
  });

  test('asks for the rules of the session once in a life, since a permission for one page must end at once', async () => {
    const world = createWorld();
    const sync = world.start();
    for (const exceptions of [[{ site: 'a.example' }], [], [{ site: 'b.example' }]]) {
      world.policy = { level: 'standard', ...NO_CHOICES, exceptions };
      await sync.reconcile();
      assert.equal(world.session.length, 2 * exceptions.length);
    }
    assert.equal(world.sessionAsked, 1);
  });

  test('asks for the dynamic rules once in a life, and again after a refusal', async () => {
    const world = createWorld();
    const sync = world.start(() => {});
    for (const { refuse, asked } of [
      { refuse: false, asked: 1 },
      { refuse: false, asked: 1 },
      { refuse: true, asked: 1 },
      { refuse: false, asked: 2 },
    ]) {
      world.refuse = refuse;
      world.policy = {
        level: 'standard',
        ...NO_CHOICES,
        exceptions: [{ site: `s${world.asked}${refuse}.example` }],
      };
      await sync.reconcile();
      assert.equal(world.asked, asked);
    }
  });

  test('reads the widgets only where a site is of another mind than all', async () => {
    const world = createWorld();
    const sync = world.start();
    for (const { levels, read } of /** @type {{ levels: Policy['levels'], read: number }[]} */ ([
      { levels: [], read: 0 },
      { levels: [{ site: 'a.example', level: 'strict' }], read: 0 },
      { levels: [{ site: 'a.example', level: 'gentle' }], read: 1 },
    ])) {
      world.policy = { level: 'standard', ...NO_CHOICES, levels };
      await sync.reconcile();
      assert.equal(world.widgetsRead, read, JSON.stringify(levels));
    }
  });

  test('a change during a run is carried out after it', async () => {
    const world = createWorld();
    const sync = world.start();
    const first = sync.reconcile();
    world.policy = { level: 'standard', ...excepted };
    const second = sync.reconcile();
    await Promise.all([first, second]);
    assert.deepEqual(world.dynamic, rules);
    assert.deepEqual(world.session, rules);
  });

  test('a refusal of the browser is told, and withdrawn when it works again', async () => {
    const world = createWorld();
    world.policy = { level: 'standard', ...excepted };
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
      world.policy = { level, ...NO_CHOICES };
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
    asked: 0,
    sessionAsked: 0,
    widgetsRead: 0,
    beforeDynamic: Promise.resolve(),
    /** @type {Policy} */
    policy: { level: 'standard', ...NO_CHOICES },
    rulesets: ['base'],
    /** @type {Rule[]} */
    dynamic: [],
    /** @type {Rule[]} */
    session: [],
    /** @type {import('../../extension/background/once.js').OncePermission[]} */
    once: [],
    /** @param {(problem: unknown) => void} [onProblem] */
    start(onProblem = (problem) => problem === undefined || noProblem(problem)) {
      return createDnrSync({
        once: { ready: Promise.resolve(), all: () => world.once },
        tabExceptions: { ready: Promise.resolve(), all: () => [] },
        dnr: {
          getEnabledRulesets: async () => world.rulesets,
          async updateEnabledRulesets({ enableRulesetIds = [], disableRulesetIds = [] }) {
            const kept = world.rulesets.filter((id) => !disableRulesetIds.includes(id));
            world.rulesets = [...kept, ...enableRulesetIds];
          },
          async getDynamicRules() {
            world.asked += 1;
            return world.dynamic;
          },
          async getSessionRules() {
            world.sessionAsked += 1;
            return world.session;
          },
          async updateDynamicRules({ removeRuleIds, addRules }) {
            await world.beforeDynamic;
            if (world.refuse) throw new Error('Rule with id 1 is invalid.');
            world.dynamic = [...world.dynamic.filter(({ id }) => !removeRuleIds.includes(id)), ...addRules];
          },
          async updateSessionRules({ removeRuleIds, addRules }) {
            world.session = [...world.session.filter(({ id }) => !removeRuleIds.includes(id)), ...addRules];
          },
        },
        policy: {
          ready: Promise.resolve(),
          current: () => world.policy,
          live: () => ({ normal: world.policy, privately: NO_CHOICES }),
        },
        privateTabs: { ready: Promise.resolve(), ids: () => [] },
        core: Promise.resolve({
          grantedDomains: () => undefined,
          siteDomains: (site) => ({ domains: [site], parts: [] }),
        }),
        widgets: async () => {
          world.widgetsRead += 1;
          return [];
        },
        onProblem,
      });
    },
  };
  return world;
}
