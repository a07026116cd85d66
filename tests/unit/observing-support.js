/**
 * The eye in Chrome over events of a browser that does nothing by itself, with what it writes down in words.
 *
 * @import { Details as ChromeDetails } from '../../extension/background/enforce/dnr.js'
 */

import { observeDnr } from '../../extension/background/enforce/dnr.js';
import { createJudge } from '../../extension/background/enforce/judge.js';
import { createPlaceOfTabless } from '../../extension/background/enforce/tabless.js';
import { createNotes } from './enforcement-support.js';
import { createEvent } from './support.js';

/**
 * @param {Promise<import('../../extension/background/decide.js').Decide | undefined>} core
 * @param {{ carried?: boolean, page?: number }} [world] `page`: the tab with the page that requests of no tab are for
 */
export function observing(core, { carried = true, page } = {}) {
  const ready = core.then((decide) => ({ decide }));
  /** @returns {ReturnType<typeof createEvent<[ChromeDetails], undefined>>} */
  const event = () => createEvent();
  const events = {
    onBeforeRequest: event(),
    onBeforeSendHeaders: event(),
    onSendHeaders: event(),
    onHeadersReceived: event(),
    onBeforeRedirect: event(),
    onResponseStarted: event(),
    onErrorOccurred: event(),
  };
  const ledger = createNotes();
  /** @type {string[]} what is to get a placeholder */
  const replaced = [];
  const pageOf = () => (page === undefined ? undefined : { tabId: page, document: 'd' });
  const placeOfTabless = createPlaceOfTabless({ ledger: { pageOf } });
  observeDnr({
    webRequest: events,
    ready,
    ledger,
    judge: createJudge({ ledger, placeOfTabless, isPrivate: (tabId) => tabId === 13 }),
    carried: () => carried,
    used: ({ place, site, isPrivate }) =>
      void ledger.notes.push(`${place.tabId} used on ${site}${isPrivate ? ', privately' : ''}`),
    ownOrigin: 'chrome-extension://me/',
    onReplaced: ({ url, tabId }, { kind }) => void replaced.push(`${tabId} ${url} ${kind}`),
  });
  return { events, notes: ledger.notes, replaced };
}
