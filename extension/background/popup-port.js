/**
 * The background's end of the conversation with the popup: a port that gets the watched tab's report at once and at
 * every change, and carries the user's choices. It owns the transport, not what is said (shared/protocol.js).
 *
 * @import { FromPopup, Report, ToPopup } from '../shared/protocol.js'
 * @import { Mending } from './mending.js'
 * @import { Once } from './once.js'
 * @import { PolicyStore } from './policy.js'
 * @import { TabExceptions } from './tab-exceptions.js'
 */

import { sameGrantee } from '../shared/choices.js';
import { isFromPage, POPUP_PORT, readFromPopup } from '../shared/protocol.js';
import { createSender } from './port-sender.js';

/** @typedef {Pick<PolicyStore, 'except' | 'unexcept' | 'setLevel' | 'setSiteLevel' | 'unsetSiteLevel' | 'permit' | 'revoke'>} Chooser */
/** @typedef {Exclude<FromPopup, { kind: 'watch' }>} Choice */
/** @typedef {{ id?: string | undefined, url?: string | undefined }} Sender */
/**
 * @typedef {{
 *   name: string, sender?: Sender | undefined,
 *   postMessage(message: ToPopup): void, disconnect(): void,
 *   onMessage: { addListener(listener: (message: unknown) => void): void },
 *   onDisconnect: { addListener(listener: () => void): void },
 * }} Port
 */
/**
 * @typedef {{
 *   id: string, getURL: (path: string) => string,
 *   onConnect: { addListener(listener: (port: Port) => void): void },
 * }} Runtime
 */

const POPUP_PAGE = '/popup/popup.html';

/**
 * @param {{
 *   runtime: Runtime,
 *   report: { full: (tabId: number) => Promise<Report>, early: (tabId: number) => Promise<Report | undefined> },
 *   isPrivate: (tabId: number) => Promise<boolean>,
 *   policy: Chooser,
 *   once: Pick<Once, 'of' | 'revoke'>,
 *   tabExceptions: Pick<TabExceptions, 'except' | 'unexcept'>,
 *   mending: Pick<Mending, 'answer'>,
 *   onProblem: (error: unknown) => void,
 * }} needs
 */
export function createPopupPort({
  runtime,
  report,
  isPrivate,
  policy,
  once,
  tabExceptions,
  mending,
  onProblem,
}) {
  /** @type {Map<Port, Watch>} */
  const watches = new Map();

  runtime.onConnect.addListener((port) => {
    if (port.name !== POPUP_PORT) return;
    if (!isFromPage(port.sender, runtime, POPUP_PAGE)) {
      port.disconnect();
      return;
    }
    port.onDisconnect.addListener(() => watches.delete(port));
    let last = Promise.resolve();
    port.onMessage.addListener((received) => {
      const message = readFromPopup(received);
      const watch = watches.get(port);
      if (message?.kind === 'watch') watchTab(port, message.tabId);
      // One after the other: of two choices the later one counts.
      else if (message && watch) last = last.then(() => carryOut(message, watch.tabId));
    });
  });

  return {
    /**
     * Something about a tab changed, or about all of them.
     * @param {number} [tabId]
     */
    changed(tabId) {
      for (const watch of watches.values()) if (tabId === undefined || watch.tabId === tabId) watch.send();
    },
  };

  /**
   * @param {Port} port
   * @param {number} tabId
   */
  function watchTab(port, tabId) {
    const watch = createWatch(port, tabId);
    watches.set(port, watch);
    void tellEarly(port, watch);
    watch.send();
  }

  /**
   * @param {Choice} message
   * @param {number} tabId of the tab that was watched when it was said
   */
  async function carryOut(message, tabId) {
    try {
      // Which kind of window the choice is for is the browser's word, not the popup's.
      await choose(message, await isPrivate(tabId), tabId);
      onProblem(undefined);
    } catch (error) {
      onProblem(error);
    }
  }

  /**
   * @param {Choice} message
   * @param {boolean} inPrivate
   * @param {number} tabId
   */
  async function choose(message, inPrivate, tabId) {
    switch (message.kind) {
      case 'except':
        await policy.except(ended(message, { site: message.site }), inPrivate);
        return tabExceptions.unexcept(message.site, tabId);
      case 'except-tab':
        await tabExceptions.except(message.site, tabId);
        return policy.unexcept(message.site, inPrivate);
      case 'unexcept':
        await tabExceptions.unexcept(message.site, tabId);
        return policy.unexcept(message.site, inPrivate);
      case 'level':
        return policy.setLevel(message.level, inPrivate);
      case 'site-level':
        if (message.level === null) return policy.unsetSiteLevel(message.site, inPrivate);
        return policy.setSiteLevel(ended(message, { site: message.site, level: message.level }), inPrivate);
      case 'permit': {
        const { site, grantee, identity } = message;
        return policy.permit(ended(message, { site, grantee, identity }), inPrivate);
      }
      case 'revoke': {
        const { site, grantee } = message;
        const isForPage = once.of(tabId).some((known) => sameGrantee(known.grantee, grantee));
        if (isForPage) await once.revoke(tabId, grantee);
        return policy.revoke({ site, grantee }, inPrivate);
      }
      case 'mend':
        return mending.answer(message, { tabId, isPrivate: inPrivate });
      default: {
        /** @type {never} */
        const unknown = message;
        return unknown;
      }
    }
  }

  /** @typedef {{ tabId: number, isTold: boolean, send: () => void }} Watch */

  /**
   * @param {Port} port
   * @param {Watch} watch
   */
  async function tellEarly(port, watch) {
    const early = await report.early(watch.tabId);
    if (early && !watch.isTold && watches.get(port) === watch)
      port.postMessage({ kind: 'report', report: early });
  }

  /**
   * @param {Port} port
   * @param {number} tabId
   * @returns {Watch}
   */
  function createWatch(port, tabId) {
    const send = createSender({
      port,
      message: async () => {
        const full = await report.full(tabId);
        watch.isTold = true;
        return { kind: /** @type {const} */ ('report'), report: full };
      },
      // The tab or the popup was closed meanwhile.
      onGone: () => watches.delete(port),
    });
    const watch = { tabId, isTold: false, send };
    return watch;
  }
}

/**
 * @template {object} C
 * @param {{ until?: number }} message
 * @param {C} choice
 * @returns {C & { until?: number }}
 */
function ended({ until }, choice) {
  return { ...choice, ...(until !== undefined && { until }) };
}
