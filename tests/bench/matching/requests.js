/**
 * The requests that engines are measured with, unless somebody brings their own: made from the lists' own rules and from
 * the domains of known companies, the same on every machine. About four in ten are made to match a rule; addresses are as
 * long as on real pages (median 78 characters, mean 160, 95 % within 591).
 *
 * @import { Chance } from '../../browser/parity/chance.js'
 * @import { Asked } from '../../browser/parity/matching.js'
 */

import { createChance } from '../../browser/parity/chance.js';
import { matching } from '../../browser/parity/matching.js';
import { readRule } from '../../browser/parity/written.js';

/** Changing it changes every request. */
const SEED = 20261126;
/** Requests a page makes. */
const PER_PAGE = 60;
const SHARE_MADE_FROM_RULES = 0.4;
/** Of a page's other requests, those to its own site. */
const SHARE_AT_HOME = 0.45;
/** Lengths spread like exp(N(µ, σ)): exp(µ) is the median, and σ puts 95 % within 591. */
const LENGTH = { mu: Math.log(78), sigma: 1.23, most: 4000 };
/** Types with the endings of their files, as often as pages ask for them. @type {readonly (readonly [string, string])[]} */
const TYPES = [
  ...Array(7).fill(['image', '.jpg']),
  ...Array(6).fill(['script', '.js']),
  ...Array(3).fill(['xmlhttprequest', '']),
  ...Array(2).fill(['stylesheet', '.css']),
  ['font', '.woff2'],
  ['sub_frame', '.html'],
  ['ping', ''],
];
const ENDINGS = ['com', 'org', 'net', 'de', 'co.uk', 'fr', 'nl', 'io'];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/**
 * @param {{ rules: readonly { text: string }[], domains: readonly string[], count: number }} from
 * @returns {Asked[]} each with the page that asks; consecutive ones mostly share it
 */
export function makeRequests({ rules, domains, count }) {
  const chance = createChance(SEED);
  /** @type {Asked[]} */
  const requests = [];
  while (requests.length < count) {
    const site = `${chance.word()}${chance.word()}.${chance.pick(ENDINGS)}`;
    const page = `https://www.${site}/${path(chance, 2)}`;
    for (let made = 0; made < PER_PAGE && requests.length < count; made++)
      requests.push(
        (chance.happens(SHARE_MADE_FROM_RULES) && fromRule(chance.pick(rules).text, page, chance)) ||
          ordinary({ site, page, domains }, chance),
      );
  }
  return requests;
}

/**
 * @param {string} text
 * @param {string} page
 * @param {Chance} chance
 * @returns {Asked | undefined} nothing for rules that are of other pages, that cancel or that are hard to meet
 */
function fromRule(text, page, chance) {
  const rule = readRule(text);
  if (rule.cancels || rule.exception || rule.frames.named.length > 0) return undefined;
  const asked = matching(rule, chance);
  if (!asked || asked.type === 'main_frame') return undefined;
  const { url, type, method } = asked;
  return { url: lengthened(url, chance), page, type, ...(method !== undefined && { method }) };
}

/**
 * @param {{ site: string, page: string, domains: readonly string[] }} surroundings
 * @param {Chance} chance
 * @returns {Asked}
 */
function ordinary({ site, page, domains }, chance) {
  const [type, ending] = chance.pick(TYPES);
  const host = chance.happens(SHARE_AT_HOME)
    ? `${chance.pick(['www', 'static', 'img', 'api'])}.${site}`
    : `${chance.word()}.${chance.happens(0.5) ? `${chance.word()}${chance.word()}.com` : chance.pick(domains)}`;
  return { url: lengthened(`https://${host}/${path(chance, 3)}${ending}`, chance), page, type };
}

/**
 * @param {Chance} chance
 * @param {number} most
 */
function path(chance, most) {
  return Array.from({ length: 1 + chance.below(most) }, () => chance.word()).join('/');
}

/**
 * The address with parameters that no list knows, until it is as long as was drawn.
 * @param {string} url
 * @param {Chance} chance
 */
function lengthened(url, chance) {
  const wanted = lengthDrawn(chance);
  let long = url;
  while (long.length < wanted) {
    const value = Array.from({ length: Math.min(wanted - long.length, 4 + chance.below(60)) }, () =>
      LETTERS.charAt(chance.below(LETTERS.length)),
    ).join('');
    long += `${long.includes('?') ? '&' : '?'}${chance.word()}=${value}`;
  }
  return long;
}

/** @param {Chance} chance */
function lengthDrawn(chance) {
  const share = () => (chance.below(1_000_000) + 1) / 1_000_001;
  // Box and Muller's way to a normal distribution.
  const normal = Math.sqrt(-2 * Math.log(share())) * Math.cos(2 * Math.PI * share());
  return Math.min(LENGTH.most, Math.exp(LENGTH.mu + LENGTH.sigma * normal));
}
