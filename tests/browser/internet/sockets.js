/** Servers and sockets on the loopback interface: the few things that all parts of the test internet do with them. */

/** @typedef {import('node:http').Server | import('node:https').Server} Server */

/** @param {Server} server */
export function listen(server) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(undefined));
  });
}

/** @param {Server} server */
export function stop(server) {
  return new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}

/** @param {Server} server */
export function portOf(server) {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server is not listening.');
  return address.port;
}

/**
 * Browsers drop connections as they please. Whoever cares learns it from the `close` that follows the error.
 * @param {import('node:stream').Duplex} socket
 */
export function tolerateReset(socket) {
  socket.on('error', () => {});
}
