/**
 * Asks the core and real Chromium about the same requests, and prints where they agree and where they do not.
 *
 *     node tests/browser/parity/run.js [--ndjson FILE | --every-rule] [--lists FILE]…
 *
 * Exits with 1 where Chrome does too much, or too little without a reason; with 2 where it cannot be asked.
 */

import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { dist } from '../bystander.js';
import { readRules } from './core.js';
import { questionsFor } from './drawn.js';
import { measure } from './measure.js';
import { compare, openChrome } from './parity.js';
import { tellProgress } from './progress.js';
import { corpusQuestions, questionsOf } from './recorded.js';
import { describe, tally } from './report.js';

try {
  const parity = await run(readArguments(process.argv.slice(2)));
  console.log(describe(parity));
  process.exitCode = tally(parity).holds ? 0 : 1;
} catch (error) {
  console.error(`parity: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
}

/** @param {string[]} args */
function readArguments(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        ndjson: { type: 'string' },
        lists: { type: 'string', multiple: true },
        'every-rule': { type: 'boolean' },
      },
    });
    return values;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    // What follows the first sentence is advice for a rarer case.
    const usage = 'Usage: node tests/browser/parity/run.js [--ndjson FILE | --every-rule] [--lists FILE]…';
    throw new Error(`${message.split('. ')[0]}. ${usage}`, { cause });
  }
}

/** @param {ReturnType<typeof readArguments>} wanted */
async function run({ ndjson, lists = [], 'every-rule': everyRule = false }) {
  if (!existsSync(dist('chromium'))) throw new Error('The extension is not built: there is no dist/chrome.');
  const rules = readRules(lists);
  const questions = ndjson === undefined ? await made(rules, everyRule) : await recorded(ndjson);
  if (questions.length === 0) throw new Error('There is no request that Chrome could be asked about.');
  const chrome = await openChrome(lists);
  try {
    return await compare(questions, { chrome, lists, rules, onProgress: tellProgress('asking Chrome') });
  } finally {
    await chrome.close();
  }
}

/** @param {string} path */
async function recorded(path) {
  const { questions, leftOut } = await questionsOf(path);
  if (leftOut > 0)
    console.error(`${leftOut} requests are left out: Chrome's matcher cannot be asked about them`);
  return questions;
}

/**
 * @param {import('./drawn.js').RuleFacts[]} rules
 * @param {boolean} everyRule
 */
async function made(rules, everyRule) {
  const { questions, given } = questionsFor(rules, { everyRule });
  const { made, missed } = measure(questions);
  const share = ((made - missed.length) / made) * 100;
  console.error(
    `${questions.length} requests made from ${made} of ${rules.length} rules; the core matches ${share.toFixed(2)} % of those ` +
      `made to match; for ${given.length} rules none was found`,
  );
  return [...(await corpusQuestions()), ...questions];
}
