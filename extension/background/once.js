/**
 * Permissions for one page. None are given yet.
 *
 * @import { Grantee, Permission } from '/core/bystander.js'
 */

/**
 * @typedef {{
 *   of(tabId: number): Permission[], all(): (Permission & { tabId: number, isPrivate: boolean })[],
 *   revoke(tabId: number, grantee: Grantee): Promise<void>,
 * }} Once
 */

/** @returns {Once} */
export function createOnce() {
  return { of: () => [], all: () => [], revoke: async () => {} };
}
