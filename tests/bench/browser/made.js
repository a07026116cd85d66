/**
 * What the engines in a page are given: the same requests, and each peer what it saves of itself once it has read the lists,
 * from which it starts from then on.
 *
 * @import { Asked } from '../../browser/parity/matching.js'
 * @import { ListText } from '../matching/workload.js'
 */

import { readFileSync } from 'node:fs';
import { pslInit, StaticNetFilteringEngine } from '@gorhill/ubo-core';
import { serialize } from '@gorhill/ubo-core/js/s14e-serializer.js';
import engine from '@gorhill/ubo-core/js/static-net-filtering.js';
import { ROOT } from '../../core/native.js';
import { suffixes } from '../../core/suffixes.js';
import { requestsOf, rulesOf, textsOf } from '../matching/workload.js';

/** @typedef {{ versions: Record<string, string>, requests: Asked[], files: Record<string, string | Buffer> }} Made */

/**
 * @param {number} count of requests
 * @returns {Promise<Made>} files by name
 */
export async function make(count) {
  const rules = rulesOf();
  const lists = textsOf(rules);
  const requests = requestsOf(rules, count);
  const [ubo, ghostery] = [await savedUbo(lists), await savedGhostery(lists)];
  return {
    versions: { 'uBlock Origin': ubo.version, Ghostery: ghostery.version },
    requests,
    files: {
      'requests.json': JSON.stringify(requests),
      'ubo.txt': ubo.saved,
      'ghostery.bin': ghostery.saved,
    },
  };
}

/** @param {readonly ListText[]} lists */
async function savedUbo(lists) {
  const all = await StaticNetFilteringEngine.create({ noPSL: true });
  const psl = pslInit(suffixes());
  await all.useLists(lists.map(({ id, text }) => ({ name: id, raw: text })));
  const data = { suffixes: psl.toSelfie(), engine: engine.serialize() };
  const saved = serialize(data, { compress: true });
  return { saved, version: manifestOf(`${ROOT}/node_modules/@gorhill/ubo-core`).version };
}

/** @param {readonly ListText[]} lists */
async function savedGhostery(lists) {
  const folder = `${ROOT}/tests/bench/matching/peers/node_modules/@ghostery/adblocker`;
  const { version, module } = manifestOf(folder);
  /** @type {{ FiltersEngine: { parse: (text: string, config: object) => { serialize: () => Uint8Array } } }} */
  const { FiltersEngine } = await import(`${folder}/${module}`);
  const text = lists.map((list) => list.text).join('\n');
  const saved = Buffer.from(FiltersEngine.parse(text, { loadCosmeticFilters: false }).serialize());
  return { saved, version };
}

/**
 * @param {string} folder
 * @returns {{ version: string, module: string }}
 */
function manifestOf(folder) {
  return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
}
