/** uBlock Origin's engine, all JavaScript, loaded as the extension loads it: from what it saved of itself. */

import { prepareUbo } from '../ubo-engine.js';

/** @type {import('../worker.js').EngineModule['prepare']} */
export const prepare = () => prepareUbo({ wasm: false });
