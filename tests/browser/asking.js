/**
 * The ways in which a page makes a browser ask for an address: each takes the address and gives a piece of HTML. What
 * can tell when it has been asked for tells the page's array `work`; `askingPage` makes a page of such pieces, which
 * ends with last words.
 */

import { html, text } from './internet/index.js';

/** @typedef {(url: string) => string} Way */

/**
 * A page that asks for things.
 * @param {readonly string[]} pieces
 */
export function askingPage(pieces) {
  const page = html`<!doctype html>
    <html lang="en"><meta charset="utf-8"><title>Asking</title><link rel="icon" href="data:,">
    <script>const work = []</script>
    ${pieces.join('\n')}
    <script type="module">import { lastWords } from '/last-words.js'; lastWords(...work)</script></html>`;
  return tellingAll(page);
}

/**
 * The same document or worker, whose requests name it whole as their referrer, as far as the browser goes along.
 * @param {import('./internet/sites.js').Response} response
 * @returns {import('./internet/sites.js').Response}
 */
export function tellingAll(response) {
  return { ...response, headers: { ...response.headers, 'referrer-policy': 'unsafe-url' } };
}

/** @type {Way} */
export const image = (url) => `<img src="${attribute(url)}" alt="" referrerpolicy="unsafe-url">`;

/** @type {Way} */
export const frame = (url) => `<iframe src="${attribute(url)}"></iframe>`;

/** @type {Way} */
export const script = (url) => `<script src="${attribute(url)}"></script>`;

/** @type {Way} */
export const sheet = (url) => `<link rel="stylesheet" href="${attribute(url)}">`;

/** @type {Way} */
export const prefetch = (url) => `<link rel="prefetch" href="${attribute(url)}">`;

/** @type {Way} */
export const preload = (url) => `<link rel="preload" as="image" href="${attribute(url)}">`;

/** @type {Way} */
export const video = (url) => `<video src="${attribute(url)}"></video>`;

/** @type {Way} */
export const object = (url) => `<object data="${attribute(url)}"></object>`;

/** What a page lets itself be told for as long as it is open. @type {Way} */
export const events = (url) =>
  run(`work.push(new Promise((failed) => {
    new EventSource(${literal(url)}, { withCredentials: true }).onerror = failed }))`);

/** The image of a style sheet in the page. @type {Way} */
export const background = (url) =>
  `<style>.pictured { background: url(${literal(url)}) }</style><p class="pictured">A picture is behind this.</p>`;

/** An image in a frame that has no address of its own. @type {Way} */
export const nameless = (url) => `<iframe srcdoc="${attribute(image(url))}"></iframe>`;

/** An image in a frame that belongs to no site. @type {Way} */
export const sandboxed = (url) => `<iframe sandbox srcdoc="${attribute(image(url))}"></iframe>`;

/** An image in an empty frame that a script of the page fills. @type {Way} */
export const written = (url) =>
  run(`const filled = document.body.appendChild(document.createElement('iframe')).contentDocument;
    filled.open(); filled.write(${literal(image(url))}); filled.close()`);

/** A form that is sent into a hidden frame. @type {Way} */
export const form = (url) => {
  const name = `hidden-${encodeURIComponent(url)}`;
  return `<iframe name="${name}" hidden></iframe>
    <form method="post" target="${name}" action="${attribute(url)}"><input type="hidden" name="ev" value="PageView"></form>
    ${run('document.forms[document.forms.length - 1].submit()')}`;
};

/** @type {Way} */
export const fetched = (url) => run(`work.push(${fetching(url, 'GET')})`);

/** @type {Way} */
export const posted = (url) => run(`work.push(${fetching(url, 'POST')})`);

/** A fetch that outlives the page. @type {Way} */
export const kept = (url) => run(`work.push(${fetching(url, 'POST', 'keepalive: true')})`);

/** @type {Way} */
export const keptWhenLeft = (url) => run(whenLeft(fetching(url, 'POST', 'keepalive: true')));

/** @type {Way} */
export const beacon = (url) => run(beaconing(url));

/** @type {Way} */
export const beaconWhenLeft = (url) => run(whenLeft(beaconing(url)));

/** The handshake of a WebSocket; the address begins with `https:` here, as servers see it. @type {Way} */
export const socket = (url) =>
  run(`work.push(new Promise((closed) => {
    new WebSocket(${literal(url.replace('https:', 'wss:'))}).onclose = closed }))`);

/** @type {Way} */
export const dedicatedWorker = (url) =>
  run(`work.push(new Promise((told) => { new Worker(${literal(workerAddress(url))}).onmessage = told }))`);

/** @type {Way} */
export const sharedWorker = (url) =>
  run(`work.push(new Promise((told) => {
    new SharedWorker(${literal(workerAddress(url))}).port.onmessage = told }))`);

/** @type {Way} */
export const serviceWorker = (url) =>
  run(
    `work.push(navigator.serviceWorker.register(${literal(workerAddress(url))}).then(() => navigator.serviceWorker.ready))`,
  );

/**
 * Where the worker is that asks for an address; without host, as pages of any site name it.
 * @type {Way}
 */
export const workerAddress = (url) => `/asking-worker.js?asks=${encodeURIComponent(url)}`;

/** What a site must answer for its pages to have workers. @satisfies {import('./internet/sites.js').Routes} */
export const workerRoutes = {
  '/asking-worker.js': ({ query }) => {
    const ask = fetching(String(query.get('asks')), 'GET');
    return tellingAll(
      text(
        'text/javascript',
        `if ('oninstall' in self) oninstall = (event) => event.waitUntil(${ask});
        else {
          const asked = ${ask}.catch(() => {});
          const tell = (page) => asked.then(() => page.postMessage('asked'));
          if ('onconnect' in self) onconnect = ({ ports }) => tell(ports[0]); else tell(self);
        }`,
      ),
    );
  },
};

/**
 * @param {string} url
 * @param {'GET' | 'POST'} method
 * @param {string} [more] further options
 */
function fetching(url, method, more = '') {
  return `fetch(${literal(url)}, { method: '${method}', mode: 'no-cors', credentials: 'include', ${more} })`;
}

/** @type {Way} */
function beaconing(url) {
  return `navigator.sendBeacon(${literal(url)}, new URLSearchParams({ ev: 'PageView' }))`;
}

/** @param {string} statement */
function whenLeft(statement) {
  return `addEventListener('pagehide', () => { ${statement} })`;
}

/** @param {string} statements */
function run(statements) {
  return `<script>{ ${statements} }</script>`;
}

/** @param {string} value */
function literal(value) {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** @param {string} value */
function attribute(value) {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
