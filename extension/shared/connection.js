/**
 * A page's end of a port to the background: says what the page wants to be told of, hands on what it is told, and
 * connects again when the background was stopped. What is said is in protocol.js.
 */

/** Wait before connecting again to a background that did not say a word. */
const PATIENCE_MS = 500;

/**
 * @template From
 * @template To
 * @typedef {{
 *   postMessage(message: From): void, disconnect(): void,
 *   onMessage: { addListener(listener: (message: To) => void): void },
 *   onDisconnect: { addListener(listener: () => void): void },
 * }} Port
 */

/**
 * @template From
 * @template To
 * @param {{
 *   connect: (info: { name: string }) => Port<From, To>, name: string, watch: From, onMessage: (message: To) => void,
 *   later: (task: () => void, ms: number) => void,
 * }} needs `watch` is said at every connection
 */
export function createConnection({ connect, name, watch, onMessage, later }) {
  let isClosed = false;
  let port = open();

  return {
    /** @param {From} message */
    send: (message) => port.postMessage(message),

    /** For good. */
    close() {
      isClosed = true;
      port.disconnect();
    },
  };

  function open() {
    let heard = false;
    const opened = connect({ name });
    opened.onMessage.addListener((message) => {
      heard = true;
      onMessage(message);
    });
    opened.onDisconnect.addListener(() => {
      const again = () => {
        if (!isClosed) port = open();
      };
      if (heard) again();
      else later(again, PATIENCE_MS);
    });
    opened.postMessage(watch);
    return opened;
  }
}
