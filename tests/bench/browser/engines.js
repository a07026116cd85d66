/**
 * Engines in a page of each browser: how long they take for the same requests, and for the first ones after a cold start. One
 * round after the other, each through all browsers and engines, so that what the machine does hits all of them.
 *
 * @import { Internet } from '../../browser/internet/index.js'
 * @import { Times } from '../matching/statistics.js'
 * @import { Made } from './made.js'
 * @import { Bench } from './page/page.js'
 * @import { Answer, Question } from './page/worker.js'
 */

import { openBrowser } from '../../browser/drivers/index.js';
import { timesOf } from '../matching/statistics.js';
import { benchSite } from './files.js';

/** @typedef {import('../../browser/drivers/index.js').BrowserName} BrowserName */
/** Milliseconds. @typedef {{ load: number, first: number }} Cold */
/** A number a round each. @typedef {{ browser: BrowserName, version: string, engine: string, blocked: number, rounds: Times[], colds: Cold[] }} EngineResult */

/** By the name of their module in page/engines/. */
const ENGINES = {
  bystander: 'Bystander, as shipped',
  ubo: 'uBlock Origin',
  'ubo-wasm': 'uBlock Origin, with its wasm',
  ghostery: 'Ghostery',
};
/** The engine that all others are compared with. */
export const REFERENCE = ENGINES.ubo;
/** Beside all else that is measured, a round of all requests is short. */
const ROUNDS_A_ROUND = 3;
/** Requests that a background which has just started is asked about. */
export const FIRST = 100;

/**
 * @param {{
 *   internet: Internet, names: readonly BrowserName[], made: Made, rounds: number,
 *   tell: (what: string) => (done: number, all: number) => void,
 * }} needs
 * @returns {Promise<EngineResult[]>}
 */
export async function measureEngines({ internet, names, made, rounds, tell }) {
  /** @type {Awaited<ReturnType<typeof openBench>>[]} */
  const benches = [];
  try {
    for (const name of names) benches.push(await openBench(name, internet, made));
    const all = benches.flatMap((bench) =>
      Object.keys(ENGINES).map((engine) => ({
        bench,
        engine,
        blocked: 0,
        times: /** @type {Times[]} */ ([]),
        colds: /** @type {Cold[]} */ ([]),
      })),
    );
    for (const measured of all) {
      const { bench, engine } = measured;
      await bench.ask(engine, { kind: 'load' });
      const { blocked } = await bench.ask(engine, { kind: 'judge' });
      measured.blocked = blocked.filter(Boolean).length;
    }
    await each('rounds of all requests', rounds * ROUNDS_A_ROUND, async ({ bench, engine, times }, round) => {
      const { micros } = await bench.ask(engine, { kind: 'round' });
      // The first ones compile.
      if (round > 0) times.push(timesOf(micros));
    });
    for (const { bench, engine } of all) await bench.end(engine);
    await each('cold starts', rounds, async ({ bench, engine, colds }, round) => {
      const { ms: load } = await bench.ask(engine, { kind: 'load' });
      const { ms: first } = await bench.ask(engine, { kind: 'first', count: FIRST });
      await bench.end(engine);
      if (round > 0) colds.push({ load, first });
    });
    return all.map(({ bench, engine, blocked, times, colds }) => ({
      browser: bench.name,
      version: bench.version,
      engine: ENGINES[/** @type {keyof typeof ENGINES} */ (engine)],
      blocked,
      rounds: times,
      colds,
    }));

    /**
     * @param {string} what
     * @param {number} times
     * @param {(measured: typeof all[number], round: number) => Promise<void>} work
     */
    async function each(what, times, work) {
      const said = tell(what);
      for (let round = 0; round <= times; round++) {
        for (const measured of all) await work(measured, round);
        said(round, times);
      }
    }
  } finally {
    for (const { close } of benches) await close();
  }
}

/**
 * A browser of its own, without any extension, on the page that starts engines.
 * @param {BrowserName} name
 * @param {Internet} internet
 * @param {Made} made
 */
async function openBench(name, internet, made) {
  const host = `bench-${name}.example`;
  internet.serve(host, benchSite(name, made.files));
  const browser = await openBrowser(name, { internet });
  const page = await browser.open(`https://${host}/`);
  return {
    name,
    version: await page.browser().version(),
    close: browser.close,
    /**
     * @param {string} engine
     * @param {Question} question
     * @returns {Promise<Answer>}
     */
    ask: (engine, question) =>
      page.evaluate(
        (engine, question) =>
          /** @type {{ bench: Bench }} */ (/** @type {unknown} */ (globalThis)).bench.ask(engine, question),
        engine,
        question,
      ),
    /** @param {string} engine */
    end: (engine) =>
      page.evaluate(
        (engine) => /** @type {{ bench: Bench }} */ (/** @type {unknown} */ (globalThis)).bench.end(engine),
        engine,
      ),
  };
}
