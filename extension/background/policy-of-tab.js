/**
 * What the core goes by in a tab: the policy of its kind of window, with what a person chose for the page it shows and
 * for the tab itself beside it. It keeps what it put together, because the core is told again when the object changes.
 *
 * @import { Policy } from '/core/bystander.js'
 * @import { Once } from './once.js'
 * @import { TabExceptions } from './tab-exceptions.js'
 */

/** @typedef {{ base: Policy, onces: unknown, exceptions: unknown, policy: Policy }} Joined with the lists it was made of */

/**
 * @param {{ once: Pick<Once, 'of' | 'all'>, tabExceptions: Pick<TabExceptions, 'of' | 'all'> }} needs whose lists are
 * other objects after every change
 */
export function createPolicyOfTab({ once, tabExceptions }) {
  /** @type {Map<number, Joined>} */
  const joined = new Map();

  /**
   * @param {Policy} base
   * @param {number} tabId
   * @returns {Policy} the very same object where nothing was chosen for the tab
   */
  return (base, tabId) => {
    const onces = once.all();
    const exceptions = tabExceptions.all();
    // Of nearly all tabs.
    if (onces.length + exceptions.length === 0) return base;
    const before = joined.get(tabId);
    if (before?.base === base && before.onces === onces && before.exceptions === exceptions)
      return before.policy;
    const policy = join(base, once.of(tabId), tabExceptions.of(tabId));
    joined.set(tabId, { base, onces, exceptions, policy });
    return policy;
  };
}

/**
 * @param {Policy} base
 * @param {ReturnType<Once['of']>} once
 * @param {ReturnType<TabExceptions['of']>} exceptions
 * @returns {Policy}
 */
function join(base, once, exceptions) {
  if (once.length + exceptions.length === 0) return base;
  const permissions = once.map(({ site, grantee, identity }) => ({ site, grantee, identity }));
  return {
    ...base,
    exceptions: [...base.exceptions, ...exceptions.map(({ site }) => ({ site }))],
    permissions: [...base.permissions, ...permissions],
  };
}
