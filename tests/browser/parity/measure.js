/**
 * How good the makers of requests are: the share of requests made to match a rule that the core matches, by that rule
 * or another.
 *
 * @import { Question } from './drawn.js'
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge } from './core.js';
import { MATCHING } from './drawn.js';

/**
 * Exceptions are judged as the blocking rules they would be without their `@@`: one that spares nothing shows nothing.
 * @param {readonly Question[]} questions
 * @returns {{ made: number, missed: Question[] }}
 */
export function measure(questions) {
  const made = questions.filter(({ variant, rule }) => rule !== undefined && variant === MATCHING);
  const folder = mkdtempSync(join(tmpdir(), 'bystander-measure-'));
  try {
    const list = join(folder, 'drawn.txt');
    writeFileSync(list, made.map(({ rule }) => `${rule?.text.replace(/^@@/, '')}\n`).join(''));
    const judged = judge(
      made.map(({ asked }) => asked),
      { lists: [list] },
    );
    const missed = made.filter(
      (_, index) => judged[index]?.action === 'allow' && judged[index]?.cleanedBy === undefined,
    );
    return { made: made.length, missed };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
