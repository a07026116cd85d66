/**
 * The command `bystander`: built once, run with arguments and an input. Knows nothing of what it answers.
 */

import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Where cargo puts the program. */
export const PROGRAM = fileURLToPath(new URL('../../target/release/bystander', import.meta.url));

/** @typedef {{ status: number | null, stdout: string, stderr: string }} Outcome */

/** Brings the program up to date; a moment where it is. */
export function buildNative() {
  const build = ['build', '--release', '--package', 'bystander-cli', '--locked', '--quiet'];
  execFileSync(process.env.CARGO ?? 'cargo', build, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
}

/**
 * Without `input` the program finds its standard input empty. One that stops before it has read all of a given input
 * breaks the pipe, which is thrown.
 * @param {string[]} args
 * @param {{ input?: string | Uint8Array, cwd?: string }} [options]
 * @returns {Outcome}
 */
export function bystander(args, { input, cwd = ROOT } = {}) {
  const { status, stdout, stderr, error } = spawnSync(PROGRAM, args, {
    cwd,
    maxBuffer: 1 << 28,
    ...(input === undefined ? { stdio: ['ignore', 'pipe', 'pipe'] } : { input }),
  });
  if (error !== undefined) throw error;
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
}

/**
 * The answers of `bystander verdict --ndjson`, a line a question.
 * @param {(string | object)[]} questions what is no string is written as JSON
 * @param {string[]} [args]
 */
export function askInLines(questions, args = []) {
  const lines = questions.map((question) =>
    typeof question === 'string' ? question : JSON.stringify(question),
  );
  const outcome = bystander(['verdict', '--ndjson', ...args], {
    input: lines.map((line) => `${line}\n`).join(''),
  });
  const answers = outcome.stdout.split('\n').slice(0, -1);
  return { ...outcome, answers: answers.map((answer) => JSON.parse(answer)) };
}

/**
 * A verdict of the command as the wasm gives it: without the line of a rule, which the command tells besides its number.
 * @template A
 * @param {A} answer
 * @returns {A}
 */
export function withoutLine(answer) {
  const { reason } = /** @type {{ reason?: { text?: string } }} */ (answer);
  if (reason === undefined) return answer;
  const { text: _, ...rest } = reason;
  return { ...answer, reason: rest };
}
