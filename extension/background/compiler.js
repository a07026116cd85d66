/**
 * Has lists compiled by the compiler's module, which lives in a worker only while it works: one compilation after the
 * other, each in a worker of its own. Where that worker lives is the place's business, what becomes of the result the
 * caller's.
 *
 * @import { OwnList } from '/core/compiler.js'
 * @import { Compilation, FromCompiler, ToCompiler, Wanted } from '../shared/compiler-protocol.js'
 * @import { CompilerPlace } from './compiler-place.js'
 */

/** @typedef {ReturnType<typeof createCompiler>} Compiler */
/** @typedef {Pick<BroadcastChannel, 'addEventListener' | 'postMessage' | 'close'>} Channel */

/**
 * @param {{ place: CompilerPlace, openChannel: (name: string) => Channel }} needs
 */
export function createCompiler({ place, openChannel }) {
  /** @type {Promise<unknown>} one compilation after the other */
  let compilations = Promise.resolve();

  return {
    /**
     * @param {OwnList[]} lists
     * @param {Wanted} wanted
     * @returns {Promise<Compilation>} rejects where no worker starts, or where it breaks
     */
    compile(lists, wanted) {
      const done = compilations.then(() => compileInWorker({ lists, wanted }));
      compilations = done.catch(() => {});
      return done;
    },
  };

  /**
   * @param {ToCompiler} question
   * @returns {Promise<Compilation>}
   */
  async function compileInWorker(question) {
    // Under a name of its own, no answer to a question of another life of the background is taken for this one's.
    const name = `compiler-${crypto.randomUUID()}`;
    const channel = openChannel(name);
    try {
      const [compilation] = await Promise.all([answerOn(channel, question), place.open(name)]);
      return compilation;
    } finally {
      channel.close();
      await place.close();
    }
  }
}

/**
 * Asks whoever comes to the channel.
 * @param {Channel} channel
 * @param {ToCompiler} question
 * @returns {Promise<Compilation>}
 */
function answerOn(channel, question) {
  return new Promise((resolve, reject) => {
    channel.addEventListener('message', ({ data }) => {
      const message = /** @type {FromCompiler} */ (data);
      if (message.kind === 'here') channel.postMessage(question);
      else if (message.kind === 'done') {
        const { kind, ...compilation } = message;
        resolve(compilation);
      } else reject(new Error(`The rules were not compiled: ${message.error}`));
    });
    channel.addEventListener('messageerror', () =>
      reject(new Error('What the compiler answered cannot be read.')),
    );
  });
}
