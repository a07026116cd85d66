/**
 * The record of every request that reached the test internet, and the way to wait for one. It records; it neither
 * answers requests nor judges them.
 */

import { EventEmitter } from 'node:events';
import { PATIENCE_MS } from '../waiting.js';

/**
 * One request as the server saw it. It is in the log from the moment its headers arrived; `body` is filled when it
 * has come in whole, which is also when waiting tests are told.
 * @typedef {object} Entry
 * @property {string} method
 * @property {string} host the host name asked for, without port
 * @property {string} path without the query
 * @property {string} url the whole address
 * @property {URLSearchParams} query
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {string} body
 * @property {number} time milliseconds since 1970
 */

/**
 * @typedef {object} RequestLog
 * @property {Entry[]} entries
 * @property {(entry: Entry) => void} add puts an entry in the log, when its headers are here
 * @property {(entry: Entry) => void} complete tells that an entry's body is here too
 * @property {(host: string, pathPrefix?: string) => Entry[]} requestsTo
 * @property {(predicate: (entry: Entry) => boolean, options?: {within?: number}) => Promise<Entry>} seen
 * @property {(listener: (entry: Entry) => void) => () => void} listen hears every completed entry; returns how to stop
 * @property {() => void} forget
 */

/** @returns {RequestLog} */
export function makeLog() {
  /** @type {Entry[]} */
  const entries = [];
  const events = new EventEmitter({ captureRejections: true });
  events.setMaxListeners(0);

  /** @type {RequestLog['listen']} */
  function listen(listener) {
    events.on('complete', listener);
    return () => events.off('complete', listener);
  }

  return {
    entries,
    listen,
    add: (entry) => void entries.push(entry),
    complete: (entry) => void events.emit('complete', entry),
    requestsTo: (host, pathPrefix = '/') =>
      entries.filter((entry) => entry.host === host && entry.path.startsWith(pathPrefix)),
    forget: () => void entries.splice(0),

    seen(predicate, { within = PATIENCE_MS } = {}) {
      const already = entries.find(predicate);
      if (already) return Promise.resolve(already);
      return new Promise((resolve, reject) => {
        const stop = listen((entry) => {
          if (!predicate(entry)) return;
          finish();
          resolve(entry);
        });
        const deadline = setTimeout(() => {
          finish();
          reject(new Error(`No request within ${within} ms satisfied ${predicate}\n${describe(entries)}`));
        }, within);
        function finish() {
          stop();
          clearTimeout(deadline);
        }
      });
    },
  };
}

/**
 * The log for a person, one request a line.
 * @param {Entry[]} entries
 */
function describe(entries) {
  if (entries.length === 0) return 'No request was seen.';
  const lines = entries.map(
    ({ method, url, headers }) => `  ${method} ${url}${headers.cookie ? '  [Cookie]' : ''}`,
  );
  return ['What was seen:', ...lines].join('\n');
}
