/** Bystander as it ships: the wasm, its door and the whole decision. */

import { readFileSync } from 'node:fs';
import { createVerdicts } from '../../../../extension/background/verdicts.js';
import { Core, loadCore, shippedMemory } from '../../../core/shipped.js';

/** @type {import('../engine-process.js').EngineModule['prepare']} */
export async function prepare({ engine, catalogue }) {
  const bytes = [engine, catalogue].map((path) => readFileSync(path));
  return async () => {
    const core = await loadCore(bytes[0] ?? '', bytes[1] ?? '');
    /** @type {import('/core/bystander.js').Policy} */
    const policy = { level: 'standard', levels: [], exceptions: [], permissions: [] };
    core.setPolicy(policy);
    const verdict = createVerdicts({ core, numbers: Core });
    const now = Date.now();
    return {
      version: 'this tree',
      ask: (request) => verdict(request, now, policy).action !== 'allow',
      memory: shippedMemory,
    };
  };
}
