/**
 * Whom people permitted what, with how often that was used: all that the popup and the dashboard list. It reads
 * everything and changes nothing.
 *
 * @import { Given, Held } from '../shared/protocol.js'
 * @import { Once } from './once.js'
 * @import { PermissionUses } from './permission-uses.js'
 * @import { PolicyStore } from './policy.js'
 */

/** @typedef {ReturnType<typeof createHeld>} HeldPermissions */

/**
 * @param {{
 *   policy: Pick<PolicyStore, 'live'>, uses: Pick<PermissionUses, 'of'>, once: Pick<Once, 'of' | 'all'>,
 * }} needs
 */
export function createHeld({ policy, uses, once }) {
  return {
    /**
     * Those that hold on a site for the page that a tab shows.
     * @param {string} site
     * @param {boolean} isPrivate
     * @param {number} tabId
     * @returns {Held[]}
     */
    on(site, isPrivate, tabId) {
      const { normal, privately } = policy.live();
      const everywhere = normal.permissions.map((permission) => withUses(permission, isPrivate));
      const here = isPrivate
        ? [
            ...everywhere.map((permission) => ({ ...permission, inherited: /** @type {const} */ (true) })),
            ...privately.permissions.map((permission) => withUses(permission, true)),
          ]
        : everywhere;
      const forPage = once.of(tabId).map(({ isPrivate: _, ...permission }) => forOnePage(permission, tabId));
      return [...here, ...forPage].filter((permission) => permission.site === site);
    },

    /**
     * Those that hold anywhere, by the kind of window they were given in.
     * @returns {{ normal: Held[], privately: Held[] }}
     */
    all() {
      const { normal, privately } = policy.live();
      const forPages = (/** @type {boolean} */ wanted) =>
        once
          .all()
          .filter(({ isPrivate }) => isPrivate === wanted)
          .map(({ tabId, isPrivate: _, ...permission }) => forOnePage(permission, tabId));
      return {
        normal: [...normal.permissions.map((permission) => withUses(permission, false)), ...forPages(false)],
        privately: [
          ...privately.permissions.map((permission) => withUses(permission, true)),
          ...forPages(true),
        ],
      };
    },
  };

  /**
   * @param {Given} permission
   * @param {boolean} isPrivate
   * @returns {Held}
   */
  function withUses(permission, isPrivate) {
    return { ...permission, ...uses.of(permission, isPrivate) };
  }
}

/**
 * The one page it is for is where it is used, which needs no counting.
 * @param {Given} permission
 * @param {number} tabId
 * @returns {Held}
 */
function forOnePage(permission, tabId) {
  return { ...permission, uses: 0, once: true, tabId };
}
