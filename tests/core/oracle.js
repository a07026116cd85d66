/// <reference path="./ubo-core.d.ts" />

/**
 * uBlock Origin's own engine, which shares no line with ours, as a second opinion on the same rules and requests. It
 * judges sites by the Public Suffix List that the core is built with.
 *
 * @import { Asked } from '../browser/parity/matching.js'
 * @import { RuleFacts } from '../browser/parity/drawn.js'
 */

import { pslInit, StaticNetFilteringEngine } from '@gorhill/ubo-core';
import { FilteringContext } from '@gorhill/ubo-core/js/filtering-context.js';
import engine from '@gorhill/ubo-core/js/static-net-filtering.js';
import { groupsOf } from '../browser/parity/groups.js';
import { suffixes } from './suffixes.js';

/**
 * @typedef {object} Opinion
 * @property {'stop' | 'allow'} action
 * @property {string} url where the request goes in the end
 * @property {string | undefined} rule the one that decided, in the engine's spelling
 */

/** As often as a browser follows a redirect. */
const MOST_ROUNDS = 20;

/**
 * The engine over rules, each list by itself. There can be one a process.
 * @param {readonly RuleFacts[]} rules
 * @returns {Promise<(asked: Asked) => Opinion>}
 */
export async function consult(rules) {
  const oracle = await StaticNetFilteringEngine.create({ noPSL: true });
  // The list that the package brings is not read by its own code.
  pslInit(suffixes());
  const lists = groupsOf(rules, ({ list }) => list);
  await oracle.useLists(
    [...lists].map(([name, all]) => ({ name, raw: all.map(({ text }) => `${text}\n`).join('') })),
  );
  const context = new FilteringContext();
  return ({ url, page, frame, type, method }) => {
    let now = url;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      context.fromDetails({ url: now, originURL: type === 'main_frame' ? now : (frame ?? page), type });
      context.setMethod((method ?? 'get').toUpperCase());
      context.redirectURL = undefined;
      const found = engine.matchRequest(context);
      const rule = found === 0 ? undefined : engine.toLogData()?.raw;
      if (found === 1) return { action: 'stop', url: now, rule };
      if (engine.hasQuery(context)) engine.filterQuery(context);
      const cleaned = context.redirectURL;
      if (cleaned === undefined || cleaned === now) return { action: 'allow', url: now, rule };
      now = cleaned;
    }
    return { action: 'allow', url: now, rule: undefined };
  };
}
