/**
 * One engine in a worker of its own, so that none disturbs another's memory or compiled code. Which one stands in the
 * worker's address: `worker.js?engine=NAME`. It answers one question after the other (page.js asks).
 *
 * @import { Asked } from '../../../browser/parity/matching.js'
 */

/**
 * `prepare` has everything at hand that is not an engine's own work: modules, and files fetched. `load` is what every start of a
 * background does with them. What it gives says whether a request is stopped.
 * @typedef {{ prepare: () => Promise<() => Promise<(request: Asked) => boolean>> }} EngineModule
 */
/**
 * `load` comes first. `first`: the first so many requests, in milliseconds. `round`: all requests, microseconds a request, a
 * number a batch.
 * @typedef {{ kind: 'load' } | { kind: 'judge' } | { kind: 'first', count: number } | { kind: 'round' }} Question
 */
/** What was asked for, of these. @typedef {{ ms: number, blocked: number[], micros: number[] }} Answer */

/** Requests timed together: Firefox's clock tells 20 µs apart at best, several times what one takes. */
const BATCH = 100;

const name = new URL(import.meta.url).searchParams.get('engine');
/** @type {Asked[]} */
let requests = [];
/** @type {(request: Asked) => boolean} */
let ask;

/** @type {Promise<unknown>} */
let last = Promise.resolve();
addEventListener('message', ({ data }) => {
  last = last.then(async () => {
    try {
      postMessage({ answer: await answer(data) });
    } catch (error) {
      postMessage({ error: String(error) });
    }
  });
});

/**
 * @param {Question} question
 * @returns {Promise<Partial<Answer>>}
 */
async function answer(question) {
  if (question.kind === 'load') return { ms: await load() };
  if (question.kind === 'first') return { ms: first(question.count) };
  if (question.kind === 'judge') return { blocked: requests.map((request) => Number(ask(request))) };
  return { micros: round() };
}

async function load() {
  // Elsewhere clocks are coarse: a millisecond in Firefox.
  if (!crossOriginIsolated) throw new Error('The worker is not isolated from other origins.');
  requests = await (await fetch('/made/requests.json')).json();
  /** @type {EngineModule} */
  const { prepare } = await import(`./engines/${name}.js`);
  const start = await prepare();
  const began = performance.now();
  ask = await start();
  return performance.now() - began;
}

/** @param {number} count */
function first(count) {
  const some = requests.slice(0, count);
  const began = performance.now();
  for (const request of some) ask(request);
  return performance.now() - began;
}

function round() {
  /** @type {number[]} */
  const micros = [];
  let before = performance.now();
  for (let from = 0; from < requests.length; from += BATCH) {
    const to = Math.min(from + BATCH, requests.length);
    for (let index = from; index < to; index++) ask(/** @type {Asked} */ (requests[index]));
    const after = performance.now();
    micros.push(((after - before) / (to - from)) * 1000);
    before = after;
  }
  return micros;
}
