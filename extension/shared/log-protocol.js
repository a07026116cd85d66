/**
 * What the dashboard's log and the background say to each other, as types. A row is one request that was decided about;
 * nothing of it is kept anywhere but in the log that is open.
 *
 * @import { Action, Reason } from '/core/bystander.js'
 */

export const LOG_PORT = 'log';

/**
 * What the browser showed to have become of what was decided. Of what was left alone nothing is expected.
 * @typedef {'predicted' | 'confirmed' | 'contradicted'} Fate
 */

/**
 * `time` in milliseconds since 1970; `site` of the page, `company` of the address; `page` and `frame` are addresses.
 * @typedef {{
 *   id: string, time: number, action: Action, reason: Reason, fate: Fate, url: string, type: string, method: string,
 *   page: string, frame?: string, site: string, company?: string, kind?: string,
 * }} LogRow
 */

/** @typedef {{ kind: 'watch-log' }} FromLog */
/** `fates`: what became of rows that were sent before, by their ids. @typedef {{ kind: 'log', rows: LogRow[], fates: [id: string, fate: Fate][] }} ToLog */

/**
 * The message if it is one the log may send; else undefined.
 * @param {unknown} message
 * @returns {FromLog | undefined}
 */
export function readFromLog(message) {
  const { kind } = /** @type {Record<string, unknown>} */ (Object(message));
  return kind === 'watch-log' ? { kind } : undefined;
}
