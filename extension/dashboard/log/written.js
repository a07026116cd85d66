/**
 * Rows of the log as text for other programs: lines of JSON, as `bystander verdict --ndjson` reads them, and CSV for
 * spreadsheets. Pure.
 *
 * @import { LogRow } from '../../shared/log-protocol.js'
 */

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
 * @returns {string} an object a line; times as in ISO 8601
 */
export function ndjson(rows) {
  return rows.map(({ id: _, time, ...row }) => `${JSON.stringify({ time: iso(time), ...row })}\n`).join('');
}

/**
 * @param {readonly LogRow[]} rows
 * @returns {string} as RFC 4180 has it, with a head
 */
export function csv(rows) {
  return [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => cell(row, column)))]
    .map((cells) => `${cells.map(quoted).join(',')}\r\n`)
    .join('');
}

/**
 * @param {LogRow} row
 * @param {(typeof COLUMNS)[number]} column
 */
function cell(row, column) {
  const { reason } = row;
  switch (column) {
    case 'time':
      return iso(row.time);
    case 'reason':
      return reason.kind;
    case 'rule':
      return 'text' in reason ? reason.text : '';
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
