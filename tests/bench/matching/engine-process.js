/**
 * One engine in a process of its own, so that none disturbs another's memory or compiled code. It is told by lines on
 * standard input and answers with a line of JSON each:
 *
 *     (start)  → {"version", "loadMs", "memory"}   memory: bytes after loading
 *     verdicts → {"blocked": [0 or 1 a request]}
 *     round    → {"nanos": [a number a request]}
 *     memory   → {"memory"}
 *
 *     node --expose-gc tests/bench/matching/engine-process.js ENGINE INPUT
 *
 * INPUT is a file of JSON: `{"requests", "lists": [{"id", "text"}], "engine", "catalogue"}`, the last two being paths.
 */

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** @typedef {import('../../browser/parity/matching.js').Asked} Asked */
/** @typedef {{ requests: Asked[], lists: { id: string, text: string }[], engine: string, catalogue: string }} Input */
/**
 * `prepare` does what a build or an installation does once, `load` what every start does. `ask` says whether the request
 * is stopped. `memory`: bytes that the engine holds, where the heap does not show it.
 * @typedef {{ version: string, ask: (request: Asked) => boolean, memory?: () => number }} Loaded
 * @typedef {{ prepare: (input: Input) => Promise<() => Promise<Loaded>> }} EngineModule
 */

const [name = '', path = ''] = process.argv.slice(2);
/** @type {Input} */
const input = JSON.parse(readFileSync(path, 'utf8'));
/** @type {EngineModule} */
const { prepare } = await import(`./engines/${name}.js`);
const load = await prepare(input);
const before = heap();
const began = performance.now();
const loaded = await load();
const loadMs = performance.now() - began;
const memory = () => loaded.memory?.() ?? heap() - before;
const { requests } = input;
say({ version: loaded.version, loadMs, memory: memory() });

for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'verdicts') say({ blocked: requests.map((request) => Number(loaded.ask(request))) });
  else if (line === 'round') say({ nanos: round() });
  else if (line === 'memory') say({ memory: memory() });
}

function round() {
  const nanos = new Array(requests.length);
  for (let index = 0; index < requests.length; index++) {
    const request = /** @type {Asked} */ (requests[index]);
    const start = performance.now();
    loaded.ask(request);
    nanos[index] = Math.round((performance.now() - start) * 1e6);
  }
  return nanos;
}

function heap() {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** @param {object} answer */
function say(answer) {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
