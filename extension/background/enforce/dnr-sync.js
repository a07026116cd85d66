/**
 * Keeps Chrome's rules equal to what the policy asks for: at start, and at every change. It owns all dynamic and session
 * rules, which are dnr-rules.js's, and which static rulesets are enabled.
 *
 * @import { Policy } from '/core/bystander.js'
 */

import { coalesce } from '../coalesce.js';
import { dynamicRules, sessionRules } from './dnr-rules.js';

/** @typedef {chrome.declarativeNetRequest.Rule} Rule */
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
 *   policy: { ready: Promise<unknown>, current: (isPrivate: boolean) => Policy, privateSites: () => readonly string[] },
 *   privateTabs: { ready: Promise<unknown>, ids: () => readonly number[] },
 *   onProblem: (error: unknown) => void,
 * }} needs
 */
export function createDnrSync({ dnr, policy, privateTabs, onProblem }) {
  const reconcile = coalesce(reconcileOnce);
  let underway = Promise.resolve();

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
      await Promise.all([policy.ready, privateTabs.ready]);
      const { exceptions, level } = policy.current(false);
      const rulesets = rulesetsFor(level, await dnr.getEnabledRulesets());
      if (rulesets) await dnr.updateEnabledRulesets(rulesets);
      const dynamic = updateTo(dynamicRules(exceptions), await dnr.getDynamicRules());
      if (dynamic) await dnr.updateDynamicRules(dynamic);
      const rules = sessionRules(exceptions, policy.privateSites(), privateTabs.ids());
      const session = updateTo(rules, await dnr.getSessionRules());
      if (session) await dnr.updateSessionRules(session);
      onProblem(undefined);
    } catch (error) {
      onProblem(error);
    }
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
  if (fingerprint(wanted) === fingerprint(present)) return undefined;
  return { removeRuleIds: present.map(({ id }) => id), addRules: wanted };
}

/** @param {Rule[]} rules */
function fingerprint(rules) {
  return JSON.stringify(
    rules.toSorted((one, other) => one.id - other.id),
    (_, value) =>
      value && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
        : value,
  );
}
