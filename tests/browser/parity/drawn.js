/**
 * Which rules requests are made from: so many drawn uniformly from all, and beyond those some of every form in which
 * rules are written, since a uniform draw is nearly all hosts.
 *
 * @import { Chance } from './chance.js'
 * @import { Asked } from './matching.js'
 */

import { createChance } from './chance.js';
import { groupsOf } from './groups.js';
import { matching } from './matching.js';
import { nearMisses } from './near-misses.js';
import { readRule } from './written.js';

/** @typedef {{ list: string, line: number, text: string, chrome: 'yes' | 'partly' | 'no', reason?: string }} RuleFacts */
/** @typedef {{ asked: Asked, rule?: RuleFacts, variant: string }} Question */

/** Changing it changes every request. */
const SEED = 20180216;
/** How often a matching request is sought before a rule is given up. */
const TRIES = 6;
/** Near misses a rule, one of each kind at most. */
const MISSES = 2;

/**
 * What is asked unless somebody brings requests: about 35,000 for the embedded lists, or about ten times as many where
 * every rule is to have its turn.
 * @param {readonly RuleFacts[]} rules
 * @param {{ everyRule?: boolean }} [options]
 */
export function questionsFor(rules, { everyRule = false } = {}) {
  return draw(rules, everyRule ? { uniform: rules.length, perForm: 0 } : { uniform: 10_000, perForm: 4 });
}

/**
 * @param {readonly RuleFacts[]} rules
 * @param {{ uniform: number, perForm: number }} counts
 * @returns {{ questions: Question[], given: RuleFacts[] }} `given`: up, since no request was found that they match
 */
function draw(rules, { uniform, perForm }) {
  const chance = createChance(SEED);
  const alive = rules.filter(({ text }) => !readRule(text).cancels);
  const drawn = new Set([...chance.sample(alive, uniform), ...rareForms(alive, perForm, chance)]);
  /** @type {Question[]} */
  const questions = [];
  const given = [];
  for (const rule of drawn) {
    const asked = made(rule, chance);
    if (asked.length === 0) given.push(rule);
    questions.push(...asked);
  }
  return { questions, given };
}

/**
 * @param {RuleFacts} rule
 * @param {Chance} chance
 * @returns {Question[]}
 */
function made(rule, chance) {
  const written = readRule(rule.text);
  for (let tried = 0; tried < TRIES; tried++) {
    const asked = matching(written, chance);
    if (asked === undefined) continue;
    const kinds = groupsOf(nearMisses(written, asked, chance), ({ variant }) => variant);
    const misses = chance.sample([...kinds.values()], MISSES).map((ways) => chance.pick(ways));
    return [
      { asked, rule, variant: MATCHING },
      ...misses.map(({ asked, variant }) => ({ asked, rule, variant })),
    ];
  }
  return [];
}

/** The variant that meets every condition of its rule. */
export const MATCHING = 'matching';

/**
 * So many rules of each form: kind of pattern, and names of options.
 * @param {readonly RuleFacts[]} rules
 * @param {number} count
 * @param {Chance} chance
 */
function rareForms(rules, count, chance) {
  const forms = groupsOf(rules, ({ list, text }) => {
    const { pattern, options, exception } = readRule(text);
    const kind = /^\/.+\/$/.test(pattern)
      ? 'regex'
      : /^(?:\|\|[^/^*?]+\^?$)/.test(pattern)
        ? 'host'
        : pattern.slice(0, pattern.startsWith('||') ? 2 : pattern.startsWith('|') ? 1 : 0);
    return JSON.stringify([list, exception, kind, pattern.includes('*'), options]);
  });
  return [...forms.values()].flatMap((alike) => chance.sample(alike, count));
}
