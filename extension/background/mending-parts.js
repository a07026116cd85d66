/**
 * What mending needs, put together: what a tab shows, and its reload. It keeps nothing itself.
 *
 * @import { Decide } from './decide.js'
 * @import { HeldPermissions } from './held.js'
 * @import { Ledger } from './ledger.js'
 * @import { PolicyStore } from './policy.js'
 */

import { createMending } from './mending.js';

/**
 * @param {{
 *   policy: PolicyStore, ledger: Pick<Ledger, 'shown'>, held: Pick<HeldPermissions, 'on'>,
 *   ready: Promise<{ decide: Decide | undefined }>,
 *   inForce: () => Promise<void>, onChange: () => void, onProblem: (error: unknown) => void,
 * }} needs `ready` resolves when ledger and policy are read
 */
export function startMending({ policy, ledger, held, ready, inForce, onChange, onProblem }) {
  const mending = createMending({
    session: browser.storage.session,
    policy,
    held: held.on,
    shown,
    reload,
    inForce,
    now: Date.now,
    onChange,
    onProblem,
  });
  return {
    ...mending,
    /** @param {number} tabId */
    changed: (tabId) => void mending.changed(tabId).catch(onProblem),
  };

  /** @param {number} tabId */
  async function shown(tabId) {
    const { decide } = await ready;
    await mending.ready;
    const page = ledger.shown(tabId);
    const site = page && /^https?:/.test(page.url) ? decide?.site(page.url) : undefined;
    if (!page || site === undefined) return undefined;
    return { site, entries: page.entries };
  }

  /** @param {number} tabId */
  async function reload(tabId) {
    try {
      await browser.tabs.reload(tabId);
    } catch (error) {
      // Whoever closed the tab wants nothing loaded in it.
      const isOpen = await browser.tabs.get(tabId).then(
        () => true,
        () => false,
      );
      if (isOpen) throw error;
    }
  }
}
