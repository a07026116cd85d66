/**
 * What the log says of its rows, and how it stands. Sentences only; it draws nothing.
 *
 * @import { Action } from '/core/bystander.js'
 * @import { Fate, LogRow } from '../../shared/log-protocol.js'
 * @import { ListNames } from '../../shared/reason-words.js'
 * @import { RuleLine } from '../../shared/rule-lines.js'
 */

import { clock, number, plural, text } from '../../shared/i18n.js';
import { kindName } from '../../shared/kind-words.js';
import { typeName, why } from '../../shared/reason-words.js';

/** @typedef {{ id: string, action: Action, fate: Fate, cells: string[], label: string }} Line `cells`: time, verdict, company, site, type, address */

/**
 * @param {LogRow} row
 * @returns {Line}
 */
export function lineOf({ id, time, action, fate, company = '', site, type, url }) {
  const done = verdictWords(action, fate);
  return { id, action, fate, label: done, cells: [clock(time), done, company, site, typeName(type), url] };
}

/**
 * All there is to say of one row, as names and values.
 * @param {LogRow} row
 * @param {ListNames} listNames
 * @param {RuleLine} ruleLine
 * @returns {{ name: string, value: string }[]}
 */
export function factsOf(row, listNames, ruleLine) {
  const { action, fate, reason, company, kind, url, page, frame, method, type, time } = row;
  const { rule, source } = why(reason, { action, kind, url }, listNames, ruleLine);
  return [
    { name: text('log_time'), value: clock(time) },
    { name: text('log_verdict'), value: verdictWords(action, fate) },
    { name: text('log_reason'), value: source },
    { name: text('log_rule'), value: rule ?? '' },
    { name: text('log_company'), value: [company, kindName(kind)].filter(Boolean).join(' · ') },
    { name: text('log_address'), value: url },
    { name: text('log_type'), value: `${typeName(type)} · ${method}` },
    { name: text('log_page'), value: page },
    { name: text('log_frame'), value: frame === undefined || frame === page ? '' : frame },
  ].filter(({ value }) => value !== '');
}

/**
 * How the log stands.
 * @param {{ shown: number, all: number, dropped: number, waiting: number | undefined }} counts `waiting`: rows that come
 * when it goes on; nothing while it does
 */
export function statusOf({ shown, all, dropped, waiting }) {
  const counted = shown === all ? plural('log_count', all) : plural('log_count_of', all, number(shown));
  return [
    counted,
    ...(dropped > 0 ? [plural('log_dropped', dropped)] : []),
    ...(waiting === undefined ? [] : [plural('log_waiting', waiting)]),
  ].join(' ');
}

/**
 * @param {Action} action
 * @param {Fate} fate
 */
export function verdictWords(action, fate) {
  if (action === 'allow') return text('log_action_allow');
  if (fate === 'contradicted') return text('log_through', text(`log_action_${action}`));
  return fate === 'predicted' ? text('log_open', text(`log_action_${action}`)) : text(`log_action_${action}`);
}
