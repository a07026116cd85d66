/**
 * Pages that ask for one thing of each kind that a choice may be about, twice the same under different sites, and what
 * became of it as the servers saw it. It chooses nothing.
 */

import * as by from './asking.js';
import { html, json, withCookies } from './internet/index.js';
import { metaSocial } from './internet/trackers/meta-social.js';

/** @typedef {import('./internet/index.js').Internet} Internet */
/** @typedef {'never' | 'stripped' | 'known'} Fate what a server saw: nothing, nobody in particular, or the person */
/** @typedef {keyof typeof asked} What */
/** @typedef {Record<What, Fate>} Fates */

const FACEBOOK = 'https://www.facebook.com';
const PIXEL = 'id=1&ev=PageView&dl=https%3A%2F%2Fnews.example%2F';
/** Where the person is known from. */
export const HOMES = ['https://www.facebook.com/', 'https://cdn.example/'];
export const NEWS = 'https://news.example/read';
export const SHOP = 'https://shop.example/read';
/** What is left of a page's address to those who are permitted without identity. */
const SITES = [NEWS, SHOP].map((page) => new URL(page).hostname);

/** Each with the address it asks for; `n` counts visits, so that no answer is remembered and no worker is known. */
const asked = {
  /** A widget, in a frame. */
  like: { url: `${FACEBOOK}/plugins/like.php?href=x`, way: by.frame },
  /** Of the widget's company, and no widget. */
  company: { url: `${FACEBOOK}/parts/1.json?x=1`, way: by.fetched },
  /** The company's, and only there to tell. */
  pixel: { url: `${FACEBOOK}/tr/?${PIXEL}`, way: by.fetched },
  /** The company's, asked for by somebody else's frame. */
  nested: { url: `${FACEBOOK}/parts/2.gif?x=1`, way: guest },
  /** The company's, asked for by the page's service worker, which belongs to no tab. */
  worker: { url: `${FACEBOOK}/parts/3.json?x=1`, way: by.serviceWorker },
  /** A third party that follows nobody. */
  other: { url: 'https://cdn.example/lib.json?x=1', way: by.fetched },
};

/** @type {Fates} Without a choice. */
export const USUAL = {
  like: 'never',
  company: 'stripped',
  pixel: 'never',
  nested: 'stripped',
  worker: 'stripped',
  other: 'known',
};

/** @param {import('./internet/index.js').Entry} request */
const read = ({ query }) =>
  by.askingPage(Object.entries(asked).map(([, { url, way }]) => way(`${url}&n=${query.get('n')}`)));

/** @type {Record<string, import('./internet/sites.js').Routes>} */
export const sites = {
  ...metaSocial,
  'www.facebook.com': { ...metaSocial['www.facebook.com'] },
  'news.example': { ...by.workerRoutes, '/read': read, '/quiet': by.askingPage([]) },
  'shop.example': { ...by.workerRoutes, '/read': read, '/quiet': by.askingPage([]) },
  'blog.example': {
    '/guest': ({ query }) => html`<!doctype html><title>Guest</title>${by.image(String(query.get('asks')))}`,
  },
  'cdn.example': {
    '/': withCookies(html`<!doctype html><title>Library</title><link rel="icon" href="data:,">`, {
      c_user: 'known',
    }),
    '/lib.json': json({}),
  },
};

/** @typedef {(request: import('./internet/index.js').Entry) => boolean} Tell */

/** Whether a request says who the person is. @type {Tell} */
const byCookie = ({ headers }) => headers.cookie?.includes('c_user') === true;

/**
 * Whether Chrome left a request as it was: it strips the referrer too, or leaves the page's site of it, where a company is
 * permitted without identity; these pages would have all of their address told. For private windows, where Chrome sends
 * no cookies to third parties itself.
 * @type {Tell}
 */
export const byReferrer = ({ headers: { referer } }) =>
  referer !== undefined && !SITES.some((site) => referer === `https://${site}/`);

let visits = 0;

/**
 * Reads a page, and tells what became of what it asked for.
 * @param {Internet} internet
 * @param {import('puppeteer-core').Page} page
 * @param {string} address
 * @param {Fates} expected what is waited for, where it comes at all
 * @param {Tell} [isKnown]
 * @returns {Promise<Fates>}
 */
export async function fatesOn(internet, page, address, expected, isKnown = byCookie) {
  visits += 1;
  const url = `${address}?n=${visits}`;
  await page.goto(url);
  await internet.done(url);
  const mark = `&n=${visits}`;
  for (const [what, fate] of Object.entries(expected)) {
    if (fate === 'never') continue;
    // Who asks in a frame or a worker has no part in the page's last words.
    await internet.seen((entry) => isFor(/** @type {What} */ (what), mark, entry)).catch(() => {});
  }
  const fates = Object.keys(asked).map((what) => [
    what,
    fateOf(
      internet.log.filter((entry) => isFor(/** @type {What} */ (what), mark, entry)),
      isKnown,
    ),
  ]);
  return Object.fromEntries(fates);
}

/**
 * What becomes of one more request of a page that has been loaded.
 * @param {Internet} internet
 * @param {import('puppeteer-core').Page} page
 * @param {'company' | 'other'} what
 * @returns {Promise<Fate>}
 */
export async function fateFrom(internet, page, what) {
  visits += 1;
  const mark = `&n=late${visits}`;
  await page.evaluate(
    (url) => fetch(url, { mode: 'no-cors', credentials: 'include' }).catch(() => undefined),
    `${asked[what].url}${mark}`,
  );
  return fateOf(
    internet.log.filter((entry) => isFor(what, mark, entry)),
    byCookie,
  );
}

/** @type {by.Way} */
function guest(url) {
  return by.frame(`https://blog.example/guest?asks=${encodeURIComponent(url)}`);
}

/**
 * @param {What} what
 * @param {string} mark
 * @param {import('./internet/index.js').Entry} entry
 */
function isFor(what, mark, { url }) {
  return url === `${asked[what].url}${mark}`;
}

/**
 * @param {import('./internet/index.js').Entry[]} requests
 * @param {Tell} isKnown
 * @returns {Fate}
 */
function fateOf(requests, isKnown) {
  if (requests.length === 0) return 'never';
  return requests.some(isKnown) ? 'known' : 'stripped';
}
