/**
 * uBlock Origin's engine in a worker. The package's own entry is for Node alone, so its modules are used one by one.
 *
 * @import { Asked } from '../../../browser/parity/matching.js'
 */

const PACKAGE = '/node_modules/@gorhill/ubo-core/';

/**
 * @typedef {{
 *   'js/static-net-filtering.js': typeof import('@gorhill/ubo-core/js/static-net-filtering.js'),
 *   'js/filtering-context.js': typeof import('@gorhill/ubo-core/js/filtering-context.js'),
 *   'js/s14e-serializer.js': typeof import('@gorhill/ubo-core/js/s14e-serializer.js'),
 *   'lib/publicsuffixlist/publicsuffixlist.js': typeof import('@gorhill/ubo-core/lib/publicsuffixlist/publicsuffixlist.js'),
 * }} Modules
 */
/** What made.js saves. @typedef {{ suffixes: unknown, engine: unknown }} Saved */

/** @param {{ wasm: boolean }} wanted */
export async function prepareUbo({ wasm }) {
  const [{ default: engine }, { FilteringContext }, { deserialize }, { default: suffixes }] =
    await Promise.all([
      module('js/static-net-filtering.js'),
      module('js/filtering-context.js'),
      module('js/s14e-serializer.js'),
      module('lib/publicsuffixlist/publicsuffixlist.js'),
    ]);
  const saved = await (await fetch('/made/ubo.txt')).text();
  return async () => {
    if (wasm) {
      const enabled = await Promise.all([
        suffixes.enableWASM(compiled, 'lib/publicsuffixlist/wasm/'),
        engine.enableWASM(compiled, 'js/wasm/'),
      ]);
      if (enabled.includes(false)) throw new Error('its wasm does not start.');
    }
    const data = /** @type {Saved} */ (deserialize(saved));
    if (!suffixes.fromSelfie(data.suffixes) || !engine.unserialize(data.engine))
      throw new Error('it does not take what it saved.');
    const context = new FilteringContext();
    return (/** @type {Asked} */ { url, page, frame, type, method }) => {
      context.fromDetails({ url, originURL: frame ?? page, type });
      context.setMethod((method ?? 'get').toUpperCase());
      return engine.matchRequest(context) === 1;
    };
  };
}

/**
 * @template {keyof Modules} Path
 * @param {Path} path
 * @returns {Promise<Modules[Path]>}
 */
function module(path) {
  return import(PACKAGE + path);
}

/** @param {string} path */
function compiled(path) {
  return WebAssembly.compileStreaming(fetch(`${PACKAGE}${path}.wasm`));
}
