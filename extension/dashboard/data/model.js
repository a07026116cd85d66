/**
 * What the dashboard says about data: what is kept, how much and since when, for how long, and the questions before
 * something is deleted or taken in. It draws nothing and asks nothing.
 *
 * @import { HistoryDay } from '../../shared/history.js'
 * @import { DataAnswers, Deletion, Kept, Stored } from '../../shared/history-protocol.js'
 */

import { isSite } from '../../shared/choices.js';
import { dayOf } from '../../shared/history-days.js';
import { isDay, KEPT } from '../../shared/history-protocol.js';
import { date, enumeration, number, plural, size, span, text } from '../../shared/i18n.js';

/** @typedef {'site' | 'company' | 'today' | 'week' | 'before' | 'all'} Kind */
/** @typedef {{ kind: Kind, site: string, company: string, before: string }} Wanted what a person is about to delete */

/**
 * `usage` is in bytes. `asking`: what waits for an answer; `said`: what was done last, by the part of the section.
 * @typedef {{
 *   stored: Stored | undefined, days: readonly HistoryDay[], usage: number | undefined, problem: string | undefined,
 *   isPrivate: boolean, wanted: Wanted,
 *   asking: { part: 'keep', days: Kept } | { part: 'delete', what: Deletion } |
 *     { part: 'import', name: string, exported: string, file: unknown } | undefined,
 *   said: { part: Part, words: string } | undefined,
 * }} DataState
 */
/** @typedef {'keep' | 'delete' | 'export' | 'import'} Part */

/** @typedef {{ words: string, yes: string, no: string }} Question */
/** @typedef {{ label: string, value: string, note?: string }} Fact */
/** @typedef {{ label: string, type: 'text' | 'date', value: string, choices: string[] }} Field */

/** What can be deleted, in the order it is offered. */
export const KINDS = /** @type {const} */ ({
  site: 'data_delete_site',
  company: 'data_delete_company',
  today: 'data_delete_today',
  week: 'data_delete_week',
  before: 'data_delete_before',
  all: 'data_delete_all',
});

/**
 * @param {DataState} state
 * @param {number} now
 */
export function dataModel(state, now) {
  const { stored, problem, isPrivate, asking, said } = state;
  const saidOf = (/** @type {Part} */ part) => (said?.part === part ? said.words : '');
  return {
    status: problem ? text('data_unread', problem) : stored ? '' : text('data_reading'),
    note: isPrivate ? text('data_private') : undefined,
    facts: stored ? facts(state, stored) : [],
    keep: {
      options: KEPT.map((days) => ({
        days,
        words: days === 0 ? text('data_keep_nothing') : span(days, 'day'),
        isChosen: (asking?.part === 'keep' ? asking.days : stored?.keep) === days,
      })),
      question: asking?.part === 'keep' ? keepQuestion(asking.days) : undefined,
      said: saidOf('keep'),
    },
    deletion: {
      kinds: /** @type {Kind[]} */ (Object.keys(KINDS)).map((kind) => ({ kind, words: text(KINDS[kind]) })),
      field: field(state),
      question: asking?.part === 'delete' ? deleteQuestion(asking.what, now) : undefined,
      said: saidOf('delete'),
    },
    exporting: { said: saidOf('export') },
    importing: {
      question: asking?.part === 'import' ? importQuestion(asking) : undefined,
      said: saidOf('import'),
    },
  };
}

/**
 * What a person named, ready to be asked about; nothing where they named nothing that can be.
 * @param {Wanted} wanted
 * @param {number} now
 * @returns {Deletion | undefined}
 */
export function deletionOf({ kind, site, company, before }, now) {
  switch (kind) {
    case 'site': {
      const named = site.trim().toLowerCase();
      return isSite(named) ? { site: named } : undefined;
    }
    case 'company':
      return company.trim() === '' ? undefined : { company: company.trim() };
    case 'today':
      return { from: dayOf(now) };
    case 'week':
      return { from: dayOf(now, 6) };
    case 'before':
      return isDay(before) ? { to: dayOf(new Date(`${before}T12:00`).getTime(), 1) } : undefined;
    case 'all':
      return {};
    default: {
      /** @type {never} */
      const unknown = kind;
      return unknown;
    }
  }
}

/**
 * What was deleted, in words.
 * @param {Deletion} what
 * @param {number} days on which there was something of it
 * @param {number} now
 */
export function deleted(what, days, now) {
  const words = wordsOf(what, now);
  return days === 0 ? text('data_deleted_none', words) : plural('data_deleted', days, words);
}

/** @param {Kept} days */
export function keptFrom(days) {
  return days === 0 ? text('data_kept_not') : text('data_kept_for', span(days, 'day'));
}

/** @param {DataAnswers['import']} imported */
export function importedWords({ choices, ended, rules, days }) {
  const parts = [
    plural('data_imported_choices', choices),
    ...(ended > 0 ? [plural('data_imported_ended', ended)] : []),
    plural('data_imported_rules', rules),
    plural('data_imported_days', days),
  ];
  return text('data_imported', enumeration(parts));
}

/**
 * @param {DataState} state
 * @param {Stored} stored
 * @returns {Fact[]}
 */
function facts({ days, usage, isPrivate }, { exceptions, levels, permissions, ownRules }) {
  const [first] = days;
  const history = first
    ? plural('data_history_days', days.length, date(first.day))
    : text('data_history_none');
  return [
    ...(isPrivate ? [] : [{ label: text('data_history'), value: history, note: text('data_history_what') }]),
    { label: text('data_exceptions'), value: number(exceptions) },
    { label: text('data_levels'), value: number(levels) },
    { label: text('data_permissions'), value: number(permissions), note: text('data_permissions_what') },
    { label: text('data_own_rules'), value: number(ownRules) },
    {
      label: text('data_size'),
      value: usage === undefined ? text('data_size_unknown') : text('data_size_about', size(usage)),
    },
  ];
}

/**
 * @param {DataState} state
 * @returns {Field | undefined} nothing where there is nothing to name
 */
function field({ wanted: { kind, site, company, before }, days }) {
  const known = (/** @type {'sites' | 'companies'} */ list) =>
    [...new Set(days.flatMap((day) => day[list]))].sort();
  if (kind === 'site')
    return { label: text('data_delete_which_site'), type: 'text', value: site, choices: known('sites') };
  if (kind === 'company')
    return {
      label: text('data_delete_which_company'),
      type: 'text',
      value: company,
      choices: known('companies'),
    };
  return kind === 'before'
    ? { label: text('data_delete_which_day'), type: 'date', value: before, choices: [] }
    : undefined;
}

/**
 * @param {Kept} days
 * @returns {Question}
 */
function keepQuestion(days) {
  const words = days === 0 ? text('data_keep_sure') : text('data_keep_fewer', span(days, 'day'));
  return { words, yes: text('data_keep_yes'), no: text('data_no') };
}

/**
 * @param {Deletion} what
 * @param {number} now
 * @returns {Question}
 */
function deleteQuestion(what, now) {
  return {
    words: text('data_delete_sure', wordsOf(what, now)),
    yes: text('data_delete_yes'),
    no: text('data_no'),
  };
}

/**
 * @param {{ name: string, exported: string }} file
 * @returns {Question}
 */
function importQuestion({ name, exported }) {
  return {
    words: text('data_import_sure', name, exported),
    yes: text('data_import_yes'),
    no: text('data_import_no'),
  };
}

/**
 * @param {Deletion} what
 * @param {number} now
 */
function wordsOf(what, now) {
  if ('site' in what) return what.site;
  if ('company' in what) return what.company;
  if (what.from === dayOf(now)) return text('data_what_today');
  if (what.from !== undefined) return text('data_what_week');
  if (what.to === undefined) return text('data_what_all');
  return text('data_what_before', date(dayOf(new Date(`${what.to}T12:00`).getTime(), -1)));
}
