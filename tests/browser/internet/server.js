/**
 * The web server behind every host of the test internet: it logs each request whole and then lets the sites answer.
 * TLS is added by its caller; the proxy in front of it is in proxy.js.
 */

import { acceptAndClose } from './websocket.js';

/** @typedef {import('node:http').IncomingMessage} IncomingMessage */
/** @typedef {import('./log.js').Entry} Entry */

/**
 * @typedef {object} Handlers
 * @property {(request: IncomingMessage, response: import('node:http').ServerResponse) => void} request
 * @property {(request: IncomingMessage, socket: import('node:stream').Duplex) => void} upgrade
 */

/**
 * @param {object} parts
 * @param {import('./sites.js').Sites} parts.sites
 * @param {import('./log.js').RequestLog} parts.log
 * @returns {Handlers}
 */
export function makeHandlers({ sites, log }) {
  return {
    request(message, response) {
      answer(message, response).catch((error) => fail(message, response, error));
    },
    upgrade(message, socket) {
      greet(message, socket).catch((error) => fail(message, socket, error));
    },
  };

  /**
   * Of what the site answers, a handshake takes the cookies alone.
   * @param {IncomingMessage} message
   * @param {import('node:stream').Duplex} socket
   */
  async function greet(message, socket) {
    const entry = toEntry(message);
    log.add(entry);
    log.complete(entry);
    const { headers } = await sites.answer(entry);
    const cookies = headers?.['set-cookie'];
    acceptAndClose(message, socket, Array.isArray(cookies) ? cookies : []);
  }

  /**
   * @param {IncomingMessage} message
   * @param {import('node:http').ServerResponse} response
   */
  async function answer(message, response) {
    const entry = toEntry(message);
    log.add(entry);
    try {
      for await (const chunk of message.setEncoding('utf8')) entry.body += chunk;
    } catch (error) {
      // A page that goes away cuts its requests short. What came in has been seen all the same.
      if (!message.destroyed) throw error;
    }
    log.complete(entry);
    const {
      status = 200,
      headers = {},
      body = '',
    } = isPreflight(entry) ? { status: 204 } : await sites.answer(entry);
    response.writeHead(status, { ...openToAll(entry), ...headers }).end(body);
  }
}

/**
 * @param {IncomingMessage} message
 * @param {{destroy: () => unknown}} answer
 * @param {unknown} error
 */
function fail({ method, headers, url }, answer, error) {
  console.error(`The test internet failed to answer ${method} ${headers.host}${url}:`, error);
  answer.destroy();
}

/**
 * @param {IncomingMessage} message
 * @returns {Entry}
 */
function toEntry(message) {
  const scheme = 'encrypted' in message.socket ? 'https' : 'http';
  // A proxy is asked for a whole address, a server for a path.
  const url = new URL(message.url ?? '/', `${scheme}://${message.headers.host}`);
  return {
    method: message.method ?? '',
    host: url.hostname,
    path: url.pathname,
    url: url.href,
    query: url.searchParams,
    headers: message.headers,
    body: '',
    time: Date.now(),
  };
}

/** @param {Entry} entry */
function isPreflight(entry) {
  return entry.method === 'OPTIONS' && 'access-control-request-method' in entry.headers;
}

/**
 * Anyone may read anything here, and nothing is cached: tests ask what was sent, not who may read the answer.
 * @param {Entry} entry
 * @returns {import('node:http').OutgoingHttpHeaders}
 */
function openToAll({ headers }) {
  const { origin } = headers;
  return {
    'cache-control': 'no-store',
    ...(origin && { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' }),
    ...(headers['access-control-request-headers'] && {
      'access-control-allow-headers': headers['access-control-request-headers'],
    }),
    ...(headers['access-control-request-method'] && {
      'access-control-allow-methods': headers['access-control-request-method'],
    }),
  };
}
