/**
 * The text of lists' rules, which verdicts name by list and line: of the lists that come with the extension, and of a
 * person's own. Pages read it once they have said the rest.
 *
 * @import { Reason } from '/core/bystander.js'
 * @import { OwnList } from '/core/compiler.js'
 */

import { OWN_LISTS_KEY } from './protocol.js';

/** Where a rule stands. @typedef {{ list: string, line: number }} RulePlace */
/** The line as written, by which something was decided about a request. @typedef {(place: RulePlace, url: string) => string | undefined} RuleLine */
/** Text, or a number that stands for a rule of nothing but a host (`crate/cli/src/lines.rs`). @typedef {string | number} Line */

/**
 * @param {{
 *   fetch: (address: string) => Promise<Response>,
 *   local: { get: (key: string) => Promise<Record<string, unknown>> },
 * }} needs
 * @returns {Promise<RuleLine>} knows none where the lists cannot be read
 */
export async function readRuleLines({ fetch, local }) {
  const [embedded, own] = await Promise.all([embeddedLines(fetch), ownLists(local)]);
  const lines = new Map([...Object.entries(embedded), ...own.map(linesOf)]);
  return ({ list, line }, url) => written(lines.get(list)?.[line - 1] ?? '', url) || undefined;
}

/**
 * @param {Reason} reason
 * @returns {RulePlace | undefined}
 */
export function ruleOf(reason) {
  return reason.kind === 'rule' || reason.kind === 'exception-rule' ? reason : undefined;
}

/** What follows `||host^`. */
const ENDINGS = ['', '$third-party', '$3p'];

/**
 * @param {Line} line
 * @param {string} url of the request, of whose host the rule's is the end
 */
function written(line, url) {
  if (typeof line === 'string') return line;
  // Examples of the ledger have no scheme.
  const host = /^(?:\w+:\/\/)?(\[[^\]]*\]|[^/:?#]*)/.exec(url)?.[1]?.replace(/\.$/, '') ?? '';
  return `||${host
    .split('.')
    .slice(-(line >> 2))
    .join('.')}^${ENDINGS[line & 3]}`;
}

/**
 * @param {(address: string) => Promise<Response>} fetch
 * @returns {Promise<Record<string, Line[]>>}
 */
async function embeddedLines(fetch) {
  try {
    const { body } = await fetch('/data/lines.json.gz');
    return await new Response(body?.pipeThrough(new DecompressionStream('gzip'))).json();
  } catch {
    // List and line are said all the same.
    return {};
  }
}

/**
 * @param {{ get: (key: string) => Promise<Record<string, unknown>> }} local
 * @returns {Promise<OwnList[]>}
 */
async function ownLists(local) {
  try {
    const stored = /** @type {{ lists?: OwnList[] } | undefined} */ (
      (await local.get(OWN_LISTS_KEY))[OWN_LISTS_KEY]
    );
    return stored?.lists ?? [];
  } catch {
    return [];
  }
}

/**
 * @param {OwnList} list
 * @returns {[string, Line[]]}
 */
function linesOf({ id, text }) {
  return [id, text.split('\n').map((line) => line.trim())];
}
