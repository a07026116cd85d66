/**
 * The test internet: one TLS server and one proxy on the loopback interface that stand for every host the tests need.
 * This module puts the parts together; see sites.js for who exists, log.js for what is recorded.
 */

import { createServer } from 'node:https';
import { newspaper } from '../demo/site.js';
import { makeCertificates } from './certificates.js';
import { isDone } from './last-words.js';
import { makeLog } from './log.js';
import { makeProxy } from './proxy.js';
import { makeHandlers } from './server.js';
import { makeSites } from './sites.js';
import { listen, portOf, stop } from './sockets.js';
import { networks } from './trackers/index.js';

export { html, json, nothing, pixel, script, text, withCookies } from './responses.js';

/** @typedef {import('./log.js').Entry} Entry */
/** @typedef {import('./proxy.js').Contact} Contact */

/**
 * @typedef {object} Internet
 * @property {number} proxyPort where browsers must go through
 * @property {number} serverPort where the TLS server listens
 * @property {string} spki for Chromium's `--ignore-certificate-errors-spki-list`
 * @property {string} authority the certificate authority to trust, PEM
 * @property {import('./sites.js').Sites['serve']} serve adds pages: `serve('news.example', {'/article': html`…`})`
 * @property {(host: string) => boolean} knows whether a host is part of this internet
 * @property {Entry[]} log every request, oldest first
 * @property {Contact[]} refused what was asked for of hosts that are not part of this internet
 * @property {Contact[]} passed the same, after `passUnknown`
 * @property {() => void} passUnknown from now on leads unknown hosts to the real network instead of refusing them
 * @property {import('./log.js').RequestLog['requestsTo']} requestsTo
 * @property {import('./log.js').RequestLog['seen']} seen waits for a request, past or future; rejects with what was seen
 * @property {(url: string, options?: {within?: number}) => Promise<Entry>} done waits for the page's last words
 * @property {import('./log.js').RequestLog['listen']} listen
 * @property {() => void} forget empties all three lists
 * @property {() => Promise<void>} close
 */

/**
 * @param {object} [options]
 * @param {Record<string, import('./sites.js').Routes>} [options.sites] more sites, routes by host
 * @returns {Promise<Internet>}
 */
export async function startInternet({ sites: more = {} } = {}) {
  const certificates = await makeCertificates();
  const log = makeLog();
  const sites = makeSites(Object.assign({}, ...networks.map(({ hosts }) => hosts), newspaper));
  for (const [host, routes] of Object.entries(more)) sites.serve(host, routes);
  /** @type {Contact[]} */
  const refused = [];
  /** @type {Contact[]} */
  const passed = [];
  let open = false;

  const handlers = makeHandlers({ sites, log });
  const server = createServer(
    {
      SNICallback: (name, done) =>
        void certificates.contextFor(name).then(
          (context) => done(null, context),
          (error) => done(error),
        ),
    },
    handlers.request,
  );
  server.on('upgrade', handlers.upgrade);
  const proxy = makeProxy({
    handlers,
    passUnknown: () => open,
    knows: sites.knows,
    tlsPort: () => portOf(server),
    onStranger: (contact) => void (open ? passed : refused).push(contact),
  });
  await Promise.all([listen(server), listen(proxy.server)]);

  return {
    proxyPort: portOf(proxy.server),
    serverPort: portOf(server),
    spki: certificates.spki,
    authority: certificates.authority,
    serve: sites.serve,
    knows: sites.knows,
    log: log.entries,
    refused,
    passed,
    passUnknown() {
      open = true;
    },
    requestsTo: log.requestsTo,
    seen: log.seen,
    done: (url, options) => log.seen((entry) => isDone(entry, url), options),
    listen: log.listen,
    forget() {
      log.forget();
      refused.splice(0);
      passed.splice(0);
    },
    async close() {
      proxy.destroyTunnels();
      await Promise.all([stop(server), stop(proxy.server)]);
    },
  };
}
