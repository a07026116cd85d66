/**
 * When a tab leaves the page it shows: what was let load once ends then. It says so at the navigation's beginning, before
 * the next page asks for anything, and again at its end, because a person may have pressed something meanwhile. A
 * navigation that comes to nothing (a download) ends it too: what is loaded stays, what loads later is held back.
 */

/** @typedef {{ tabId: number, parentFrameId: number, documentLifecycle?: string | undefined }} Navigation */
/** @typedef {{ addListener(listener: (details: Navigation) => void): void }} NavigationEvent */

/**
 * @param {{
 *   webNavigation: Record<'onBeforeNavigate' | 'onCommitted', NavigationEvent>,
 *   tabs: { onRemoved: { addListener(listener: (tabId: number) => void): void } },
 *   onLeave: (tabId: number) => void,
 * }} needs
 */
export function followLeaving({ webNavigation, tabs, onLeave }) {
  for (const event of [webNavigation.onBeforeNavigate, webNavigation.onCommitted]) {
    event.addListener(({ tabId, parentFrameId, documentLifecycle = 'active' }) => {
      // A page that is loaded ahead of time bears the tab's number, and is not shown.
      if (parentFrameId === -1 && documentLifecycle === 'active') onLeave(tabId);
    });
  }
  tabs.onRemoved.addListener(onLeave);
}
