/**
 * The corpus: the rows of tests/corpus, read and checked for shape. What judges them is not known here.
 *
 * A row is a request and what must become of it, by the text of the pinned lists and by docs/ARCHITECTURE.md:
 *
 *     {"url", "page", "type"[, "frame", "method", "level"], "expect": {"action", "kind"[, "list", "url"]}
 *      [, "known": {"action", "kind"[, "url"]}], "why"}
 *
 * `expect` is the word of lists and level alone, `known` that of the catalogue where it says otherwise. `kind` is the verdict's `reason.kind`; `list` is given where a rule decides and only one list has it. Line numbers
 * and texts are left out: lists change.
 *
 * @import { Action, Level, Reason, Request, Verdict } from '/core/bystander.js'
 */

import { readdirSync, readFileSync } from 'node:fs';

/** @typedef {{ action: Action, kind: Reason['kind'], list?: string, url?: string }} Expectation */

/** @typedef {Request & { level?: Level, expect: Expectation, known?: Expectation, why: string }} Row */

/** @typedef {{ topic: string, rows: Row[] }} Topic */

const FOLDER = new URL('../corpus/', import.meta.url);

/** @returns {Topic[]} one a file, by name */
export function readCorpus() {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.ndjson'));
  return names.sort().map((name) => {
    const lines = readFileSync(new URL(name, FOLDER), 'utf8').trimEnd().split('\n');
    return { topic: name.replace('.ndjson', ''), rows: lines.map((line) => JSON.parse(line)) };
  });
}

/**
 * @param {Row} row
 * @returns {Request} what is asked of the core
 */
export function requestOf({ url, page, type, frame, method }) {
  return { url, page, type, ...(frame !== undefined && { frame }), ...(method !== undefined && { method }) };
}

/**
 * What an expectation says of a verdict, in its own terms.
 * @param {Expectation} expect
 * @param {Verdict} verdict
 * @returns {Expectation}
 */
export function inTermsOf(expect, { action, reason, url }) {
  const list = 'list' in reason && expect.list !== undefined ? { list: reason.list } : {};
  return { action, kind: reason.kind, ...list, ...(url !== undefined && { url }) };
}
