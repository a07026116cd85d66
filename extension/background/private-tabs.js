/**
 * Which open tabs are private, and which are known not to be. Chrome's requests and rules know only tab ids, and a choice
 * made in private windows must reach no other. Asked of the browser again after every start; nothing of it is stored.
 */

/** @typedef {{ id?: number | undefined, incognito: boolean }} Tab */

/**
 * @typedef {{
 *   query(filter: object): Promise<Tab[]>,
 *   onCreated: { addListener(listener: (tab: Tab) => void): void },
 *   onRemoved: { addListener(listener: (tabId: number) => void): void },
 * }} Tabs
 */

/** @typedef {ReturnType<typeof createPrivateTabs>} PrivateTabs */

/**
 * @param {{ tabs: Tabs, onChange: () => void, onNoneLeft: () => void, onProblem: (error: unknown) => void }} needs
 */
export function createPrivateTabs({ tabs, onChange, onNoneLeft, onProblem }) {
  /** @type {Set<number>} */
  const ids = new Set();
  /** Those of normal windows, which are known to be so. @type {Set<number>} */
  const normal = new Set();
  /** @type {Set<number>} closed while the browser was being asked */
  const gone = new Set();

  tabs.onCreated.addListener(({ id, incognito }) => {
    if (id === undefined) return;
    if (!incognito) {
      normal.add(id);
      return;
    }
    ids.add(id);
    onChange();
  });
  tabs.onRemoved.addListener((tabId) => {
    gone.add(tabId);
    normal.delete(tabId);
    // The worker may have been started by this very event, and must first learn what was open.
    ready.then(() => {
      if (!ids.delete(tabId)) return;
      onChange();
      if (ids.size === 0) onNoneLeft();
    });
  });

  const ready = ask();

  return {
    /** Resolves when the browser has said which tabs are open. Never rejects. */
    ready,
    ids: () => [...ids],
    /** @param {number} tabId */
    has: (tabId) => ids.has(tabId),
    /**
     * Whether a tab is open and not private; false as long as that is not known.
     * @param {number} tabId
     */
    isNormal: (tabId) => normal.has(tabId),
  };

  async function ask() {
    try {
      for (const { id, incognito } of await tabs.query({}))
        if (id !== undefined && !gone.has(id)) (incognito ? ids : normal).add(id);
    } catch (error) {
      onProblem(error);
    }
    // Closed in the meantime, perhaps as the last of them: what was chosen there must go either way.
    if (ids.size === 0) onNoneLeft();
  }
}
