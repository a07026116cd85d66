/**
 * Bystander as the background starts and asks it: the shipped wasm, engine and catalogue, and the whole decision. The only
 * file here that knows the core's door.
 */

import init, { Core } from '/core/bystander.js';
import { askForFiles } from '../../../../../extension/background/core-files.js';
import { startCore } from '../../../../../extension/background/core-start.js';
import { createDecide } from '../../../../../extension/background/decide.js';
import { createVerdicts } from '../../../../../extension/background/verdicts.js';
import { atHand } from '../at-hand.js';

/** @type {import('../worker.js').EngineModule['prepare']} */
export async function prepare() {
  const [wasm, engine, catalogue] = await Promise.all([
    atHand('/core/bystander_bg.wasm'),
    atHand('/data/engine.bin'),
    atHand('/data/catalogue.bin'),
  ]);
  return async () => {
    const { core, error } = await startCore({
      files: askForFiles({
        urls: { module: wasm, engine, catalogue },
        fetch,
        compile: WebAssembly.compileStreaming,
      }),
      init: (module) => init({ module_or_path: module }),
      create: (...files) => new Core(...files),
      log: console.error,
    });
    if (core === undefined) throw new Error(error);
    /** @type {import('/core/bystander.js').Policy} */
    const policy = { level: 'standard', levels: [], exceptions: [], permissions: [] };
    const verdict = createVerdicts({ core, numbers: Core });
    const decide = createDecide({ core, verdict, policy: { current: () => policy }, now: Date.now });
    return (request) => decide.verdict(request, false, -1).action !== 'allow';
  };
}
