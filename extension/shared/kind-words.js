/** What a company or a network is in business for, in words. */

import { textIfAny } from './i18n.js';

/**
 * @param {string | undefined} kind as the catalogue calls it
 * @returns {string | undefined} nothing where there is no word for it
 */
export function kindName(kind = '') {
  return textIfAny(`kind_${kind.replaceAll(' ', '_')}`);
}
