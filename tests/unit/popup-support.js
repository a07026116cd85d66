/**
 * Reports of a tab as the background gives them, and what the popup knows by itself, to make models from.
 *
 * @import { Catalogue } from '../../extension/shared/catalogue.js'
 * @import { Entry, PageReport, Report } from '../../extension/shared/protocol.js'
 */

export const loaded = {
  loading: false,
  listNames: { tracking: 'AdGuard Tracking Protection' },
  catalogue: /** @type {Catalogue} */ ([]),
  now: 0,
};
export const loading = { ...loaded, loading: true };

/**
 * @param {Partial<PageReport>} [page]
 * @param {Partial<Report>} [more]
 * @returns {Report}
 */
export function report(page, more) {
  return {
    tabId: 1,
    isPrivate: false,
    enforcer: 'dnr',
    coreError: undefined,
    access: { everySite: true, privateWindows: true },
    level: 'standard',
    problems: [],
    page: {
      site: 'news.example',
      exception: 'none',
      level: undefined,
      permissions: [],
      stale: undefined,
      ledger: ledger([]),
      ...page,
    },
    ...more,
  };
}

/** @param {Entry[]} entries */
export function ledger(entries, document = 'doc-1') {
  return { document, entries, leftOut: {} };
}
