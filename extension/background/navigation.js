/**
 * Tells the ledger which document each tab shows. webNavigation alone knows: pages that come back from history make no
 * request, prerendered ones made theirs long before, downloads and empty answers (204) show nothing new.
 *
 * @import { Access } from '../shared/protocol.js'
 * @import { Ledger } from './ledger.js'
 */

/**
 * @typedef {{
 *   tabId: number, frameId: number, parentFrameId: number, url: string, timeStamp: number,
 *   documentId?: string | undefined, parentDocumentId?: string | undefined, documentLifecycle?: string | undefined,
 * }} Committed
 */

/**
 * @param {{
 *   webNavigation: { onCommitted: { addListener(listener: (details: Committed) => void): void } },
 *   tabs: { onRemoved: { addListener(listener: (tabId: number) => void): void } },
 *   ledger: Pick<Ledger, 'commit' | 'close'>,
 *   access: { current(): Promise<Access> },
 *   ready: Promise<(url: string, tabId: number) => boolean>,
 * }} needs `ready` is what the requests wait for too, so that both reach the ledger in the order they happened; it
 * yields whether the user excepts a page
 */
export function followNavigation({ webNavigation, tabs, ledger, access, ready }) {
  webNavigation.onCommitted.addListener(async (details) => {
    const isExcepted = await ready;
    const { everySite } = await access.current();
    const { tabId, url, timeStamp, documentId, parentDocumentId, documentLifecycle, parentFrameId } = details;
    ledger.commit({
      tabId,
      url,
      // Firefox names documents since 153 (https://bugzilla.mozilla.org/1891478); before, a load is told by its time.
      documentId: documentId ?? `${url} ${timeStamp}`,
      parentDocumentId,
      outermost: parentFrameId === -1,
      active: documentLifecycle === undefined || documentLifecycle === 'active',
      excepted: isExcepted(url, tabId),
      unseen: !everySite,
    });
  });
  tabs.onRemoved.addListener(async (tabId) => {
    await ready;
    ledger.close(tabId);
  });
}
