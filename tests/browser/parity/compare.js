/**
 * What the core decides beside what Chrome does: agreement, too much, or too little, and for every disagreement its
 * cause. A cause is a rule that the compiler itself reports as missing or changed in Chrome, or a shape of rules that
 * the compiler believes it said.
 *
 * @import { Reason } from '/core/bystander.js'
 * @import { Enforced, Matched } from './chrome.js'
 * @import { Judged } from './core.js'
 * @import { Question, RuleFacts } from './drawn.js'
 */

import { coversFrame } from './conditions.js';
import { parametersMissing } from './parameters.js';
import { readRule } from './written.js';

/**
 * @typedef {object} Disagreement
 * @property {'over' | 'under'} kind
 * @property {string} cause
 * @property {RuleFacts | undefined} missing the rule that the compiler reports, if that is the cause
 * @property {Question} question
 * @property {Judged} core
 * @property {Enforced} chrome
 * @property {RuleFacts | undefined} rule the core's
 */

/** From least to most. */
const WEIGHT = { allow: 0, strip: 1, replace: 2, block: 2, stop: 2 };

/**
 * @param {readonly Question[]} questions
 * @param {readonly Judged[]} judged
 * @param {readonly Enforced[]} enforced
 * @param {readonly RuleFacts[]} rules
 * @returns {Disagreement[]}
 */
export function disagreements(questions, judged, enforced, rules) {
  const cite = citer(rules);
  const widened = rules.filter(({ chrome }) => chrome === 'partly');
  return questions.flatMap((question, index) => {
    const core = judged[index];
    const chrome = enforced[index];
    if (!core || !chrome) throw new Error(`request ${index + 1} was not answered`);
    const kind = kindOf(core, chrome);
    if (kind === undefined) return [];
    const rule = cite(core.cleanedBy ?? core.reason) ?? cite(core.reason);
    const missing =
      rule && rule.chrome !== 'yes'
        ? rule
        : kind === 'under'
          ? widening(question, chrome, widened)
          : undefined;
    const cause = missing
      ? `${missing.chrome === 'no' ? 'not in Chrome' : 'wider in Chrome'}: ${missing.reason}`
      : shape(core, chrome, rule);
    return [{ kind, cause, missing, question, core, chrome, rule }];
  });
}

/**
 * @param {Judged} core
 * @param {Enforced} chrome
 * @returns {Disagreement['kind'] | undefined}
 */
function kindOf(core, chrome) {
  const more = WEIGHT[chrome.action] - WEIGHT[core.action];
  if (more !== 0) return more > 0 ? 'over' : 'under';
  if (core.action !== 'allow' && core.action !== 'strip') return undefined;
  if (parametersMissing(core.url, chrome.url).length > 0) return 'over';
  return parametersMissing(chrome.url, core.url).length > 0 ? 'under' : undefined;
}

/** @param {readonly RuleFacts[]} rules */
function citer(rules) {
  const byPlace = new Map(rules.map((rule) => [`${rule.list} ${rule.line}`, rule]));
  return (/** @type {Reason | undefined} */ reason) =>
    reason && 'line' in reason ? byPlace.get(`${reason.list} ${reason.line}`) : undefined;
}

/**
 * An exception of which Chrome has a wider version, if that may be what let the request through.
 * @param {Question} question
 * @param {Enforced} chrome
 * @param {readonly RuleFacts[]} widened
 */
function widening({ asked }, chrome, widened) {
  const spared = chrome.matched.find(({ rule }) => rule.action.type === 'allow');
  if (!spared) return undefined;
  return widened.find((rule) => coversFrame(readRule(rule.text), asked));
}

/**
 * A disagreement in general terms, so that those of one kind come together.
 * @param {Judged} core
 * @param {Enforced} chrome
 * @param {RuleFacts | undefined} rule
 */
function shape(core, chrome, rule) {
  const [first] = chrome.cleanedBy.length > 0 && chrome.action !== 'stop' ? chrome.cleanedBy : chrome.matched;
  const did = { allow: 'lets it go', strip: 'strips', stop: 'stops' }[chrome.action];
  const cleans = chrome.cleanedBy.length > 0 ? ', cleaned' : '';
  const coreCleans = core.cleanedBy ? ', cleaned' : '';
  return `Chrome ${did}${cleans}${first ? ` by ${ruleShape(first)}` : ''}; the core says ${core.action}${coreCleans} by ${rule ? writtenShape(rule) : core.reason.kind}`;
}

/** @param {Matched} matched */
function ruleShape({ ruleset, rule }) {
  return `${rule.action.type} of ${ruleset} [${Object.keys(rule.condition).join(' ')}]`;
}

/** @param {RuleFacts} rule */
function writtenShape({ list, text }) {
  const { exception, pattern, options } = readRule(text);
  const kind = /^\/.+\/$/.test(pattern) ? '/regex/' : /^\|*/.exec(pattern)?.[0] + (pattern ? '…' : '');
  return `${exception ? '@@' : ''}${kind}${options.length > 0 ? `$${[...new Set(options)].join(',')}` : ''} of ${list}`;
}
