/**
 * The WebSocket manners of the test internet: it accepts the handshake, perhaps with cookies, and says goodbye. That the
 * connection was asked for, and with which headers, is what tests look at; no message is ever exchanged.
 */

import { createHash } from 'node:crypto';
import { tolerateReset } from './sockets.js';

// Both are constants of RFC 6455: the handshake's (section 1.3), and a close frame with code 1000 (section 5.5.1).
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const GOODBYE = Buffer.from([0x88, 0x02, 0x03, 0xe8]);

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:stream').Duplex} socket
 * @param {readonly string[]} [cookies] values of `Set-Cookie`
 */
export function acceptAndClose(request, socket, cookies = []) {
  tolerateReset(socket);
  const key = request.headers['sec-websocket-key'];
  if (request.headers.upgrade?.toLowerCase() !== 'websocket' || !key) {
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    return;
  }
  const accept = createHash('sha1')
    .update(key + GUID)
    .digest('base64');
  socket.write(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      `Sec-WebSocket-Accept: ${accept}\r\n${cookies.map((cookie) => `Set-Cookie: ${cookie}\r\n`).join('')}\r\n`,
  );
  socket.end(GOODBYE);
  socket.resume();
}
