/**
 * The messages between the background and the compiler's worker, as types. They go over a channel that both open under
 * a name made for one compilation; only the extension's own pages and workers could hear it.
 *
 * @import { Compiled, ConvertedRules, OwnList } from '/core/compiler.js'
 */

/** @typedef {'overlay' | 'overlay and rules'} Wanted rules: where Chrome's enforce */
/** @typedef {{ lists: OwnList[], wanted: Wanted }} ToCompiler */
/** @typedef {{ compiled: Compiled, converted?: ConvertedRules }} Compilation */
/** @typedef {{ kind: 'here' } | ({ kind: 'done' } & Compilation) | { kind: 'failed', error: string }} FromCompiler */

export {};
