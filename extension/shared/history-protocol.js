/**
 * What the dashboard's section on data asks the background, as types, and their checks. History itself it reads from the
 * database (history.js).
 *
 * @import { Settings } from './data-file.js'
 */

import { isSite } from './choices.js';

/** For how many days history may be kept. */
export const KEPT = /** @type {const} */ ([0, 7, 30, 90]);
export const DEFAULT_KEPT = 30;

/** @typedef {(typeof KEPT)[number]} Kept */

/** @typedef {{ from?: string, to?: string }} Span days as YYYY-MM-DD, both inclusive; without either, all days */
/** @typedef {{ site: string } | { company: string } | Span} Deletion */

/** @typedef {{ kind: 'get-stored' }} GetStored */
/** @typedef {{ kind: 'keep-history', days: Kept }} KeepHistory */
/** @typedef {{ kind: 'delete-history', what: Deletion }} DeleteHistory */
/** @typedef {{ kind: 'get-settings' }} GetSettings what an export has beside history */
/** @typedef {{ kind: 'import', file: unknown }} Import the content of an exported file, to be checked there */
/** @typedef {GetStored | KeepHistory | DeleteHistory | GetSettings | Import} FromData */

/** @typedef {{ keep: Kept, exceptions: number, levels: number, permissions: number, ownRules: number }} Stored what was chosen in normal windows, counted */

/** @typedef {{ choices: number, ended: number, rules: number, days: number }} Imported what was in a file: choices that hold, those that have ended, own rules that are new, days of history */

/**
 * What is answered, by what was asked; `{ error }` where something went wrong, and then nothing was changed.
 * @typedef {{
 *   'get-stored': Stored, 'keep-history': Stored, 'delete-history': { days: number }, 'get-settings': Settings,
 *   import: Imported,
 * }} DataAnswers
 */

const DAY = /^\d{4}-\d\d-\d\d$/;
const MAX_NAME = 300;

/**
 * The message if it is one the section may send, with nothing else in it; else undefined.
 * @param {unknown} message
 * @returns {FromData | undefined}
 */
export function readFromData(message) {
  const { kind, days, what, file } = /** @type {Record<string, unknown>} */ (Object(message));
  switch (kind) {
    case 'get-stored':
    case 'get-settings':
      return { kind };
    case 'keep-history':
      return isKept(days) ? { kind, days } : undefined;
    case 'delete-history': {
      const deletion = readDeletion(what);
      return deletion && { kind, what: deletion };
    }
    case 'import':
      return { kind, file };
    default:
      return undefined;
  }
}

/**
 * @param {unknown} value
 * @returns {value is Kept}
 */
export function isKept(value) {
  return KEPT.some((known) => known === value);
}

/**
 * A day of the calendar, whether or not there is such a day.
 * @param {unknown} value
 * @returns {value is string}
 */
export function isDay(value) {
  return typeof value === 'string' && DAY.test(value);
}

/**
 * @param {unknown} value
 * @returns {Deletion | undefined}
 */
function readDeletion(value) {
  const { site, company, from, to } = /** @type {Record<string, unknown>} */ (Object(value));
  const isSpan = (from === undefined || isDay(from)) && (to === undefined || isDay(to));
  if (site !== undefined) return isSite(site) ? { site } : undefined;
  if (company !== undefined)
    return typeof company === 'string' && company !== '' && company.length <= MAX_NAME
      ? { company }
      : undefined;
  if (typeof value !== 'object' || value === null || !isSpan) return undefined;
  return { ...(isDay(from) && { from }), ...(isDay(to) && { to }) };
}
