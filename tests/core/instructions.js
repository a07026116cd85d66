/**
 * How many of WebAssembly's instructions the shipped core executes for made requests, and whether these are as many as
 * they were. What JavaScript does beside it is not counted, nor how long an instruction takes; only times tell that, and
 * they differ from machine to machine.
 */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createVerdicts } from '../../extension/background/verdicts.js';
import { requestsOf, rulesOf } from '../bench/matching/workload.js';
import { loadCore, openModule, shippedCatalogue, shippedEngine, shippedModule } from './shipped.js';

/** @import { Asked } from '../browser/parity/matching.js' */

/** @typedef {{ load: number, first: number, later: number }} Counts `later`: of what was asked before */
/** @typedef {{ count: number, sha256: string }} Workload the requests, and by what they are known again */
/** @typedef {{ rustc: string, workload: Workload, counts: Counts }} Numbers as `instructions.json` has them */

/** Fewer would cost other amounts with every rule that the lists gain: of so many the mean then moves by some 1 %. */
const REQUESTS = 20_000;
/** Cores whose first requests are counted, each with others, for the same reason. */
const STARTS = 50;
const FIRST = 100;
/** How far a count may be from its number, either way, in per cent. */
const MARGIN = 5;
/** The numbers that the counts are held to. */
export const NUMBERS = new URL('instructions.json', import.meta.url);

/** A person who chose nothing. @type {import('/core/bystander.js').Policy} */
export const POLICY = { level: 'standard', levels: [], exceptions: [], permissions: [] };

/** What each count is of, in words. @type {Record<keyof Counts, string>} */
export const MEANINGS = {
  load: 'loading the core with engine and catalogue',
  first: `a request among a core's first ${FIRST}, on average`,
  later: 'any later request, on average',
};

/**
 * Made by `cargo xtask test` and `cargo xtask bench count` (crate/xtask/src/counting.rs).
 * @param {string} name
 */
const made = (name) => new URL(`../../target/counting/${name}`, import.meta.url);

/**
 * Counts over the built extension. Throws where the counting copy is of another build.
 * @returns {Promise<{ workload: Workload, counts: Counts }>}
 */
export async function countInstructions() {
  const requests = requestsOf(rulesOf(), REQUESTS);
  return {
    workload: {
      count: requests.length,
      sha256: createHash('sha256').update(JSON.stringify(requests)).digest('hex'),
    },
    counts: await countsOf(requests),
  };
}

/**
 * The shipped core's counting copy. Throws where it is of another build.
 * @returns {Promise<{ door: Awaited<ReturnType<typeof openModule>>, executed: () => number }>} `executed`: instructions,
 *   ever since
 */
export async function openCounting() {
  const counted = await readFile(made('counted.wasm')).catch(() => undefined);
  if (!counted?.equals(await shippedModule()))
    throw new Error('There is no counting copy of this build. Type: cargo xtask test --only "wasm in node"');
  const door = await openModule(made('counting.wasm'));
  const { instructions } = /** @type {typeof door.exports & { instructions: WebAssembly.Global }} */ (
    door.exports
  );
  return { door, executed: () => Number(instructions.value) };
}

/**
 * Instructions a request, as after a start, when no document has a number yet.
 * @param {Awaited<ReturnType<typeof openCounting>>} counting
 * @param {import('/core/bystander.js').Core} core
 * @param {readonly Asked[]} asked
 * @returns {number}
 */
export function costOf({ door, executed }, core, asked) {
  core.forgetDocuments();
  const verdict = createVerdicts({ core, numbers: door.Core });
  const before = executed();
  for (const request of asked) verdict(request, 1, POLICY);
  return (executed() - before) / asked.length;
}

/**
 * @param {readonly Asked[]} requests
 * @returns {Promise<Counts>}
 */
async function countsOf(requests) {
  const counting = await openCounting();
  const { door, executed } = counting;
  const [engine, catalogue] = [await shippedEngine(), await shippedCatalogue()];
  const start = async () => {
    const core = await loadCore(engine, catalogue, door);
    core.setPolicy(POLICY);
    return core;
  };
  const core = await start();
  const load = executed();
  // Expressions are prepared when they are first asked.
  costOf(counting, core, requests);
  const later = costOf(counting, core, requests);
  // Else it would be freed whenever JavaScript likes, and the others find memory in another state.
  core.free();
  let first = 0;
  for (let number = 0; number < STARTS; number++) {
    const from = Math.floor((number * requests.length) / STARTS);
    const fresh = await start();
    first += costOf(counting, fresh, requests.slice(from, from + FIRST)) / STARTS;
    fresh.free();
  }
  return { load, first: Math.round(first), later: Math.round(later) };
}

/**
 * What is to be said of counts that are further from their numbers than the margin: a rise, which is to be mended or
 * accepted, or a fall, which is to be kept.
 * @param {Numbers} numbers
 * @param {{ workload: Workload, counts: Counts }} found
 * @returns {string[]} nothing where all is well
 */
export function complaints(numbers, { workload, counts }) {
  const others =
    workload.sha256 === numbers.workload.sha256
      ? ''
      : ' The requests are others than then: lists, companies or their making have changed.';
  return /** @type {(keyof Counts)[]} */ (Object.keys(MEANINGS)).flatMap((key) => {
    const [expected, got] = [numbers.counts[key], counts[key]];
    if (Math.abs(got - expected) * 100 <= MARGIN * expected) return [];
    const ratio = got / expected;
    const what = ratio > 1 ? 'more' : 'fewer';
    const advice =
      ratio > 1
        ? 'If it must be so, accept the new number'
        : 'If it is a gain and no work was forgotten, write it down so that it is kept';
    return [
      `${MEANINGS[key]}: ${what} instructions than before. Expected ${expected} (rustc ${numbers.rustc}), got ${got}, ` +
        `ratio ${ratio.toFixed(3)}, which may be ${MARGIN} % from 1.${others} ` +
        `${advice}: cargo xtask bench count --write`,
    ];
  });
}
