// How many instructions the shipped core executes, beside the numbers that tests hold it to. It counts nothing itself.
//
//     cargo xtask bench count [--write]     # --write makes what was counted these numbers

import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { countInstructions, MEANINGS, NUMBERS } from '../core/instructions.js';
import { table } from './matching/table.js';

/** @import { Counts, Numbers } from '../core/instructions.js' */

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
const { workload, counts } = await countInstructions();
/** @type {Partial<Numbers>} */
const numbers = JSON.parse(await readFile(NUMBERS, 'utf8').catch(() => '{}'));
const rows = /** @type {[keyof Counts, string][]} */ (Object.entries(MEANINGS)).map(([key, meaning]) => {
  const written = numbers.counts?.[key] ?? Number.NaN;
  return [meaning, counts[key].toLocaleString('en'), (counts[key] / written).toFixed(3)];
});
console.log(`${workload.count} requests; ratios are to the numbers that tests hold the core to.\n`);
console.log(table(['instructions for', 'count', 'ratio'], rows));
if (values.write) {
  const [, rustc = ''] = execFileSync('rustc', ['--version'], { encoding: 'utf8' }).split(' ');
  await writeFile(NUMBERS, `${JSON.stringify({ rustc, workload, counts }, undefined, 2)}\n`);
  console.log('\nWritten to tests/core/instructions.json.');
}
