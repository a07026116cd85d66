/**
 * What the page that engines are measured in can load: its own files, the built extension's, other engines', and what was
 * made for it. A site of the test internet, isolated from all others, which gives it the browser's finest clock.
 *
 * @import { Response } from '../../browser/internet/responses.js'
 * @import { Routes } from '../../browser/internet/sites.js'
 */

import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { dist } from '../../browser/bystander.js';
import { html } from '../../browser/internet/index.js';
import { ROOT } from '../../core/native.js';

/** @typedef {import('../../browser/drivers/index.js').BrowserName} BrowserName */

const PEERS = join(ROOT, 'tests/bench/matching/peers/node_modules');
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
};
/** @type {Record<string, string>} */
const TYPES = { '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' };

/**
 * @param {BrowserName} name whose build is served
 * @param {Readonly<Record<string, string | Buffer>>} made by name, under `/made/`
 * @returns {Routes}
 */
export function benchSite(name, made) {
  const built = dist(name);
  const at =
    (/** @type {string} */ folder) =>
    (/** @type {{ path: string }} */ { path }) =>
      file(join(folder, path));
  return {
    '/': isolated(
      html`<!doctype html><title>Bench</title><link rel="icon" href="data:,"><script type="module" src="/tests/bench/browser/page/page.js"></script>`,
    ),
    '/tests/bench/browser/page/*': at(ROOT),
    '/node_modules/@gorhill/ubo-core/*': at(ROOT),
    '/core/*': at(built),
    '/data/*': at(built),
    '/extension/*': ({ path }) => file(join(built, path.replace('/extension/', ''))),
    '/peers/*': ({ path }) => peer(path.replace('/peers/', '')),
    '/made/*': ({ path }) => {
      const body = made[path.replace('/made/', '')];
      return body === undefined ? missing(path) : isolated({ body });
    },
  };
}

/**
 * A package's module as Node would find it: by the package's name, or by a path that may lack its ending.
 * @param {string} path
 * @returns {Promise<Response>}
 */
async function peer(path) {
  if (/^(@[^/]+\/)?[^/]+$/.test(path)) {
    const { module } = JSON.parse(await readFile(join(PEERS, path, 'package.json'), 'utf8'));
    return isolated({
      status: 302,
      headers: { location: new URL(module, `https://x/peers/${path}/`).pathname },
    });
  }
  const source = await readFile(join(PEERS, extname(path) === '.js' ? path : `${path}.js`), 'utf8');
  return isolated({ headers: { 'content-type': 'text/javascript' }, body: withAddresses(source) });
}

/**
 * A module's source, in which packages are named by where they are served: browsers know of no packages.
 * @param {string} source
 */
export function withAddresses(source) {
  return source.replace(/(\bfrom|\bimport)(\s*)(['"])([@a-z][^'"]*)\3/g, '$1$2$3/peers/$4$3');
}

/**
 * @param {string} path
 * @returns {Promise<Response>}
 */
async function file(path) {
  try {
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    return isolated({ headers: { 'content-type': type }, body: await readFile(path) });
  } catch {
    return missing(path);
  }
}

/** @param {string} path */
function missing(path) {
  console.error(`The page asked for what is not there: ${path}`);
  return isolated({ status: 404 });
}

/**
 * @param {Response} response
 * @returns {Response}
 */
function isolated({ headers, ...rest }) {
  return { ...rest, headers: { ...headers, ...ISOLATED } };
}
