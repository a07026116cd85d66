/** What oracles are asked: the corpus's requests, and some drawn from every embedded rule. Who is asked is not known here. */

import { readRules } from '../browser/parity/core.js';
import { questionsFor } from '../browser/parity/drawn.js';
import { corpusQuestions } from '../browser/parity/recorded.js';
import { buildNative } from './native.js';

/** Builds the command first, which reads the rules. */
export async function oracleQuestions() {
  buildNative();
  const rules = readRules([]);
  const questions = [...(await corpusQuestions()), ...questionsFor(rules).questions];
  return { rules, requests: questions.map(({ asked }) => asked) };
}
