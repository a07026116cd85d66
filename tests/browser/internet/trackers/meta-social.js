/**
 * More of Meta, for the tests that follow a member around: every address of facebook.com answers, and every answer to
 * a third party tries to leave something behind. The newspaper's own stand-in, meta.js, is served beneath these routes.
 */

import { html, script, withCookies } from '../responses.js';
import { META_DOMAIN } from './meta.js';
import { markOf, ofKind } from './stand-in.js';

/** What `fr` becomes with the first answer to a page of somebody else's. */
const FOLLOWED = '0StandInFollowedElsewhereAAAA..BnSDkR';

/** @type {Record<string, import('../sites.js').Routes>} */
export const metaSocial = {
  'connect.facebook.net': { '/en_US/sdk.js': script(sdk) },
  'www.facebook.com': {
    '*': answer,
    '/tr': answer,
    '/tr/': answer,
    '/plugins/like.php': answer,
    '/gallery/frame': (request) => leave(request, galleryFrame),
    '/gallery/inner': (request) => leave(request, innerFrame),
  },
  'edge-chat.facebook.com': { '*': answer },
  'l.facebook.com': {
    '/l.php': (request) =>
      leave(request, { status: 302, headers: { location: request.query.get('u') ?? '/' } }),
  },
};

/** @param {import('../log.js').Entry} request */
function answer(request) {
  return leave(request, ofKind(request.headers['sec-fetch-dest']));
}

/**
 * Two cookies, since browsers hand several on in ways of their own.
 * @param {import('../log.js').Entry} request
 * @param {import('../responses.js').Response} response
 */
function leave({ query }, response) {
  return withCookies(response, { fr: FOLLOWED, [markOf(query)]: 'set' }, META_DOMAIN);
}

/** A frame that no catalogue calls a widget. It tells what it can see of the page around it, and asks for more. */
const galleryFrame = html`<!doctype html>
  <title>Gallery</title>
  <script>
    fetch('/gallery/data?mark=data&referrer=' + encodeURIComponent(document.referrer), { method: 'POST' })
  </script>
  <iframe src="/gallery/inner?mark=inner"></iframe>`;

const innerFrame = html`<!doctype html>
  <title>Gallery</title>
  <img src="/gallery/1.gif?mark=innermost" alt="">`;

/** Asks first of all who is logged in, as the real one does. */
function sdk() {
  fetch(`https://www.facebook.com/x/oauth/status?client_id=1&mark=status&origin=${location.origin}`, {
    credentials: 'include',
    mode: 'no-cors',
  });
}
