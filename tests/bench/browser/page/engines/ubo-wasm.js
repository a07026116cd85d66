/** uBlock Origin's engine with those parts of it that exist as wasm too, which the extension uses where it may. */

import { prepareUbo } from '../ubo-engine.js';

/** @type {import('../worker.js').EngineModule['prepare']} */
export const prepare = () => prepareUbo({ wasm: true });
