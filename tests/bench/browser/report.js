/**
 * What was measured, as tables: in the terminal, and as they stand in docs/performance.md. Pure.
 *
 * @import { EngineResult } from './engines.js'
 * @import { LoadingResult } from './loading.js'
 * @import { MemoryResult } from './memory.js'
 * @import { WakingResult } from './waking.js'
 */

import { median } from '../matching/statistics.js';
import { table } from '../matching/table.js';

/** @typedef {{ engines: EngineResult[], loading: LoadingResult[], waking: WakingResult[], memory: MemoryResult[] }} Results */

/**
 * @param {readonly EngineResult[]} results
 * @param {string} reference the engine that the others are compared with, each in its browser
 */
export function engineTable(results, reference) {
  return table(
    ['engine', 'browser', 'ratio', 'mean', 'least', 'most', 'p50', 'p95', 'blocked'],
    results.map(({ browser, engine, micros, blocked }) => {
      const other = results.find((one) => one.browser === browser && one.engine === reference);
      return [
        engine,
        browser,
        ratio(micros.mean, other?.micros.mean),
        ...[micros.mean, micros.least, micros.most, micros.p50, micros.p95].map((time) => time.toFixed(2)),
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
    results.map(({ browser, engine, cold }) => {
      const other = results.find((one) => one.browser === browser && one.engine === reference);
      return [
        engine,
        browser,
        ratio(cold.both, other?.cold.both),
        ...[cold.both, cold.load, cold.first].map((time) => time.toFixed(1)),
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
      const bare = ofPage.find((one) => one.browser === browser && one.extension === none)?.times ?? [];
      const pairs = times.map((time, round) => ({ time, without: bare[round] ?? Number.NaN }));
      return [
        page,
        browser,
        extension,
        median(pairs.map(({ time, without }) => time / without)).toFixed(2),
        extension === none ? '–' : signed(median(pairs.map(({ time, without }) => time - without))),
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
 * @param {number} time
 * @param {number | undefined} other
 */
function ratio(time, other) {
  return other === undefined ? '–' : (time / other).toFixed(2);
}

/** @param {number} ms */
function signed(ms) {
  return `${ms < 0 ? '−' : '+'}${Math.abs(ms).toFixed(0)}`;
}
