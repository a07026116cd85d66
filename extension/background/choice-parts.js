/**
 * Puts together what a person chose, for good, for a time, for one page or for one tab, and answers as what holds in a
 * tab now. What choices are like is in the parts; what they do is the core's and the enforcement's.
 *
 * @import { Policy } from '/core/bystander.js'
 * @import { ExceptionState } from '../shared/protocol.js'
 * @import { LoadedUnder } from './policy.js'
 */

import { createEnds } from './ends.js';
import { createOnce } from './once.js';
import { createPolicy } from './policy.js';
import { createPolicyOfTab } from './policy-of-tab.js';
import { createTabExceptions } from './tab-exceptions.js';

/** @typedef {ReturnType<typeof startChoices>} ChoiceParts */
/** @typedef {{ state: ExceptionState, until?: number }} Exception how a site is excepted, and until when */

/**
 * @param {{
 *   onChange: () => void, onProblem: (error: unknown) => void, onEndProblem: (error: unknown) => void,
 * }} needs
 */
export function startChoices({ onChange, onProblem, onEndProblem }) {
  const { local, session } = browser.storage;
  const policy = createPolicy({ local, session, now: Date.now, onChange, onProblem });
  const once = createOnce({ session, now: Date.now, onChange, onProblem });
  const tabExceptions = createTabExceptions({ session, onChange, onProblem });
  const policyOfTab = createPolicyOfTab({ once, tabExceptions });
  const ends = createEnds({
    alarms: browser.alarms,
    policy,
    now: Date.now,
    later: (task, ms) => {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    onProblem: onEndProblem,
  });
  browser.tabs.onRemoved.addListener((tabId) => {
    tabExceptions.close(tabId).catch(onProblem);
  });

  return {
    policy,
    once,
    tabExceptions,
    ends,

    /** Resolves when storage is read. Never rejects. */
    ready: Promise.all([policy.ready, once.ready, tabExceptions.ready]),

    /**
     * What the core goes by.
     * @param {boolean} isPrivate
     * @param {number} tabId
     * @returns {Policy}
     */
    inTab: (isPrivate, tabId) => policyOfTab(policy.current(isPrivate), tabId),

    /**
     * @param {string} site
     * @param {boolean} isPrivate
     * @param {number} tabId
     * @returns {Exception}
     */
    exception(site, isPrivate, tabId) {
      const { state, until } = policy.exception(site, isPrivate);
      if (state !== 'none') return { state, ...(until !== undefined && { until }) };
      return { state: tabExceptions.has(site, tabId) ? 'tab' : 'none' };
    },

    /**
     * What a page that a tab loads now is loaded under.
     * @param {string | undefined} site
     * @param {boolean} isPrivate
     * @param {number} tabId
     * @returns {LoadedUnder}
     */
    loadedUnder(site, isPrivate, tabId) {
      const under = policy.loadedUnder(site, isPrivate);
      return { ...under, excepted: under.excepted || tabExceptions.has(site, tabId) };
    },
  };
}
