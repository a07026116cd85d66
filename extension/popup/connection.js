/**
 * The popup's end of the port to the background: asks for a tab's reports, sends the user's choices, and connects
 * again when the background was stopped. What is said is in shared/protocol.js.
 *
 * @import { FromPopup, Report, ToPopup } from '../shared/protocol.js'
 */

import { POPUP_PORT } from '../shared/protocol.js';

/** Wait before connecting again to a background that did not say a word. */
const PATIENCE_MS = 500;

/**
 * @typedef {{
 *   postMessage(message: FromPopup): void,
 *   onMessage: { addListener(listener: (message: ToPopup) => void): void },
 *   onDisconnect: { addListener(listener: () => void): void },
 * }} Port
 */

/**
 * @param {{
 *   connect: (info: { name: string }) => Port,
 *   tabId: number,
 *   onReport: (report: Report) => void,
 *   later: (task: () => void, ms: number) => void,
 * }} needs
 */
export function createConnection({ connect, tabId, onReport, later }) {
  let port = open();

  return {
    /** @param {FromPopup} message */
    send: (message) => port.postMessage(message),
  };

  function open() {
    let heard = false;
    const opened = connect({ name: POPUP_PORT });
    opened.onMessage.addListener(({ report }) => {
      heard = true;
      onReport(report);
    });
    opened.onDisconnect.addListener(() => {
      const again = () => {
        port = open();
      };
      if (heard) again();
      else later(again, PATIENCE_MS);
    });
    opened.postMessage({ kind: 'watch', tabId });
    return opened;
  }
}
