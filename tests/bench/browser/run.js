// What Bystander costs in real browsers, beside other engines and extensions: a request, a cold start, a page, a wake-up, and
// memory. Puts the parts together, prints tables and writes JSON. Needs a build, and both browsers.
//
//     cargo xtask bench browser [--rounds N] [--count N] [--only firefox|chromium] [--json FILE]

import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { browsers } from '../../browser/bystander.js';
import { startInternet } from '../../browser/internet/index.js';
import { tellProgress } from '../../browser/parity/progress.js';
import { ROOT } from '../../core/native.js';
import { wholeNumber } from '../matching/whole-number.js';
import { FIRST, measureEngines, REFERENCE } from './engines.js';
import { measureLoading } from './loading.js';
import { loadingSites } from './loading-page.js';
import { make } from './made.js';
import { measureMemory } from './memory.js';
import { coldTable, engineTable, loadingTable, memoryTable, wakingTable } from './report.js';
import { closeSubjects, NONE, openSubjects } from './subjects.js';
import { findUblockOrigin } from './ublock-origin.js';
import { measureWaking } from './waking.js';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    count: { type: 'string', default: '8000' },
    only: { type: 'string' },
    json: { type: 'string', default: 'target/bench/browser.json' },
  },
});
const rounds = wholeNumber('rounds', values.rounds);
const count = wholeNumber('count', values.count);
const names = browsers.filter((name) => values.only === undefined || values.only === name);
if (names.length === 0) {
  console.error(`--only must be one of ${browsers.join(', ')}, not "${values.only}".`);
  process.exit(2);
}
const ublock = findUblockOrigin();
if (!ublock) say('uBlock Origin, the extension, is not on this machine; pages are measured without it.');

const internet = await startInternet({ sites: loadingSites() });
try {
  say('Making requests, and what other engines start from …');
  const made = await make(count);
  const needs = { internet, names, rounds, tell: tellProgress };
  say('Opening browsers for engines …');
  const engines = await measureEngines({ ...needs, made });
  say('Opening browsers for pages …');
  const subjects = await openSubjects({ ...needs, ublock });
  try {
    const loading = await measureLoading({ ...needs, subjects });
    // Before pages of the extension are open.
    const memory = await measureMemory(subjects);
    const waking = await measureWaking({ ...needs, subjects });
    report({ made, engines, loading, waking, memory });
  } finally {
    await closeSubjects(subjects);
  }
} finally {
  await internet.close();
}

/** @param {import('./report.js').Results & { made: import('./made.js').Made }} results */
function report({ made, ...results }) {
  const { engines, loading, waking, memory } = results;
  const machine = `${cpus()[0]?.model}, ${cpus().length} cores`;
  const versions = {
    browsers: [...new Set(engines.map(({ version }) => version))],
    ...made.versions,
    ...(ublock && { 'uBlock Origin, the extension': ublock.version }),
  };
  const { browsers: both, ...others } = versions;
  const said = [...both, ...Object.entries(others).map(([name, version]) => `${name} ${version}`)];
  console.log(`\n${machine}; ${said.join('; ')}`);
  section(`A request: microseconds, ${count} requests`, engineTable(engines, REFERENCE));
  section(`A cold start and the first ${FIRST} requests: milliseconds`, coldTable(engines, REFERENCE));
  section('A page of 200 requests', loadingTable(loading, NONE));
  section('A wake-up', wakingTable(waking));
  section('Memory', memoryTable(memory));
  const path = resolve(ROOT, values.json);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(
    path,
    JSON.stringify({ machine, versions, rounds, requests: count, ...results }, undefined, 2),
  );
  console.log(`\nWritten to ${values.json}.`);
}

/**
 * @param {string} title
 * @param {string} text
 */
function section(title, text) {
  console.log(`\n${title}\n\n${text}`);
}

/** @param {string} sentence */
function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}
