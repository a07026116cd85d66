/** A port as the background sees it, and what it was sent. It answers nothing by itself. */

import { createEvent } from './support.js';

/**
 * @template Message
 * @param {string} url of the page at its other end
 * @param {string} name
 */
export function createPort(url, name) {
  /** @type {Message[]} */
  const received = [];
  /** @type {ReturnType<typeof createEvent<[unknown]>>} */
  const onMessage = createEvent();
  /** @type {ReturnType<typeof createEvent<[]>>} */
  const onDisconnect = createEvent();
  return {
    name,
    sender: { id: 'me', url },
    received,
    closed: false,
    onMessage,
    onDisconnect,
    postMessage: (/** @type {Message} */ message) => void received.push(message),
    disconnect() {
      this.closed = true;
    },
  };
}
