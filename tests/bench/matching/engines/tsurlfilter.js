/** AdGuard's engine. */

import { readFileSync } from 'node:fs';

const LIBRARY = '@adguard/tsurlfilter';
const PEERS = new URL('../peers/', import.meta.url);
/** In the library's words, where they are others than browsers'. */
const TYPES = new Map([
  ['main_frame', 'Document'],
  ['sub_frame', 'SubDocument'],
  ['xmlhttprequest', 'XmlHttpRequest'],
  ['websocket', 'WebSocket'],
]);

/**
 * @typedef {{
 *   Engine: { createSync: (options: { filters: { id: number, content: string, ignoreCosmetic: boolean }[] }) => {
 *     matchRequest: (request: unknown) => { getBasicResult: () => { isAllowlist: () => boolean } | null },
 *   } },
 *   Request: new (url: string, source: string, type: number) => unknown,
 *   RequestType: Record<string, number>,
 * }} Library
 */

/** @type {import('../engine-process.js').EngineModule['prepare']} */
export async function prepare({ lists }) {
  const file = new URL(`node_modules/${LIBRARY}/`, PEERS);
  const { version, exports } = JSON.parse(readFileSync(new URL('package.json', file), 'utf8'));
  /** @type {Library} */
  const { Engine, Request, RequestType } = await import(new URL(exports['.'].import, file).href);
  const typeOf = (/** @type {string} */ type) =>
    RequestType[TYPES.get(type) ?? type.charAt(0).toUpperCase() + type.slice(1)] ?? RequestType.Other ?? 0;
  return async () => {
    const filters = lists.map(({ text }, id) => ({ id, content: text, ignoreCosmetic: true }));
    const engine = Engine.createSync({ filters });
    return {
      version,
      ask({ url, page, frame, type }) {
        const rule = engine.matchRequest(new Request(url, frame ?? page, typeOf(type))).getBasicResult();
        return rule !== null && !rule.isAllowlist();
      },
    };
  };
}
