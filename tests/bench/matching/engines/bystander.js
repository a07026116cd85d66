/** Bystander as it ships: the wasm, its door and the whole decision. */

import { readFileSync } from 'node:fs';
import { loadCore, shippedMemory } from '../../../core/shipped.js';

/** @type {import('../engine-process.js').EngineModule['prepare']} */
export async function prepare({ engine, catalogue }) {
  const bytes = [engine, catalogue].map((path) => readFileSync(path));
  return async () => {
    const core = await loadCore(bytes[0] ?? '', bytes[1] ?? '');
    core.setPolicy({ level: 'standard', levels: [], exceptions: [], permissions: [] });
    const now = Date.now();
    return {
      version: 'this tree',
      ask: (request) => core.decide(request, now).action !== 'allow',
      memory: shippedMemory,
    };
  };
}
