/**
 * The popup's end of the port to the background: asks for a tab's reports and sends the user's choices.
 *
 * @import { Port } from '../shared/connection.js'
 * @import { FromPopup, Report, ToPopup } from '../shared/protocol.js'
 */

import { createConnection as connectTo } from '../shared/connection.js';
import { POPUP_PORT } from '../shared/protocol.js';

/**
 * @param {{
 *   connect: (info: { name: string }) => Port<FromPopup, ToPopup>,
 *   tabId: number,
 *   onReport: (report: Report) => void,
 *   later: (task: () => void, ms: number) => void,
 * }} needs
 */
export function createConnection({ connect, tabId, onReport, later }) {
  return connectTo({
    connect,
    name: POPUP_PORT,
    watch: /** @type {FromPopup} */ ({ kind: 'watch', tabId }),
    onMessage: ({ report }) => onReport(report),
    later,
  });
}
