/**
 * The pages whose loading is measured: two hundred images and scripts each, the same every time. On one, half of them are of
 * trackers under their real names; on the other nothing is stopped, so that only the looking costs.
 *
 * @import { Routes } from '../../browser/internet/sites.js'
 */

import { html, pixel, text } from '../../browser/internet/index.js';

/** @typedef {{ title: string, url: string, hosts: readonly string[] }} MeasuredPage hosts: of each of its requests */

const REQUESTS = 200;
/** One in so many is a script, the others are images. */
const SCRIPT_EVERY = 3;
/** Third parties that every list stops whole. */
export const TRACKERS = [
  'ad.doubleclick.net',
  'adservice.google.com',
  'bat.bing.com',
  'cdn.taboola.com',
  'connect.facebook.net',
  'googleads.g.doubleclick.net',
  'pagead2.googlesyndication.com',
  'pixel.quantserve.com',
  'sb.scorecardresearch.com',
  'securepubads.g.doubleclick.net',
  'ssl.google-analytics.com',
  'static.criteo.net',
  'static.hotjar.com',
  'stats.g.doubleclick.net',
  'widgets.outbrain.com',
  'www.google-analytics.com',
  'www.googletagservices.com',
  'x.bidswitch.net',
];
/** Others', which no list knows. */
const HARMLESS = Array.from({ length: 18 }, (_, index) => `static.kestrel-${index + 1}.example`);

/** @type {readonly MeasuredPage[]} */
export const PAGES = [
  { title: 'half of the requests are trackers', ...pageOf('mixed', [...TRACKERS, ...HARMLESS]) },
  { title: 'no request is a tracker', ...pageOf('harmless', HARMLESS) },
];

/** @returns {Record<string, Routes>} */
export function loadingSites() {
  /** @type {Routes} */
  const files = { '/*': ({ path }) => (path.endsWith('.js') ? text('text/javascript', '') : pixel()) };
  return Object.fromEntries([
    ...[...TRACKERS, ...HARMLESS].map((host) => [host, files]),
    ...PAGES.map(({ url, hosts }) => [new URL(url).host, { '/': document(hosts) }]),
  ]);
}

/**
 * @param {string} name
 * @param {readonly string[]} hosts
 */
function pageOf(name, hosts) {
  return {
    url: `https://${name}.example/`,
    hosts: Array.from({ length: REQUESTS }, (_, index) => hosts[index % hosts.length] ?? ''),
  };
}

/** @param {readonly string[]} hosts */
function document(hosts) {
  const elements = hosts.map((host, index) =>
    index % SCRIPT_EVERY === 0
      ? `<script async src="https://${host}/assets/${index}.js"></script>`
      : `<img alt="" src="https://${host}/assets/${index}.gif">`,
  );
  return html`<!doctype html><title>Page</title><link rel="icon" href="data:,">${elements.join('\n')}`;
}
