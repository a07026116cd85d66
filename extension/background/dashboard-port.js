/**
 * The background's end of the conversation with the dashboard: a port that gets all permissions at once and at every
 * change, and takes them back. It owns the transport, not what is said (shared/protocol.js).
 *
 * @import { FromDashboard, ToDashboard } from '../shared/protocol.js'
 * @import { Once } from './once.js'
 * @import { PolicyStore } from './policy.js'
 */

import { DASHBOARD_PORT, isFromPage, readFromDashboard } from '../shared/protocol.js';
import { createSender } from './port-sender.js';

/**
 * @typedef {{
 *   name: string, sender?: { id?: string | undefined, url?: string | undefined } | undefined,
 *   postMessage(message: ToDashboard): void, disconnect(): void,
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
 *   permissions: () => Promise<Omit<ToDashboard, 'kind'>>,
 *   policy: Pick<PolicyStore, 'revoke'>,
 *   once: Pick<Once, 'revoke'>,
 *   onProblem: (error: unknown) => void,
 * }} needs `permissions` resolves when the browser goes by what was chosen
 */
export function createDashboardPort({ runtime, permissions, policy, once, onProblem }) {
  /** @type {Map<Port, () => void>} what sends the permissions to those who watch them */
  const watching = new Map();

  runtime.onConnect.addListener((port) => {
    if (port.name !== DASHBOARD_PORT) return;
    if (!isFromPage(port.sender, runtime, DASHBOARD_PAGE)) {
      port.disconnect();
      return;
    }
    port.onDisconnect.addListener(() => watching.delete(port));
    port.onMessage.addListener((received) => {
      const message = readFromDashboard(received);
      if (message) void receive(port, message);
    });
  });

  return {
    /** Something about some permission changed. */
    changed() {
      for (const send of watching.values()) send();
    },
  };

  /**
   * @param {Port} port
   * @param {FromDashboard} message
   */
  async function receive(port, message) {
    if (message.kind === 'watch-permissions') {
      const send = watching.get(port) ?? sender(port);
      watching.set(port, send);
      send();
      return;
    }
    const { site, grantee, isPrivate, tabId } = message;
    try {
      await (tabId === undefined ? policy.revoke({ site, grantee }, isPrivate) : once.revoke(tabId, grantee));
      onProblem(undefined);
    } catch (error) {
      onProblem(error);
    }
  }

  /** @param {Port} port */
  function sender(port) {
    return createSender({
      port,
      message: async () => ({ kind: /** @type {const} */ ('permissions'), ...(await permissions()) }),
      // The dashboard was closed meanwhile.
      onGone: () => watching.delete(port),
    });
  }
}
