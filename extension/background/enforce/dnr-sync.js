/**
 * Keeps Chrome's rules equal to what the policy asks for: at start, at every change and at every end. It owns the dynamic
 * and session rules with small ids, which are dnr-rules.js's, and which static rulesets are enabled. Rules of others,
 * with ids from FIRST_FOREIGN_ID, it leaves alone.
 *
 * @import { Core, Policy } from '/core/bystander.js'
 * @import { Once } from '../once.js'
 * @import { PolicyStore } from '../policy.js'
 * @import { TabExceptions } from '../tab-exceptions.js'
 * @import { Rule, Surroundings } from './dnr-rules.js'
 */

import { coalesce } from '../coalesce.js';
import { needWidgets } from './dnr-levels.js';
import { dynamicRules, FIRST_FOREIGN_ID, sessionRules } from './dnr-rules.js';

/** @typedef {{ removeRuleIds: number[], addRules: Rule[] }} Update */

/** @typedef {{ enableRulesetIds?: string[], disableRulesetIds?: string[] }} RulesetUpdate */

/** The static ruleset that lets widgets load, without identity. Off unless the level is gentle. */
const GENTLE = 'gentle';

/**
 * @typedef {{
 *   getDynamicRules(): Promise<Rule[]>, updateDynamicRules(update: Update): Promise<void>,
 *   getSessionRules(): Promise<Rule[]>, updateSessionRules(update: Update): Promise<void>,
 *   getEnabledRulesets(): Promise<string[]>, updateEnabledRulesets(update: RulesetUpdate): Promise<void>,
 * }} RuleSets
 */

/**
 * @param {{
 *   dnr: RuleSets,
 *   policy: Pick<PolicyStore, 'ready' | 'current' | 'live'>,
 *   once: Pick<Once, 'ready' | 'all'>,
 *   tabExceptions: Pick<TabExceptions, 'ready' | 'all'>,
 *   privateTabs: { ready: Promise<unknown>, ids: () => readonly number[] },
 *   core: Promise<Pick<Core, 'grantedDomains' | 'siteDomains'> | undefined>,
 *   widgets: () => Promise<Rule[]>,
 *   onProblem: (error: unknown) => void,
 * }} needs `widgets` reads the ruleset that lets them load
 */
export function createDnrSync({ dnr, policy, once, tabExceptions, privateTabs, core, widgets, onProblem }) {
  const reconcile = coalesce(reconcileOnce);
  let underway = Promise.resolve();
  /** @type {Rule[] | undefined} the dynamic rules as they are; asking Chrome takes long where there are many */
  let dynamic;
  /** @type {Rule[] | undefined} those of the session; a permission for one page must end before the next asks for anything */
  let session;

  return {
    /** Resolves when the rules are those of the policy as it was at the call, or later. Never rejects. */
    reconcile() {
      underway = reconcile();
      return underway;
    },
    /** Resolves when Chrome goes by every choice made so far. Never rejects. */
    inForce: () => underway,
  };

  async function reconcileOnce() {
    try {
      const [known] = await Promise.all([
        core,
        policy.ready,
        once.ready,
        tabExceptions.ready,
        privateTabs.ready,
      ]);
      const { level } = policy.current(false);
      const live = policy.live();
      const surroundings = await surroundingsOf(level, live, known);
      // The session's first: they are changed in a moment, and Chrome makes no two changes at a time.
      const ofTabs = { once: once.all(), exceptions: tabExceptions.all() };
      await reconcileSession(sessionRules(live, surroundings, privateTabs.ids(), ofTabs));
      const rulesets = rulesetsFor(level, await dnr.getEnabledRulesets());
      if (rulesets) await dnr.updateEnabledRulesets(rulesets);
      await reconcileDynamic(dynamicRules(live.normal, surroundings));
      onProblem(undefined);
    } catch (error) {
      onProblem(error);
    }
  }

  /** @param {Rule[]} wanted */
  async function reconcileSession(wanted) {
    const update = updateTo(wanted, session ?? ours(await dnr.getSessionRules()));
    session = undefined;
    if (update) await dnr.updateSessionRules(update);
    session = wanted;
  }

  /** @param {Rule[]} wanted */
  async function reconcileDynamic(wanted) {
    const update = updateTo(wanted, dynamic ?? ours(await dnr.getDynamicRules()));
    dynamic = undefined;
    if (update) await dnr.updateDynamicRules(update);
    dynamic = wanted;
  }

  /**
   * @param {Policy['level']} level
   * @param {ReturnType<PolicyStore['live']>} live
   * @param {Awaited<typeof core>} known
   * @returns {Promise<Surroundings>}
   */
  async function surroundingsOf(level, { normal, privately }, known) {
    return {
      level,
      widgets: needWidgets([...normal.levels, ...privately.levels], level) ? await widgets() : [],
      granted: (grantee) => known?.grantedDomains(grantee),
      site: (site) => known?.siteDomains(site),
    };
  }
}

/**
 * What turns the enabled rulesets into those of the level. An update of the extension resets them to the manifest's.
 * @param {Policy['level']} level
 * @param {string[]} enabled
 * @returns {RulesetUpdate | undefined}
 */
export function rulesetsFor(level, enabled) {
  const wanted = level === 'gentle';
  if (enabled.includes(GENTLE) === wanted) return undefined;
  return wanted ? { enableRulesetIds: [GENTLE] } : { disableRulesetIds: [GENTLE] };
}

/**
 * What turns the present rules into the wanted ones; nothing if they are the same, since every update has Chrome
 * index and store the whole set again.
 * @param {Rule[]} wanted
 * @param {Rule[]} present
 * @returns {Update | undefined}
 */
export function updateTo(wanted, present) {
  const known = new Map(present.map((rule) => [rule.id, fingerprint(rule)]));
  const addRules = wanted.filter((rule) => known.get(rule.id) !== fingerprint(rule));
  const kept = new Set(wanted.filter((rule) => !addRules.includes(rule)).map(({ id }) => id));
  const removeRuleIds = present.map(({ id }) => id).filter((id) => !kept.has(id));
  return addRules.length + removeRuleIds.length === 0 ? undefined : { removeRuleIds, addRules };
}

/** @param {Rule[]} rules */
function ours(rules) {
  return rules.filter(({ id }) => id < FIRST_FOREIGN_ID);
}

/** @param {Rule} rule */
function fingerprint(rule) {
  return JSON.stringify(rule, (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}
