/**
 * The corpus: the rows of tests/corpus, read and checked for shape. What judges them is not known here.
 *
 * A row is a request and what must become of it, by the text of the pinned lists and by docs/ARCHITECTURE.md:
 *
 *     {"url", "page", "type"[, "frame", "method", "level", "policy"], "expect": {"action", "kind"[, "list", "url"]}
 *      [, "known": {"action", "kind"[, "url"]}], "why"}
 *
 * `expect` is the word of lists and level alone, `known` that of the catalogue where it says otherwise. `kind` is the verdict's `reason.kind`; `list` is given where a rule decides and only one list has it. Line numbers
 * and texts are left out: lists change.
 *
 * @import { Action, Grantee, Level, Policy, Reason, Request, Verdict } from '/core/bystander.js'
 */

import { readdirSync, readFileSync } from 'node:fs';

/** @typedef {{ action: Action, kind: Reason['kind'], list?: string, url?: string }} Expectation */

/**
 * A person's choices, in the words of the command line; permissions are for the site of the row's page. Only rows that
 * name their level have them.
 * @typedef {{ except?: string, levelOn?: string, permit?: string, withoutIdentity?: boolean }} Choices
 */

/** @typedef {Request & { level?: Level, policy?: Choices, expect: Expectation, known?: Expectation, why: string }} Row */

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
 * @param {Row} row
 * @returns {string[]} the arguments by which the command goes by the row's policy
 */
export function argumentsOf({
  level = 'standard',
  policy: { except, levelOn, permit, withoutIdentity } = {},
}) {
  return [
    ...['--level', level],
    ...(except === undefined ? [] : ['--except', except]),
    ...(levelOn === undefined ? [] : ['--level-on', levelOn]),
    ...(permit === undefined ? [] : ['--permit', permit]),
    ...(withoutIdentity ? ['--without-identity'] : []),
  ];
}

/**
 * The same policy for the wasm.
 * @param {Row} row
 * @param {(url: string) => string | undefined} siteOf
 * @returns {Policy}
 */
export function policyOf({ page, level = 'standard', policy = {} }, siteOf) {
  const { except, levelOn, permit, withoutIdentity } = policy;
  const site = siteOf(page) ?? '';
  const [ownSite = '', ownLevel] = levelOn?.split('=') ?? [];
  const identity = withoutIdentity ? 'without' : 'with';
  return {
    level,
    levels: ownLevel === undefined ? [] : [{ site: ownSite, level: /** @type {Level} */ (ownLevel) }],
    exceptions: except === undefined ? [] : [{ site: except }],
    permissions: permit === undefined ? [] : [{ site, grantee: granteeOf(permit), identity }],
  };
}

/**
 * @param {string} permit
 * @returns {Grantee}
 */
function granteeOf(permit) {
  const [, kind, who = ''] = /^(\w+):(.*)$/.exec(permit) ?? [];
  if (kind === 'company') return { company: who };
  const [network = '', name = ''] = who.split(/\/(.*)/s);
  return { network, name };
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
