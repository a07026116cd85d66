/**
 * The badge and the title of the toolbar button: what was stopped on the page of each tab, or that the browser
 * withholds access. It counts with shared/tally.js, as the popup does.
 *
 * @import { Access } from '../shared/protocol.js'
 * @import { LedgerPage } from './ledger-page.js'
 */

import { tally } from '../shared/tally.js';
import { coalesce } from './coalesce.js';

/**
 * @typedef {{
 *   setBadgeText(details: { text: string, tabId?: number }): Promise<void>,
 *   setTitle(details: { title: string, tabId?: number }): Promise<void>,
 *   setBadgeBackgroundColor(details: { color: string }): Promise<void>,
 *   setBadgeTextColor(details: { color: string }): Promise<void>,
 * }} Action
 */

/**
 * @param {{
 *   action: Action,
 *   shown: (tabId: number) => Readonly<LedgerPage> | undefined,
 *   access: { current(): Promise<Access> },
 *   texts: { idle: string, withheld: string, stopped: (requests: number) => string },
 * }} needs
 */
export function createBadge({ action, shown, access, texts }) {
  /** @type {Map<number, () => Promise<void>>} */
  const shows = new Map();

  return {
    /** The look of all badges, and what stands where a tab has none of its own. */
    async showDefault() {
      const { everySite } = await access.current();
      await Promise.all([
        action.setBadgeBackgroundColor({ color: '#20463d' }),
        action.setBadgeTextColor({ color: '#ffffff' }),
        action.setBadgeText({ text: everySite ? '' : '!' }),
        action.setTitle({ title: everySite ? texts.idle : texts.withheld }),
      ]);
    },

    /**
     * Browsers take a tab's badge away when the tab navigates, so it is set at every change, not only at a new number.
     * @param {number} tabId
     */
    show(tabId) {
      const show = shows.get(tabId) ?? coalesce(() => showOnce(tabId));
      shows.set(tabId, show);
      return show();
    },
  };

  /** @param {number} tabId */
  async function showOnce(tabId) {
    const { everySite } = await access.current();
    const page = shown(tabId);
    if (!page) {
      // Closed, or empty so far: a next change makes a new one.
      shows.delete(tabId);
      return;
    }
    const { stopped } = tally(page);
    const text = stopped > 0 ? short(stopped) : '';
    try {
      await Promise.all([
        action.setBadgeText({ tabId, text: everySite ? text : '!' }),
        action.setTitle({ tabId, title: everySite ? texts.stopped(stopped) : texts.withheld }),
      ]);
    } catch {
      // The tab was closed meanwhile; its badge is gone with it.
    }
  }
}

/**
 * A badge has room for four characters.
 * @param {number} count
 */
function short(count) {
  return count < 10_000 ? String(count) : `${Math.floor(count / 1000)}k`;
}
