/**
 * The sites of the test internet: which hosts exist, and what each answers at which path. It knows nothing of
 * sockets, TLS or the log.
 */

import { lastWordsRoutes } from './last-words.js';
import { text } from './responses.js';

/** @typedef {import('./responses.js').Response} Response */
/** @typedef {import('./log.js').Entry} Entry */

/**
 * What answers at one path: a response, HTML as a string, or a function of the request.
 * @typedef {string | Response | ((request: Entry) => Response | Promise<Response>)} Answer
 */

/**
 * Answers by path. A path that ends in `*` stands for everything that begins so; the exact path wins, then the longest.
 * @typedef {Record<string, Answer>} Routes
 */

/**
 * @typedef {object} Sites
 * @property {(host: string, routes: Routes) => void} serve adds routes to a host; a path served before is replaced
 * @property {(host: string) => boolean} knows `*.example` always exists
 * @property {(request: Entry) => Promise<Response>} answer
 */

/**
 * @param {Record<string, Routes>} initial routes by host
 * @returns {Sites}
 */
export function makeSites(initial) {
  /** @type {Map<string, Map<string, Answer>>} */
  const hosts = new Map();

  /** @type {Sites['serve']} */
  function serve(host, routes) {
    const routesOfHost = hosts.get(host) ?? new Map(Object.entries(lastWordsRoutes));
    for (const [path, answer] of Object.entries(routes)) routesOfHost.set(path, answer);
    hosts.set(host, routesOfHost);
  }
  for (const [host, routes] of Object.entries(initial)) serve(host, routes);

  return {
    serve,
    knows: (host) => hosts.has(host) || host.endsWith('.example'),
    async answer(request) {
      const routes = hosts.get(request.host) ?? new Map(Object.entries(lastWordsRoutes));
      const answer = find(routes, request.path);
      if (answer === undefined) return { ...text('text/plain', 'Nothing here.'), status: 404 };
      if (typeof answer === 'function') return answer(request);
      return typeof answer === 'string' ? text('text/html', answer) : answer;
    },
  };
}

/**
 * @param {Map<string, Answer>} routes
 * @param {string} path
 */
function find(routes, path) {
  const exact = routes.get(path);
  if (exact !== undefined) return exact;
  const prefixes = [...routes.keys()]
    .filter((key) => key.endsWith('*') && path.startsWith(key.slice(0, -1)))
    .sort((a, b) => b.length - a.length);
  return prefixes[0] === undefined ? undefined : routes.get(prefixes[0]);
}
