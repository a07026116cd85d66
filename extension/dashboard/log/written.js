/**
 * Rows of the log as text for other programs: lines of JSON, as `bystander verdict --ndjson` reads them, and CSV for
 * spreadsheets. Pure.
 *
 * @import { LogRow } from '../../shared/log-protocol.js'
 * @import { RuleLine } from '../../shared/rule-lines.js'
 */

import { ruleOf } from '../../shared/rule-lines.js';

const COLUMNS = /** @type {const} */ ([
  'time',
  'action',
  'fate',
  'reason',
  'rule',
  'company',
  'site',
  'type',
  'method',
  'url',
  'page',
  'frame',
]);

/**
 * @param {readonly LogRow[]} rows
 * @param {RuleLine} ruleLine
 * @returns {string} an object a line; times as in ISO 8601
 */
export function ndjson(rows, ruleLine) {
  const written = rows.map(({ id: _, time, ...row }) => {
    const rule = ruleOf(row.reason);
    const reason = rule ? { ...row.reason, text: ruleLine(rule, row.url) } : row.reason;
    return { time: iso(time), ...row, reason };
  });
  return written.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/**
 * @param {readonly LogRow[]} rows
 * @param {RuleLine} ruleLine
 * @returns {string} as RFC 4180 has it, with a head
 */
export function csv(rows, ruleLine) {
  return [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => cell(row, column, ruleLine)))]
    .map((cells) => `${cells.map(quoted).join(',')}\r\n`)
    .join('');
}

/**
 * @param {LogRow} row
 * @param {(typeof COLUMNS)[number]} column
 * @param {RuleLine} ruleLine
 */
function cell(row, column, ruleLine) {
  const { reason } = row;
  switch (column) {
    case 'time':
      return iso(row.time);
    case 'reason':
      return reason.kind;
    case 'rule': {
      const rule = ruleOf(reason);
      return (rule && ruleLine(rule, row.url)) ?? '';
    }
    default:
      return row[column] ?? '';
  }
}

/** @param {string} value */
function quoted(value) {
  // A spreadsheet would run what begins like a formula (https://owasp.org/www-community/attacks/CSV_Injection).
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @param {number} time */
function iso(time) {
  return new Date(time).toISOString();
}
