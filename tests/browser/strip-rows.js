/**
 * The page of strip.test.js: every way in which a page of somebody else's makes a browser ask for something of
 * facebook.com or of its company, and what is to become of it. It checks nothing.
 */

import * as by from './asking.js';
import { html, pixel } from './internet/index.js';
import { standIn } from './internet/trackers/stand-in.js';

/** What Facebook is not to learn. The page sends it whole wherever it can. */
export const PAGE = 'https://news.example/health/clinic?from=search';
/** Where the reader goes from there, so that the page is left. */
export const NEXT = 'https://news.example/health/next';
const ORIGIN = 'https://news.example/';

const FACEBOOK = 'https://www.facebook.com';
const ARTICLE = 'href=https%3A%2F%2Fnews.example%2Fhealth%2Fclinic';
const EVENT = 'id=1234567890&ev=PageView&dl=https%3A%2F%2Fnews.example%2Fhealth%2Fclinic';
const GUEST = 'https://blog.example/guest';
const SISTER = 'https://www.instagram.com/gallery';
const GALLERY = `${FACEBOOK}/gallery/frame?mark=gallery`;
const INNER = `${FACEBOOK}/gallery/inner?mark=inner`;
const WORKSHOP = `${FACEBOOK}/workshop`;
/** Another domain of the company. Nobody logs in there: the test itself gives it the member's cookies. */
export const SISTER_DOMAIN = 'fbcdn.net';
/** What Facebook redirects to. */
export const LANDED = 'https://other.example/landed.gif';

/**
 * One request to facebook.com or its company, or one that follows from it.
 * @typedef {object} Row
 * @property {string} what
 * @property {'widget' | 'pixel' | 'other' | 'refused'} is what the catalogue knows it as; `refused` is
 *   what the storage guard leaves no means to ask for
 * @property {string} url what its address begins with
 * @property {string} asks the piece of the page that makes it; empty if it follows from another
 * @property {string} page what page makes it
 * @property {boolean} late whether it is made only when that page is left, or by the next one
 * @property {Record<import('./drivers/index.js').BrowserName, string>} referer its `Referer` without protection
 */

/**
 * What is unusual of a row: the `Referer` in a browser, if not the page's address, and when the request is made.
 * @typedef {{ firefox?: string, chromium?: string, page?: string, late?: boolean }} Unusual
 * @typedef {[what: string, address: string, way?: by.Way | undefined, unusual?: Unusual]} Entry
 */

/** @type {Unusual} */
const WHEN_LEFT = { late: true };
/** Firefox prefetches nothing for pages with frames of other sites. @type {Unusual} */
const ON_NEXT = { late: true, page: NEXT };

/** @type {Entry[]} */
const widgets = [
  ['the Like button', `/plugins/like.php?${ARTICLE}&mark=like`, by.frame],
  ['the Share button', `/v20.0/plugins/share_button.php?${ARTICLE}&mark=share`, by.frame],
  ['the comments', `/v20.0/plugins/comments.php?${ARTICLE}&mark=comments`, by.frame],
  ['a post', '/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fzoo%2Fposts%2F1&mark=post', by.frame],
  ['the SDK’s question who is logged in', '/x/oauth/status?client_id=1&mark=status', () => by.script(SDK)],
];

/** The social plugins' script, which is no request to facebook.com itself. */
export const SDK = 'https://connect.facebook.net/en_US/sdk.js';

/** @type {Entry[]} */
const pixels = [
  ['the pixel as an image', `/tr/?${EVENT}&mark=image`, by.image],
  ['the pixel as a form in a hidden frame', '/tr/?mark=form', by.form],
  ['the pixel as a beacon', '/tr/?mark=beacon', by.beacon],
  ['the pixel as a beacon of a page that is left', '/tr/?mark=unload', by.beaconWhenLeft, WHEN_LEFT],
  [
    'the pixel behind a tracker’s redirect',
    `/tr/?${EVENT}&mark=hopped`,
    hopOver('counter.example', by.image),
  ],
];

/** @type {Entry[]} */
const others = [
  ['an image', '/parts/1.gif?mark=picture', by.image],
  ['an image of a style sheet', '/parts/2.gif?mark=background', by.background, { chromium: ORIGIN }],
  ['a script', '/parts/1.js?mark=script', by.script],
  ['a style sheet', '/parts/1.css?mark=sheet', by.sheet],
  ['a video', '/parts/1.mp4?mark=video', by.video],
  ['an object', '/parts/object?mark=object', by.object],
  ['a stream of events', '/parts/events?mark=events', by.events],
  ['a fetch with credentials', '/parts/1.json?mark=fetch', by.fetched],
  ['a fetch that posts', '/parts/2.json?mark=post-fetch', by.posted],
  ['a fetch that outlives the page', '/parts/3.json?mark=kept', by.kept],
  ['a fetch of a page that is left', '/parts/4.json?mark=kept-left', by.keptWhenLeft, WHEN_LEFT],
  ['a beacon', '/parts/5.json?mark=signal', by.beacon],
  ['a beacon of a page that is left', '/parts/6.json?mark=farewell', by.beaconWhenLeft, WHEN_LEFT],
  ['a form in a hidden frame', '/parts/letter?mark=letter', by.form],
  ['a prefetch', '/parts/3.gif?mark=prefetch', by.prefetch, ON_NEXT],
  ['a preload', '/parts/4.gif?mark=preload', by.preload],
  ['the handshake of a WebSocket', 'https://edge-chat.facebook.com/c?mark=socket', by.socket, from('')],
  worker('service worker', by.serviceWorker),
  worker('worker', by.dedicatedWorker),
  worker('shared worker', by.sharedWorker),

  ['a frame that is no widget', GALLERY, by.frame],
  ['what that frame fetches', '/gallery/data?mark=data', undefined, from(GALLERY)],
  ['the frame inside that frame', INNER, undefined, from(GALLERY)],
  ['the image inside the inner frame', '/gallery/1.gif?mark=innermost', undefined, from(INNER)],
  ['an image in a stranger’s frame', '/parts/5.gif?mark=guest', () => by.frame(GUEST), from(GUEST)],
  ['an image in a frame of Instagram’s', '/parts/a.gif?mark=sister', () => by.frame(SISTER), from(SISTER)],
  ['an image in a frame without address', '/parts/6.gif?mark=nameless', by.nameless],
  ['an image in a frame that a script wrote', '/parts/7.gif?mark=written', by.written],
  ['an image in a frame of no site', '/parts/8.gif?mark=sandbox', by.sandboxed, { chromium: '' }],

  ['an image behind a redirect', '/parts/9.gif?mark=hop', hopOver('news.example', by.image)],
  ['a frame behind a redirect', '/gallery/late?mark=hop-frame', hopOver('news.example', by.frame)],
  ['an image behind a tracker’s redirect', '/parts/0.gif?mark=hop-2', hopOver('counter.example', by.image)],
  [
    'a redirect through Facebook',
    `https://l.facebook.com/l.php?mark=l&u=${encodeURIComponent(LANDED)}`,
    by.image,
  ],
];

/** What is in the frame WORKSHOP, which asks another domain of its company. */
const workshop = {
  fetched: inWorkshop('a fetch of a frame', by.fetched, WORKSHOP),
  worker: inWorkshop('a fetch of a worker in a frame', by.dedicatedWorker),
  sharedWorker: inWorkshop('a fetch of a shared worker in a frame', by.sharedWorker),
};

/** Every request of the page to Facebook's domains. @type {Row[]} */
export const rows = [
  ...widgets.map((entry) => row('widget', entry)),
  ...pixels.map((entry) => row('pixel', entry)),
  ...others.map((entry) => row('other', entry)),
  { ...row('other', workshop.fetched.entry), asks: by.frame(WORKSHOP) },
  row('other', workshop.worker.entry),
  row('refused', workshop.sharedWorker.entry),
];

/** @type {Record<string, import('./internet/sites.js').Routes>} */
export const sites = {
  'news.example': {
    ...by.workerRoutes,
    '/health/clinic': by.askingPage(piecesOf(PAGE)),
    '/health/next': by.askingPage(piecesOf(NEXT)),
    '/hop': hop,
  },
  'counter.example': { '/hop': hop },
  'blog.example': { '/guest': framed('/parts/5.gif?mark=guest') },
  'www.facebook.com': {
    ...by.workerRoutes,
    '/workshop': by.askingPage(Object.values(workshop).map(({ asks }) => asks)),
  },
  [`static.xx.${SISTER_DOMAIN}`]: { '*': standIn },
  'www.instagram.com': { '/gallery': framed('/parts/a.gif?mark=sister') },
  'other.example': { '/landed.gif': pixel() },
};

/** @param {string} address of an image at Facebook */
function framed(address) {
  return html`<!doctype html><title>Framed</title>${by.image(FACEBOOK + address)}`;
}

/** @param {string} page */
function piecesOf(page) {
  return rows.filter((row) => row.page === page).map(({ asks }) => asks);
}

/**
 * @param {Row['is']} is
 * @param {Entry} entry
 * @returns {Row}
 */
function row(is, [what, address, way, unusual = {}]) {
  const url = new URL(address, FACEBOOK).href;
  const { page = PAGE, late = false, firefox = page, chromium = page } = unusual;
  return { what, is, url, asks: way?.(url) ?? '', page, late, referer: { firefox, chromium } };
}

/**
 * @param {string} document what asks, if not the page
 * @returns {Unusual}
 */
function from(document) {
  return { firefox: document, chromium: document };
}

/**
 * @param {string} kind
 * @param {by.Way} way
 * @returns {Entry}
 */
function worker(kind, way) {
  const url = `${FACEBOOK}/parts/worker.json?mark=${kind.replace(' ', '-')}`;
  return [`a fetch of a ${kind}`, url, way, from(new URL(by.workerAddress(url), PAGE).href)];
}

/**
 * @param {string} what
 * @param {by.Way} way
 * @param {string} [document] what asks, if not a worker
 * @returns {{ entry: Entry, asks: string }}
 */
function inWorkshop(what, way, document) {
  const url = `https://static.xx.${SISTER_DOMAIN}/parts/1.json?mark=${way.name}`;
  const asker = document ?? new URL(by.workerAddress(url), FACEBOOK).href;
  return {
    entry: [`${what}, from another domain of its company`, url, undefined, from(asker)],
    asks: way(url),
  };
}

/**
 * Asks by way of another host, which redirects.
 * @param {string} host
 * @param {by.Way} way
 * @returns {by.Way}
 */
function hopOver(host, way) {
  return (url) => way(`https://${host}/hop?to=${encodeURIComponent(url)}`);
}

/** @param {import('./internet/index.js').Entry} request */
function hop({ query }) {
  return { status: 302, headers: { location: String(query.get('to')) } };
}
