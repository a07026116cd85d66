/**
 * A comparison as people read it: the agreement, and the disagreements by cause with examples.
 *
 * @import { Disagreement } from './compare.js'
 * @import { Matched } from './chrome.js'
 * @import { RuleFacts } from './drawn.js'
 * @import { Parity } from './parity.js'
 */

import { groupsOf } from './groups.js';

/** Examples a cause. */
const EXAMPLES = 3;
/** As much of a rule as is read. */
const LONGEST = 160;
/** The share of requests, over rules that Chrome is said to have, which may get through unexplained. */
export const TOLERATED = 0.001;

/** @param {Parity} parity */
export function tally({ asked, expressible, disagreements }) {
  const over = disagreements.filter(({ kind }) => kind === 'over');
  const under = disagreements.filter(({ kind }) => kind === 'under');
  const explained = under.filter(({ missing }) => missing !== undefined);
  const unexplained = under.filter(({ missing }) => missing === undefined);
  const differing = disagreements.filter(({ missing }) => missing === undefined).length;
  return {
    over: over.length,
    explained: explained.length,
    unexplained: unexplained.length,
    agreement: (asked - disagreements.length) / asked,
    expressibleAgreement: (expressible - differing) / expressible,
    holds: over.length === 0 && unexplained.length <= expressible * TOLERATED,
  };
}

/**
 * @param {Parity} parity
 * @returns {string}
 */
export function describe(parity) {
  const { asked, bothStop, bothStrip, bothClean, expressible, perSecond, disagreements } = parity;
  const { over, explained, unexplained, agreement, expressibleAgreement, holds } = tally(parity);
  const number = (/** @type {number} */ value) => value.toLocaleString('en');
  const share = (/** @type {number} */ value) => `${(Math.floor(value * 100_000) / 1000).toFixed(3)} %`;
  return [
    `${number(asked)} requests, ${number(Math.round(perSecond))} a second: the core and Chrome agree on ${share(agreement)}`,
    `  both stop ${number(bothStop)}, strip ${number(bothStrip)}, clean ${number(bothClean)}`,
    `  over the ${number(expressible)} about which no rule decides that Chrome is known to lack: ${share(expressibleAgreement)}`,
    `  Chrome does too much: ${number(over)}`,
    `  Chrome does too little: ${number(explained)} for want of a rule that the compiler names, ${number(unexplained)} unexplained`,
    ...[...causes(disagreements)].map(([, group]) => cause(group)),
    holds ? 'parity holds' : 'parity does not hold',
  ].join('\n');
}

/**
 * By kind and cause, over-blocking and the unexplained first, then the commonest.
 * @param {readonly Disagreement[]} disagreements
 */
function causes(disagreements) {
  const groups = groupsOf(disagreements, ({ kind, cause }) => `${kind} ${cause}`);
  const rank = (/** @type {Disagreement[]} */ [first]) =>
    first?.kind === 'over' ? 0 : first?.missing ? 2 : 1;
  return [...groups].toSorted(([, a], [, b]) => rank(a) - rank(b) || b.length - a.length);
}

/** @param {readonly Disagreement[]} group */
function cause(group) {
  const [first] = group;
  if (!first) return '';
  const kind = { over: 'too much', under: 'too little' }[first.kind];
  return [
    `\n${kind}, ${group.length} ×: ${first.cause}`,
    ...examples(group).map(example),
    ...(group.length > EXAMPLES ? [`    … and ${group.length - EXAMPLES} more`] : []),
  ].join('\n');
}

/**
 * Of different rules, where there are.
 * @param {readonly Disagreement[]} group
 */
function examples(group) {
  const byRule = groupsOf(group, ({ question, rule }) =>
    JSON.stringify([(rule ?? question.rule)?.list, (rule ?? question.rule)?.line]),
  );
  const firsts = [...byRule.values()].flatMap((alike) => alike.slice(0, 1));
  return [...firsts, ...group.filter((one) => !firsts.includes(one))].slice(0, EXAMPLES);
}

/** @param {Disagreement} disagreement */
function example({ question: { asked, rule: made, variant }, core, chrome, rule, missing }) {
  const { url, page, frame, type, method } = asked;
  const matched = [...chrome.cleanedBy, ...chrome.matched];
  return [
    `    page ${page}${frame ? `, frame ${frame}` : ''}, ${method ? `${method} ` : ''}${type}`,
    `    url  ${url}`,
    `      expected ${core.action}${core.url === url ? '' : ` of ${core.url}`}, by ${rule ? place(rule) : JSON.stringify(core.reason)}`,
    `      got      ${chrome.action}${chrome.url === url ? '' : ` of ${chrome.url}`}${matched.map((one) => `, by ${inChrome(one)}`).join('')}`,
    ...(missing && missing !== rule
      ? [`      Chrome has this rule wider than it is: ${place(missing)}`]
      : []),
    `      asked as "${variant}"${made && made !== rule ? ` of ${place(made)}` : ''}`,
  ].join('\n');
}

/** @param {RuleFacts} rule */
function place({ list, line, text }) {
  return `${list}:${line} ${cut(text)}`;
}

/** @param {Matched} matched */
function inChrome({ ruleset, rule: { id, priority, action, condition } }) {
  const short = Object.entries(condition).map(([key, value]) =>
    Array.isArray(value) && value.length > 4 ? [key, `${value.length}, first ${value[0]}`] : [key, value],
  );
  return `${ruleset} ${id} (${action.type}, priority ${priority}) ${cut(JSON.stringify(Object.fromEntries(short)))}`;
}

/** @param {string} text */
function cut(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
