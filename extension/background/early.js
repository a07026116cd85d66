/**
 * What need not wait until all of the background is there. Firefox runs this file before it has fetched the others, since
 * manifest.json names it first; in Chrome it is one of main.js's imports, which run when all have been fetched.
 */

import { askForFiles } from './core-files.js';

export const coreFiles = askForFiles({
  urls: {
    module: browser.runtime.getURL('/core/bystander_bg.wasm'),
    engine: browser.runtime.getURL('/data/engine.bin'),
    catalogue: browser.runtime.getURL('/data/catalogue.bin'),
  },
  fetch,
  compile: WebAssembly.compileStreaming,
});
