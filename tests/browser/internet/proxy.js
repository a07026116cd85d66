/**
 * The only road from a browser under test: a proxy that leads known hosts to the test server and refuses all others,
 * the browsers' own phone calls home first of all. It does not read what passes, except plain http.
 */

import { createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { portOf, tolerateReset } from './sockets.js';

/** @typedef {{host: string, port: number, time: number}} Contact a host that was asked for, and is not of this internet */

/**
 * @typedef {object} Proxy
 * @property {import('node:http').Server} server not yet listening
 * @property {() => void} destroyTunnels
 */

/**
 * @param {object} parts
 * @param {import('./server.js').Handlers} parts.handlers answer plain http
 * @param {(host: string) => boolean} parts.knows
 * @param {() => number} parts.tlsPort
 * @param {() => boolean} parts.passUnknown whether to lead unknown hosts to the real network instead of refusing
 *   them
 * @param {(contact: Contact) => void} parts.onStranger hears of every unknown host
 * @returns {Proxy}
 */
export function makeProxy({ handlers, knows, tlsPort, passUnknown, onStranger }) {
  /** @type {Set<import('node:stream').Duplex>} */
  const tunnels = new Set();

  const server = createServer((message, response) => {
    const host = hostOf(message.url?.startsWith('http:') ? message.url : `http://${message.headers.host}`);
    if (knows(host.name)) return handlers.request(message, response);
    onStranger({ host: host.name, port: host.port, time: Date.now() });
    if (!passUnknown()) return void response.writeHead(403).end();
    passOn(message, response);
  });
  server.on('upgrade', handlers.upgrade);

  server.on('connect', (message, socket) => {
    tolerateReset(socket);
    const host = hostOf(`http://${message.url}`);
    if (knows(host.name)) {
      // ws:// comes through CONNECT as well; this server itself speaks plain http.
      tunnel(socket, '127.0.0.1', host.port === 80 ? portOf(server) : tlsPort());
      return;
    }
    onStranger({ host: host.name, port: host.port, time: Date.now() });
    if (passUnknown()) tunnel(socket, host.name, host.port);
    else socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  });

  return {
    server,
    destroyTunnels() {
      for (const socket of tunnels) socket.destroy();
    },
  };

  /**
   * @param {import('node:stream').Duplex} from
   * @param {string} host
   * @param {number} port
   */
  function tunnel(from, host, port) {
    const to = connect(port, host, () => {
      from.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      from.pipe(to).pipe(from);
    });
    tolerateReset(to);
    for (const { socket, other } of [
      { socket: from, other: to },
      { socket: to, other: from },
    ]) {
      tunnels.add(socket);
      socket.on('close', () => {
        tunnels.delete(socket);
        other.destroy();
      });
    }
  }
}

/**
 * Asks the real server what the browser asked.
 * @param {import('node:http').IncomingMessage} message
 * @param {import('node:http').ServerResponse} response
 */
function passOn(message, response) {
  const { url = '', method, headers } = message;
  const onward = httpRequest(url, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', ({ message: reason }) => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end(reason);
  });
  response.on('close', () => onward.destroy());
  message.pipe(onward);
}

/** @param {string} url */
function hostOf(url) {
  const { hostname, port } = new URL(url);
  return { name: hostname, port: Number(port || 80) };
}
