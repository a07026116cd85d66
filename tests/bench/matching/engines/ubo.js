/** uBlock Origin's engine. */

import { readFileSync } from 'node:fs';
import { pslInit, StaticNetFilteringEngine } from '@gorhill/ubo-core';
import { FilteringContext } from '@gorhill/ubo-core/js/filtering-context.js';
import engine from '@gorhill/ubo-core/js/static-net-filtering.js';
import { suffixes } from '../../../core/suffixes.js';

const PACKAGE = new URL('../../../../node_modules/@gorhill/ubo-core/package.json', import.meta.url);

/** @type {import('../engine-process.js').EngineModule['prepare']} */
export async function prepare({ lists }) {
  const psl = suffixes();
  return async () => {
    const all = await StaticNetFilteringEngine.create({ noPSL: true });
    pslInit(psl);
    await all.useLists(lists.map(({ id, text }) => ({ name: id, raw: text })));
    const context = new FilteringContext();
    return {
      version: JSON.parse(readFileSync(PACKAGE, 'utf8')).version,
      ask({ url, page, frame, type, method }) {
        context.fromDetails({ url, originURL: frame ?? page, type });
        context.setMethod((method ?? 'get').toUpperCase());
        return engine.matchRequest(context) === 1;
      },
    };
  };
}
