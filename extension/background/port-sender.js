/**
 * What a port is sent at every change, put together anew: one at a time, so that what changes meanwhile goes into the
 * next. Whom a port belongs to, and what it is sent, is the business of the ports.
 */

import { coalesce } from './coalesce.js';

/**
 * @template Message
 * @param {{
 *   port: { postMessage(message: Message): void }, message: () => Promise<Message>, onGone: () => void,
 * }} needs `onGone`: there is no one left to tell
 * @returns {() => void} sends
 */
export function createSender({ port, message, onGone }) {
  const send = coalesce(async () => {
    try {
      port.postMessage(await message());
    } catch {
      onGone();
    }
  });
  return () => void send();
}
