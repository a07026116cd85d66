/**
 * The stand-in for whatever has none of its own: it answers any address with something of the kind that was asked for,
 * and gives the browser a cookie, as a third party does. It sends nothing itself.
 */

import { html, json, nothing, pixel, text, withCookies } from '../responses.js';

/** The cookie that tells a browser which the stand-in has answered; `mark` in the query makes it another one. */
export const STAND_IN = 'standin';

/**
 * The name of the cookie that the answer to a request sets.
 * @param {URLSearchParams} query
 */
export function markOf(query) {
  const mark = query.get('mark');
  return mark ? `${STAND_IN}_${mark}` : STAND_IN;
}

/**
 * @param {import('../log.js').Entry} request
 * @returns {import('../responses.js').Response}
 */
export function standIn(request) {
  return withCookies(ofKind(request.headers['sec-fetch-dest']), { [markOf(request.query)]: 'set' });
}

/**
 * An empty one of what the browser will make of it.
 * @param {string | string[] | undefined} destination
 * @returns {import('../responses.js').Response}
 */
export function ofKind(destination) {
  switch (destination) {
    case 'document':
    case 'frame':
    case 'iframe':
    case 'embed':
    case 'object':
      return html`<!doctype html><title>Stand-in</title>`;
    case 'script':
    case 'worker':
    case 'sharedworker':
    case 'serviceworker':
      return text('text/javascript', '');
    case 'style':
      return text('text/css', '');
    case 'image':
      return pixel();
    case 'audio':
    case 'font':
    case 'track':
    case 'video':
      return nothing();
    default:
      return json({});
  }
}
