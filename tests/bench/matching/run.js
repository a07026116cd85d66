// How long engines take for the same requests over the same lists, each in a process of its own, one round after the other
// so that what the machine does hits all of them; and in how many verdicts they agree. Prints a table and writes JSON.
//
//     cargo xtask bench [--requests FILE] [--lists FILE…] [--rounds N] [--count N] [--json FILE]

import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { tellProgress } from '../../browser/parity/progress.js';
import { bystander, ROOT } from '../../core/native.js';
import { startEngine } from './engine.js';
import { agreement, summaryOf, timesOf } from './statistics.js';
import { table } from './table.js';
import { wholeNumber } from './whole-number.js';
import { embedded, requestsOf, rulesOf, textsOf } from './workload.js';

/** @typedef {import('../../browser/parity/matching.js').Asked} Asked */
/** @typedef {import('./statistics.js').Summary} Summary */
/**
 * @typedef {{
 *   engine: string, version: string, micros: Summary, agreement: number, blocked: number, loadMs: number,
 *   memoryLoaded: number, memoryAfter: number,
 * }} Result
 */

/** The engine that all others are compared with. */
const REFERENCE = 'uBlock Origin';
/** Those whose verdicts on lists alone are the measure of agreement. */
const JUDGE = 'Bystander, native, lists alone';

const { values } = parseArgs({
  options: {
    requests: { type: 'string' },
    lists: { type: 'string', multiple: true, default: [] },
    rounds: { type: 'string', default: '9' },
    count: { type: 'string', default: '30000' },
    json: { type: 'string', default: 'target/bench/matching.json' },
  },
});
const rounds = wholeNumber('rounds', values.rounds);
const count = wholeNumber('count', values.count);
const folder = mkdtempSync(join(tmpdir(), 'bystander-bench-'));
try {
  await measure();
} finally {
  rmSync(folder, { recursive: true });
}

async function measure() {
  const { path, requests } = workload();
  const engines = [];
  for (const [name, line] of Object.entries(commands(path))) {
    process.stderr.write(`${name}: loading …\n`);
    const engine = await startEngine(name, line);
    engines.push({
      name,
      engine,
      verdicts: await engine.judge(),
      times: /** @type {import('./statistics.js').Times[]} */ ([]),
    });
  }
  const tell = tellProgress('rounds');
  for (let round = 0; round <= rounds; round++) {
    for (const { engine, times } of engines) {
      const nanos = await engine.round();
      // The first one compiles.
      if (round > 0) times.push(timesOf(nanos.map((nano) => nano / 1000)));
    }
    tell(round, rounds);
  }
  const judge = engines.find(({ name }) => name === JUDGE)?.verdicts ?? [];
  /** @type {Result[]} */
  const results = [];
  for (const { name, engine, verdicts, times } of engines) {
    const { version, loadMs, memoryLoaded } = engine;
    results.push({
      engine: name,
      version,
      micros: summaryOf(times),
      agreement: agreement(judge, verdicts),
      blocked: verdicts.filter(Boolean).length,
      loadMs,
      memoryLoaded,
      memoryAfter: await engine.memory(),
    });
    await engine.stop();
  }
  report(results, requests);
}

/** Writes what all engines read. */
function workload() {
  const rules = rulesOf(values.lists);
  const lists = textsOf(rules);
  /** @type {Asked[]} */
  const requests = values.requests
    ? readFileSync(values.requests, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : requestsOf(rules, count);
  const path = join(folder, 'input.json');
  const input = { requests, lists, engine: engineFile(), catalogue: embedded('catalogue.bin') };
  writeFileSync(path, JSON.stringify(input));
  return { path, requests };
}

/** Ours, compiled from the lists that are measured. */
function engineFile() {
  if (values.lists.length === 0) return embedded('engine.bin');
  const { status, stderr } = bystander(['compile', '--out', folder, '--lists', ...values.lists]);
  if (status !== 0) throw new Error(stderr);
  return join(folder, 'engine.bin');
}

/**
 * @param {string} input
 * @returns {Record<string, [string, ...string[]]>} how each engine is started
 */
function commands(input) {
  const native = join(ROOT, 'target/release/examples/matching');
  /** @type {(name: string) => [string, ...string[]]} */
  const inNode = (name) => [
    process.execPath,
    '--expose-gc',
    join(ROOT, 'tests/bench/matching/engine-process.js'),
    name,
    input,
  ];
  return {
    [JUDGE]: [native, input, 'match'],
    'Bystander, native': [native, input, 'decide'],
    'Bystander, as shipped': inNode('bystander'),
    [REFERENCE]: inNode('ubo'),
    Ghostery: inNode('ghostery'),
    AdGuard: inNode('tsurlfilter'),
  };
}

/**
 * @param {readonly Result[]} results
 * @param {readonly Asked[]} requests
 */
function report(results, requests) {
  const reference = results.find(({ engine }) => engine === REFERENCE)?.micros.mean ?? Number.NaN;
  const lengths = requests.map(({ url }) => url.length).toSorted((one, other) => one - other);
  const { mean, p50, p95 } = timesOf(lengths);
  console.log(`\n${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}`);
  console.log(
    `${requests.length} requests (addresses: median ${p50}, mean ${mean.toFixed(0)}, 95 % within ${p95}), ${rounds} rounds`,
  );
  console.log('Microseconds a request: medians of rounds; least and most are of the means.\n');
  console.log(
    table(
      ['engine', 'ratio', 'mean', 'least', 'most', 'p50', 'p95', 'p99', 'worst', 'blocked', 'agrees'],
      results.map(({ engine, micros, blocked, agreement: agrees }) => [
        engine,
        (micros.mean / reference).toFixed(2),
        ...[micros.mean, micros.least, micros.most, micros.p50, micros.p95, micros.p99].map((time) =>
          time.toFixed(2),
        ),
        micros.worst.toFixed(0),
        String(blocked),
        `${(agrees * 100).toFixed(2)} %`,
      ]),
    ),
  );
  console.log(
    `\n${table(
      ['engine', 'version', 'load, ms', 'memory loaded, MB', 'after all requests, MB'],
      results
        .filter(({ memoryLoaded }) => memoryLoaded > 0)
        .map(({ engine, version, loadMs, memoryLoaded, memoryAfter }) => [
          engine,
          version,
          loadMs.toFixed(1),
          (memoryLoaded / 1e6).toFixed(1),
          (memoryAfter / 1e6).toFixed(1),
        ]),
    )}`,
  );
  const sizes = weights();
  console.log(
    `\n${table(
      ['file', 'bytes', 'gzip', 'brotli'],
      sizes.map(({ file, bytes, gzip, brotli }) => [file, ...[bytes, gzip, brotli].map(String)]),
    )}`,
  );
  const path = resolve(ROOT, values.json);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(
    path,
    JSON.stringify(
      { machine: cpus()[0]?.model, node: process.version, rounds, requests: requests.length, results, sizes },
      undefined,
      2,
    ),
  );
  console.log(`\nWritten to ${values.json}.`);
}

function weights() {
  return ['core/bystander_bg.wasm', 'data/engine.bin', 'data/catalogue.bin'].map((file) => {
    const path = join(ROOT, 'dist/chrome', file);
    const bytes = readFileSync(path);
    return {
      file,
      bytes: statSync(path).size,
      gzip: gzipSync(bytes, { level: 9 }).length,
      brotli: brotliCompressSync(bytes).length,
    };
  });
}
