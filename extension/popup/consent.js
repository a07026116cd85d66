/**
 * What a person allowed a company on the site, or can allow it. What a permission says is shared/permission-words.js's;
 * placeholders offer widgets of their own.
 *
 * @import { Catalogue } from '../shared/catalogue.js'
 * @import { PermissionWords } from '../shared/permission-words.js'
 * @import { Held } from '../shared/protocol.js'
 */

import { permissionWords } from '../shared/permission-words.js';

/** `given`: that it is allowed already, on this site. @typedef {{ company: string, given: PermissionWords | undefined }} Consent */

/**
 * @param {string} company
 * @param {{ permissions: readonly Held[], catalogue: Catalogue, now: number }} knowing
 * @returns {Consent}
 */
export function consent(company, { permissions, catalogue, now }) {
  const held = permissions.find(({ grantee }) => 'company' in grantee && grantee.company === company);
  return { company, given: held && permissionWords(held, { catalogue, now }) };
}
