/**
 * What was measured, as tables: in the terminal, and as they stand in docs/performance.md. Pure.
 *
 * @import { Times } from '../matching/statistics.js'
 * @import { Cold, EngineResult } from './engines.js'
 * @import { LoadingResult } from './loading.js'
 * @import { MemoryResult } from './memory.js'
 * @import { WakingResult } from './waking.js'
 */

import { median, summaryOf } from '../matching/statistics.js';
import { table } from '../matching/table.js';

/** @typedef {{ engines: EngineResult[], loading: LoadingResult[], waking: WakingResult[], memory: MemoryResult[] }} Results */

/**
 * Of each round an engine is compared with the reference in the same round: machines slow down and recover.
 * @param {readonly EngineResult[]} results
 * @param {string} reference the engine that the others are compared with, each in its browser
 */
export function engineTable(results, reference) {
  return table(
    ['engine', 'browser', 'ratio', 'mean', 'least', 'most', 'p50', 'p95', 'blocked'],
    results.map(({ browser, engine, rounds, blocked }) => {
      const other = results.find((one) => one.browser === browser && one.engine === reference);
      const meanOf = (/** @type {Times} */ { mean }) => mean;
      const { mean, least, most, p50, p95 } = summaryOf(rounds);
      return [
        engine,
        browser,
        pairedRatio(rounds.map(meanOf), other?.rounds.map(meanOf)),
        ...[mean, least, most, p50, p95].map((time) => time.toFixed(2)),
        String(blocked),
      ];
    }),
  );
}

/**
 * @param {readonly EngineResult[]} results
 * @param {string} reference
 */
export function coldTable(results, reference) {
  return table(
    ['engine', 'browser', 'ratio', 'both', 'load', 'first requests'],
    results.map(({ browser, engine, colds }) => {
      const other = results.find((one) => one.browser === browser && one.engine === reference);
      const bothOf = (/** @type {Cold} */ { load, first }) => load + first;
      const times = [colds.map(bothOf), colds.map(({ load }) => load), colds.map(({ first }) => first)];
      return [
        engine,
        browser,
        pairedRatio(colds.map(bothOf), other?.colds.map(bothOf)),
        ...times.map((all) => median(all).toFixed(1)),
      ];
    }),
  );
}

/**
 * Of each round the loading is compared with that without any extension in the same round: machines slow down and recover.
 * @param {readonly LoadingResult[]} results
 * @param {string} none what the row without any extension is called
 */
export function loadingTable(results, none) {
  const rows = [...new Set(results.map(({ page }) => page))].flatMap((title) => {
    const ofPage = results.filter(({ page }) => page === title);
    return ofPage.map(({ page, browser, extension, times, seen, requests }) => {
      const bare = ofPage.find((one) => one.browser === browser && one.extension === none)?.times;
      const added = times.map((time, round) => time - (bare?.[round] ?? Number.NaN));
      return [
        page,
        browser,
        extension,
        pairedRatio(times, bare),
        extension === none ? '–' : signed(median(added)),
        ...[median(times), Math.min(...times), Math.max(...times)].map((time) => time.toFixed(0)),
        `${seen} of ${requests}`,
      ];
    });
  });
  return table(
    ['page', 'browser', 'extension', 'ratio', 'added, ms', 'load, ms', 'least', 'most', 'requests seen'],
    rows,
  );
}

/** @param {readonly WakingResult[]} results */
export function wakingTable(results) {
  return table(
    ['until', 'browser', 'stopped, ms', 'awake, ms', 'added, ms'],
    results.map(({ browser, what, awake, stopped }) => [
      what,
      browser,
      ...[stopped, awake, stopped - awake].map((time) => time.toFixed(0)),
    ]),
  );
}

/** @param {readonly MemoryResult[]} results */
export function memoryTable(results) {
  return table(
    ['memory of', 'browser', 'extension', 'MB'],
    results.map(({ browser, extension, what, bytes }) => [
      what,
      browser,
      extension,
      (bytes / 1e6).toFixed(1),
    ]),
  );
}

/**
 * The median of the rounds' ratios.
 * @param {readonly number[]} times
 * @param {readonly number[] | undefined} others of the same rounds
 */
function pairedRatio(times, others) {
  if (others === undefined) return '–';
  return median(times.map((time, round) => time / (others[round] ?? Number.NaN))).toFixed(2);
}

/** @param {number} ms */
function signed(ms) {
  return `${ms < 0 ? '−' : '+'}${Math.abs(ms).toFixed(0)}`;
}
