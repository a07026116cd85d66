/** The names of what companies are in business for. */

import { textIfAny } from './i18n.js';

/**
 * @param {string} [kind] as the catalogue has it
 * @returns {string | undefined} nothing where it says nothing to a person
 */
export function kindName(kind = '') {
  return textIfAny(`kind_${kind.replaceAll(' ', '_')}`);
}
