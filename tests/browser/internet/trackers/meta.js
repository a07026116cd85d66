/**
 * Stand-in for Meta: the pixel library with its per-site configuration, the pixel endpoint, the Like button, and a
 * front page where "logging in" leaves the member's cookies.
 */

import { html, json, nothing, pixel, script, withCookies } from '../responses.js';

/** Set by any response of www.facebook.com, member or not. */
const visitor = { datr: 'kTh0ZyStandInVisitorAAAA', fr: '0StandInAdsCookieAAAA..BnSDkR' };
/** Set when somebody logs in, that is, opens the front page. */
const member = {
  c_user: '100000000000001',
  xs: '21%3AStandInSession%3A2',
  sb: 'kTh0ZyStandInBrowserAAAA',
  lu: 'StandInLastLoginAAAA',
};

/** What a browser keeps of a member who has logged in: the six cookies that the judgment of 2018 names. */
export const login = { ...visitor, ...member };

/** What Meta's cookies hold for. */
export const META_DOMAIN = 'facebook.com';

/** @type {import('./index.js').Network} */
export const meta = {
  name: 'Meta',
  hosts: {
    'connect.facebook.net': {
      '/en_US/fbevents.js': script(fbevents),
      '/signals/config/*': (request) => script(configuration, request.path.slice('/signals/config/'.length)),
    },
    'www.facebook.com': {
      '/': () =>
        withCookies(html`<!doctype html><title>Facebook</title><h1>Facebook</h1>`, login, META_DOMAIN),
      '/tr': () => withCookies(pixel(), visitor, META_DOMAIN),
      '/tr/': () => withCookies(pixel(), visitor, META_DOMAIN),
      '/plugins/like.php': () => withCookies(likeButton, visitor, META_DOMAIN),
      '/images/like/thumb.svg': {
        headers: { 'content-type': 'image/svg+xml' },
        body: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#fff" d="M1 7h3v8H1zm4 0 3-6c2 0 2 2 1 4h5l-1 9-1 1H5z"/></svg>',
      },
      '/ajax/bz': () => withCookies(json({ payload: null }), visitor, META_DOMAIN),
      '/favicon.ico': nothing(),
    },
  },
};

const likeButton = html`<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>Like</title>
  <script>(${reportImpression})()</script>
  <style>
    body { margin: 0; font: 600 11px/20px Helvetica, Arial, sans-serif }
    button { display: flex; gap: 4px; align-items: center; border: 0; border-radius: 3px; padding: 0 8px;
      background: #1877f2; color: #fff; font: inherit }
  </style>
  <button><img src="/images/like/thumb.svg" alt="" width="12" height="12"> Like</button>`;

/** The button's own request. Synchronous, so that the page around it has not loaded before this was sent. */
function reportImpression() {
  const request = new XMLHttpRequest();
  request.open('POST', '/ajax/bz?__a=1&dpr=1', false);
  try {
    request.send(`ph=C3&ts=${Date.now()}`);
  } catch (error) {
    console.error('/ajax/bz:', error);
  }
}

/** What `signals/config/<id>` does: it tells the library that this pixel may now send. @param {string} id */
function configuration(id) {
  /** @type {{fbq: {configured: (id: string) => void}}} */ (/** @type {unknown} */ (window)).fbq.configured(
    id,
  );
}

/** The library: works off the queue of the base code, asks for each pixel's configuration, sends the events. */
function fbevents() {
  /**
   * @typedef {{queue: ArrayLike<unknown>[], callMethod: (...call: unknown[]) => void, configured: (id: string) => void}} Fbq
   * @typedef {{name: string, data: Record<string, unknown>}} PixelEvent
   */
  const fbq = /** @type {{fbq: Fbq}} */ (/** @type {unknown} */ (window)).fbq;
  const started = Date.now();
  /** @type {Map<string, boolean>} whether each pixel is configured */
  const pixels = new Map();
  /** @type {PixelEvent[]} */
  const waiting = [];
  let count = 0;

  if (!/(^|; )_fbp=/.test(document.cookie)) {
    // biome-ignore lint/suspicious/noDocumentCookie: the real library does it this way, and synchronously.
    document.cookie = `_fbp=fb.1.${started}.${Math.floor(Math.random() * 1e10)}; path=/; max-age=7776000`;
  }

  fbq.callMethod = (method, ...rest) => {
    if (method === 'init') return configure(String(rest[0]));
    if (method === 'track') waiting.push({ name: String(rest[0]), data: Object(rest[1] ?? {}) });
    flush();
  };
  fbq.configured = (id) => {
    pixels.set(id, true);
    flush();
  };
  for (const call of fbq.queue.splice(0)) fbq.callMethod(...Array.from(call));

  /** @param {string} id */
  function configure(id) {
    pixels.set(id, false);
    const element = document.createElement('script');
    element.async = true;
    element.src = `https://connect.facebook.net/signals/config/${id}?v=2.9.179&r=stable&domain=${location.hostname}`;
    document.head.append(element);
  }

  function flush() {
    if ([...pixels.values()].includes(false)) return;
    for (const event of waiting.splice(0)) for (const id of pixels.keys()) send(id, event);
  }

  /**
   * @param {string} id
   * @param {PixelEvent} event
   */
  function send(id, { name, data }) {
    const values = new URLSearchParams({ id, ev: name, dl: location.href, rl: document.referrer });
    values.append('if', String(window !== top));
    values.append('ts', String(Date.now()));
    for (const [key, value] of Object.entries(data)) values.append(`cd[${key}]`, String(value));
    values.append('sw', String(screen.width));
    values.append('sh', String(screen.height));
    values.append('v', '2.9.179');
    values.append('r', 'stable');
    values.append('ec', String(count++));
    values.append('o', '4126');
    values.append('fbp', document.cookie.match(/(?:^|; )_fbp=([^;]*)/)?.[1] ?? '');
    values.append('it', String(started));
    values.append('coo', 'false');
    // The first event goes as an image, later ones as a form, as the real library does with long ones.
    if (count > 1) {
      navigator.sendBeacon('https://www.facebook.com/tr/', values);
      return;
    }
    values.append('rqm', 'GET');
    new Image().src = `https://www.facebook.com/tr/?${values}`;
  }
}
