/**
 * The background's end of the conversation with the dashboard's section on sites: a port that gets all sites that are
 * treated in their own way, at once and at every change, and has them treated otherwise. It owns the transport, not what
 * is said (shared/sites-protocol.js).
 *
 * @import { FromSites, Sites, ToSites, Treatment } from '../shared/sites-protocol.js'
 * @import { PolicyStore } from './policy.js'
 * @import { TabExceptions } from './tab-exceptions.js'
 */

import { isFromPage } from '../shared/protocol.js';
import { readFromSites, SITES_PORT } from '../shared/sites-protocol.js';
import { createSender } from './port-sender.js';
import { siteNamed } from './site-named.js';

/**
 * @typedef {{
 *   name: string,
 *   sender?: { id?: string | undefined, url?: string | undefined, tab?: { incognito: boolean } | undefined } | undefined,
 *   postMessage(message: ToSites): void, disconnect(): void,
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

const DASHBOARD_PAGE = '/dashboard/dashboard.html';

/**
 * @param {{
 *   runtime: Runtime,
 *   siteOf: () => Promise<((url: string) => string | undefined) | undefined>,
 *   inForce: () => Promise<void>,
 *   policy: Pick<PolicyStore, 'live' | 'current' | 'except' | 'unexcept' | 'setSiteLevel' | 'unsetSiteLevel' | 'setLevel' | 'forgetSites'>,
 *   tabExceptions: Pick<TabExceptions, 'all' | 'unexcept' | 'clear'>,
 *   isPrivateTab: (tabId: number) => boolean,
 *   onProblem: (error: unknown) => void,
 * }} needs `siteOf` gives what tells an address's site, nothing where the core did not start, and resolves when everything
 * is read; `inForce` when the browser goes by what was chosen
 */
export function createSitesPort({
  runtime,
  siteOf,
  inForce,
  policy,
  tabExceptions,
  isPrivateTab,
  onProblem,
}) {
  /** @type {Map<Port, () => void>} what sends the sites to those who watch them */
  const watching = new Map();

  runtime.onConnect.addListener((port) => {
    if (port.name !== SITES_PORT) return;
    if (!isFromPage(port.sender, runtime, DASHBOARD_PAGE)) {
      port.disconnect();
      return;
    }
    port.onDisconnect.addListener(() => watching.delete(port));
    let last = Promise.resolve();
    port.onMessage.addListener((received) => {
      const message = readFromSites(received);
      if (message?.kind === 'watch-sites') watch(port);
      // One after the other: of two choices the later one counts.
      else if (message) last = last.then(() => carryOut(port, message));
    });
  });

  return {
    /** Something about some site changed. */
    changed() {
      for (const send of watching.values()) send();
    },
  };

  /** @param {Port} port */
  function watch(port) {
    const send =
      watching.get(port) ??
      createSender({
        port,
        message: () => sites(isPrivate(port)),
        // The dashboard was closed meanwhile.
        onGone: () => watching.delete(port),
      });
    watching.set(port, send);
    send();
  }

  /**
   * @param {boolean} inPrivate
   * @returns {Promise<Sites>}
   */
  async function sites(inPrivate) {
    await siteOf();
    // Nothing is listed before it has any effect.
    await inForce();
    const { normal, privately } = policy.live();
    return {
      kind: 'sites',
      isPrivate: inPrivate,
      level: policy.current(inPrivate).level,
      normal: { exceptions: normal.exceptions, levels: normal.levels },
      privately: { exceptions: privately.exceptions, levels: privately.levels },
      tabs: tabExceptions.all().map((one) => ({ ...one, isPrivate: isPrivateTab(one.tabId) })),
    };
  }

  /**
   * @param {Port} port
   * @param {Exclude<FromSites, { kind: 'watch-sites' }>} message
   */
  async function carryOut(port, message) {
    try {
      const answer = await choose(message, isPrivate(port));
      if (answer) port.postMessage(answer);
      onProblem(undefined);
    } catch (error) {
      onProblem(error);
      port.postMessage({ kind: 'failed', error: error instanceof Error ? error.message : String(error) });
    }
  }

  /**
   * @param {Exclude<FromSites, { kind: 'watch-sites' }>} message
   * @param {boolean} inPrivate
   * @returns {Promise<ToSites | void>}
   */
  async function choose(message, inPrivate) {
    switch (message.kind) {
      case 'treat':
        return treat(message.site, message.isPrivate, message.as);
      case 'treat-named': {
        const { named, as } = message;
        const knowing = await siteOf();
        const found = knowing ? siteNamed(named, knowing) : { why: /** @type {const} */ ('no-core') };
        if ('why' in found) return { kind: 'unnamed', named: named.trim(), why: found.why };
        await treat(found.site, inPrivate, as);
        return { kind: 'named', site: found.site, as };
      }
      case 'untreat':
        await policy.unexcept(message.site, message.isPrivate);
        return policy.unsetSiteLevel(message.site, message.isPrivate);
      case 'untreat-tab':
        return tabExceptions.unexcept(message.site, message.tabId);
      case 'untreat-all':
        await policy.forgetSites(false);
        await policy.forgetSites(true);
        return tabExceptions.clear();
      case 'treat-all':
        return policy.setLevel(message.level, inPrivate);
      default: {
        /** @type {never} */
        const unknown = message;
        return unknown;
      }
    }
  }

  /**
   * @param {string} site
   * @param {boolean} inPrivate
   * @param {Treatment} as
   */
  async function treat(site, inPrivate, as) {
    if (as === 'off') return policy.except({ site }, inPrivate);
    await policy.setSiteLevel({ site, level: as }, inPrivate);
    return policy.unexcept(site, inPrivate);
  }
}

/** @param {Port} port */
function isPrivate({ sender }) {
  return sender?.tab?.incognito ?? false;
}
