/**
 * Keeps Chrome's dynamic and session rules equal to what the policy asks for: at start, and at every change. It owns
 * all rules of both sets; which they are is dnr-rules.js.
 *
 * @import { Policy } from '/core/bystander.js'
 */

import { coalesce } from '../coalesce.js';
import { dynamicRules, sessionRules } from './dnr-rules.js';

/** @typedef {chrome.declarativeNetRequest.Rule} Rule */
/** @typedef {{ removeRuleIds: number[], addRules: Rule[] }} Update */

/**
 * @typedef {{
 *   getDynamicRules(): Promise<Rule[]>, updateDynamicRules(update: Update): Promise<void>,
 *   getSessionRules(): Promise<Rule[]>, updateSessionRules(update: Update): Promise<void>,
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
      const { exceptions } = policy.current(false);
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
