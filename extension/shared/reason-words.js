/**
 * Why a request was treated as it was, and what kind of request it was, in words. Sentences only.
 *
 * @import { Action, Reason } from '/core/bystander.js'
 * @import { RuleLine } from './rule-lines.js'
 */

import { inWords, text, textIfAny } from './i18n.js';
import { kindName } from './kind-words.js';

/** @typedef {Readonly<Record<string, string>>} ListNames the lists' names by their id */
/** `rule`: the line of a list that decided. @typedef {{ rule: string | undefined, source: string }} Why */

/**
 * @param {Reason} reason
 * @param {{ action: Action, kind: string | undefined, url: string }} request `kind`: what its company is in business for
 * @param {ListNames} listNames
 * @param {RuleLine} ruleLine
 * @returns {Why}
 */
export function why(reason, { action, kind, url }, listNames, ruleLine) {
  switch (reason.kind) {
    case 'rule':
    case 'exception-rule':
      return {
        rule: ruleLine(reason, url),
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

/** @param {string} type as the browser calls it */
export function typeName(type) {
  return textIfAny(`type_${SAME_TYPE.get(type) ?? type}`) ?? text('type_other');
}
