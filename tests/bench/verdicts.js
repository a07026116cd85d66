// How long `bystander verdict --ndjson` takes for 30,000 requests, start to end. Owns its workload, made with a fixed
// seed from the corpus; verdicts are checked elsewhere.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const REQUESTS = 30_000;
const ROUNDS = 7;
const PROGRAM = 'target/release/bystander';

const input = workload();
ask(input); // The first run may compile the embedded lists.
const seconds = Array.from({ length: ROUNDS }, () => ask(input)).sort((a, b) => a - b);
const [least, most] = [seconds[0] ?? 0, seconds.at(-1) ?? 0];
const median = seconds[Math.floor(ROUNDS / 2)] ?? 0;
console.log(`bystander verdict --ndjson, ${REQUESTS} requests, ${ROUNDS} rounds`);
console.log(
  `median ${median.toFixed(2)} s (${least.toFixed(2)}–${most.toFixed(2)}), start of the program included`,
);
console.log(`${((median / REQUESTS) * 1e6).toFixed(1)} µs a request`);

/** @param {string} requests */
function ask(requests) {
  const start = performance.now();
  const { status, stderr } = spawnSync(PROGRAM, ['verdict', '--ndjson'], {
    input: requests,
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`${PROGRAM} exited with ${status}: ${stderr}`);
  return (performance.now() - start) / 1000;
}

/** Requests of the corpus over and over, each with a query of its own, so that no two are the same. */
function workload() {
  const files = readdirSync('tests/corpus').filter((name) => name.endsWith('.ndjson'));
  const lines = files.flatMap((name) => readFileSync(`tests/corpus/${name}`, 'utf8').trim().split('\n'));
  const rows = lines.map((line) => JSON.parse(line)).filter((row) => row.url.startsWith('http'));
  const random = generator(1);
  return Array.from({ length: REQUESTS }, (_, number) => {
    const { url, page, type, frame } = rows[Math.floor(random() * rows.length)];
    const separator = url.includes('?') ? '&' : '?';
    const padding = 'x'.repeat(Math.floor(random() ** 3 * 400));
    return `${JSON.stringify({ url: `${url}${separator}n=${number}${padding}`, page, type, frame })}\n`;
  }).join('');
}

/**
 * Mulberry32: small, seeded, good enough to mix rows.
 * @param {number} seed
 */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
