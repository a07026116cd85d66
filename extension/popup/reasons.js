/**
 * Why a request was interfered with, and which kinds of request they were, in words. Sentences only.
 *
 * @import { Reason } from '/core/bystander.js'
 * @import { Entry, Intervention } from '../shared/protocol.js'
 */

import { enumeration, inWords, plural, text, textIfAny } from '../shared/i18n.js';
import { kindName } from '../shared/kind-words.js';

/** @typedef {Readonly<Record<string, string>>} ListNames the lists' names by their id */
/** @typedef {{ site: string, done: string, rule: string | undefined, source: string, requests: string, example: string }} Row */

/**
 * @param {Entry} entry
 * @param {ListNames} listNames
 * @returns {Row}
 */
export function row(
  { site, kind, action, reason, types, count, confirmed, contradicted, example },
  listNames,
) {
  const kinds = new Set(types.map(typeName));
  return {
    site,
    done: enumeration([
      ...(confirmed > 0 ? [plural(`done_${action}`, confirmed)] : []),
      ...(contradicted > 0 ? [plural('tag_got_through', contradicted)] : []),
    ]),
    ...why(reason, { action, kind }, listNames),
    requests: text('row_types', plural('requests', count), enumeration([...kinds])),
    example: text('example', example),
  };
}

/**
 * @param {Reason} reason
 * @param {{ action: Intervention, kind: string | undefined }} request
 * @param {ListNames} listNames
 * @returns {Pick<Row, 'rule' | 'source'>}
 */
function why(reason, { action, kind }, listNames) {
  switch (reason.kind) {
    case 'rule':
    case 'exception-rule':
      return {
        rule: reason.text,
        source: text('reason_rule', listNames[reason.list] ?? reason.list, reason.line),
      };
    case 'pixel':
      return only(text('reason_pixel', reason.name));
    case 'widget':
      return only(
        text(action === 'strip' ? 'reason_widget_stripped' : 'reason_widget_stopped', inWords(reason.name)),
      );
    case 'company':
      return only(companyReason(reason.company, kindName(kind)));
    case 'permission':
      return only(
        text(
          reason.identity === 'with' ? 'reason_permission_with' : 'reason_permission',
          'company' in reason.grantee ? reason.grantee.company : inWords(reason.grantee.name),
        ),
      );
    case 'strict':
      return only(text('reason_strict'));
    case 'unsupported':
      return only(text('reason_unsupported'));
    case 'site-exception':
    case 'none':
      return only(text('reason_none'));
    default: {
      /** @type {never} */
      const unknown = reason;
      return unknown;
    }
  }
}

/**
 * What is known is a place on a list, not what the company does with this request.
 * @param {string} company
 * @param {string | undefined} kind
 */
function companyReason(company, kind) {
  return kind === undefined ? text('reason_company', company) : text('reason_company_kind', company, kind);
}

/** @param {string} source */
function only(source) {
  return { rule: undefined, source };
}

/** Firefox's names for what Chrome calls otherwise. */
const SAME_TYPE = new Map([
  ['beacon', 'ping'],
  ['imageset', 'image'],
  ['object_subrequest', 'object'],
  ['fetch', 'xmlhttprequest'],
]);

/** @param {string} type */
function typeName(type) {
  return textIfAny(`type_${SAME_TYPE.get(type) ?? type}`) ?? text('type_other');
}
