/**
 * Which rows of the log a person wants to see, as chosen and as an address says it. Pure.
 *
 * @import { Action } from '/core/bystander.js'
 * @import { LogRow } from '../../shared/log-protocol.js'
 */

/** '' is any. `words`: in the address. @typedef {{ site: string, company: string, action: Action | '', type: string, words: string }} Filter */

/** @type {readonly Action[]} */
export const ACTIONS = ['block', 'replace', 'strip', 'clean', 'allow'];

/** @type {Readonly<Filter>} */
export const EVERYTHING = { site: '', company: '', action: '', type: '', words: '' };

/**
 * @param {URLSearchParams} query
 * @returns {Filter} what it does not say is any
 */
export function filterFrom(query) {
  const action = query.get('action');
  return {
    site: query.get('site') ?? '',
    company: query.get('company') ?? '',
    action: ACTIONS.find((known) => known === action) ?? '',
    type: query.get('type') ?? '',
    words: query.get('words') ?? '',
  };
}

/**
 * @param {Filter} filter
 * @returns {string} the address within the dashboard
 */
export function addressOf(filter) {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''));
  return query.size > 0 ? `#log?${query}` : '#log';
}

/**
 * @param {Filter} filter
 * @returns {(row: LogRow) => boolean}
 */
export function matcher({ site, company, action, type, words }) {
  const sought = words.trim().toLowerCase();
  return (row) =>
    (site === '' || row.site === site) &&
    (company === '' || row.company === company) &&
    (action === '' || row.action === action) &&
    (type === '' || row.type === type) &&
    (sought === '' || row.url.toLowerCase().includes(sought));
}
