/**
 * What an entry of the ledger says in the popup: what was done, why, and which kinds of request they were.
 *
 * @import { ListNames, Why } from '../shared/reason-words.js'
 * @import { Entry } from '../shared/protocol.js'
 * @import { RuleLine } from '../shared/rule-lines.js'
 */

import { enumeration, plural, text } from '../shared/i18n.js';
import { typeName, why } from '../shared/reason-words.js';

/** @typedef {Why & { site: string, done: string, requests: string, example: string }} Row */

/**
 * @param {Entry} entry
 * @param {ListNames} listNames
 * @param {RuleLine} ruleLine
 * @returns {Row}
 */
export function row(
  { site, kind, action, reason, types, count, confirmed, contradicted, example },
  listNames,
  ruleLine,
) {
  const kinds = new Set(types.map(typeName));
  return {
    site,
    done: enumeration([
      ...(confirmed > 0 ? [plural(`done_${action}`, confirmed)] : []),
      ...(contradicted > 0 ? [plural('tag_got_through', contradicted)] : []),
    ]),
    ...why(reason, { action, kind, url: example }, listNames, ruleLine),
    requests: text('row_types', plural('requests', count), enumeration([...kinds])),
    example: text('example', example),
  };
}
