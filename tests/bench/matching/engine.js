/** An engine in a process of its own, as the one that measures speaks to it (engine-process.js). */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * @typedef {{
 *   version: string, loadMs: number, memoryLoaded: number,
 *   judge: () => Promise<boolean[]>, round: () => Promise<number[]>, memory: () => Promise<number>,
 *   stop: () => Promise<void>,
 * }} Engine `round`: nanoseconds a request; `memory`: bytes
 */

/**
 * @param {string} name for whoever reads of its failure
 * @param {readonly [string, ...string[]]} line
 * @returns {Promise<Engine>} loaded; rejects where it does not load
 */
export async function startEngine(name, [program, ...args]) {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = new Promise((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}.`)));
  });
  // Whoever asks next hears of it.
  gone.catch(() => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  const { version, loadMs, memory } = await answer();
  return {
    version,
    loadMs,
    memoryLoaded: memory,
    judge: async () => (await ask('verdicts')).blocked.map(Boolean),
    round: async () => (await ask('round')).nanos,
    memory: async () => (await ask('memory')).memory,
    async stop() {
      child.stdin.end();
      await gone.catch(() => {});
    },
  };

  /** @param {string} line */
  function ask(line) {
    child.stdin.write(`${line}\n`);
    return answer();
  }

  /** @returns {Promise<{ version: string, loadMs: number, memory: number, blocked: number[], nanos: number[] }>} what was asked for, of these */
  async function answer() {
    const { value, done } = await Promise.race([lines.next(), /** @type {Promise<never>} */ (gone)]);
    if (done) throw new Error(`${name} says nothing any more.`);
    return JSON.parse(value);
  }
}
