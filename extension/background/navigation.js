/**
 * Tells the ledger which document each tab shows. webNavigation alone knows: pages that come back from history make no
 * request, prerendered ones made theirs long before, downloads and empty answers (204) show nothing new.
 *
 * @import { Access } from '../shared/protocol.js'
 * @import { ChoiceParts } from './choice-parts.js'
 * @import { Decide } from './decide.js'
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
 *   access: { known(): Access },
 *   loadedUnder: ChoiceParts['loadedUnder'],
 *   isPrivate: (tabId: number) => boolean,
 *   ready: Promise<{ decide: Pick<Decide, 'site'> | undefined }>,
 * }} needs `ready` is the very promise that the requests wait for, and nothing is awaited after it: both so reach the
 * ledger in the order they happened
 */
export function followNavigation({ webNavigation, tabs, ledger, access, loadedUnder, isPrivate, ready }) {
  webNavigation.onCommitted.addListener(async (details) => {
    const { decide } = await ready;
    const { tabId, url, timeStamp, documentId, parentDocumentId, documentLifecycle, parentFrameId } = details;
    const site = decide?.site(url);
    ledger.commit({
      tabId,
      url,
      site,
      // Firefox names documents since 153 (https://bugzilla.mozilla.org/1891478); before, a load is told by its time.
      documentId: documentId ?? `${url} ${timeStamp}`,
      parentDocumentId,
      outermost: parentFrameId === -1,
      time: timeStamp,
      active: documentLifecycle === undefined || documentLifecycle === 'active',
      ...loadedUnder(site, isPrivate(tabId), tabId),
      unseen: !access.known().everySite,
    });
  });
  tabs.onRemoved.addListener(async (tabId) => {
    await ready;
    ledger.close(tabId);
  });
}
