/**
 * The compiler's worker: reads and compiles the lists it is sent, on a thread and in a memory of its own, and answers on
 * the channel whose name it bears. It compiles once; whoever started it ends it, and with it that memory, which never
 * shrinks. It stores nothing and puts nothing in force.
 *
 * @import { FromCompiler, ToCompiler } from '../shared/compiler-protocol.js'
 */

import init, { compile, convert } from '/core/compiler.js';

const channel = new BroadcastChannel(self.name);
const loaded = init({ module_or_path: '/core/compiler_bg.wasm' });

channel.addEventListener('message', ({ data }) => answer(data));
loaded.then(() => say({ kind: 'here' }), fail);

/** @param {ToCompiler} asked */
function answer({ lists, wanted }) {
  try {
    const compiled = compile(lists);
    say({ kind: 'done', compiled, ...(wanted === 'overlay and rules' && { converted: convert(lists) }) });
  } catch (error) {
    fail(error);
  }
}

/** @param {unknown} error */
function fail(error) {
  say({ kind: 'failed', error: error instanceof Error ? error.message : String(error) });
}

/** @param {FromCompiler} message */
function say(message) {
  channel.postMessage(message);
}
