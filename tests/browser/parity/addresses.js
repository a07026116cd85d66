/**
 * Addresses that a rule's pattern matches, and some that it only just does not. Patterns are read by the book: `||` a
 * host or one below it, `|` an end, `*` anything, `^` a separator or the end.
 *
 * @import { Chance } from './chance.js'
 * @import { Written } from './written.js'
 */

import RandExp from 'randexp';

/** How often chance may try before a pattern is given up. */
const TRIES = 12;
/** What may stand before a stretch of an address, and after it. */
const BEFORE = [
  'https://cdn.example/',
  'https://cdn.example/a',
  'https://cdn.example/a?b=1',
  'https://',
  'https://cdn',
  'https://cdn.example',
  'https:',
  'http',
  'http:',
  '',
  'https://cdn.example/a?b=1&',
  'wss://',
];
const AFTER = [
  '',
  '/',
  'x',
  '.example/',
  '1',
  '.js',
  'example.com/',
  'a.example/x',
  '?x=1',
  '&x=1',
  '=1',
  '/x.gif',
];

/**
 * Whether a rule's pattern matches an address.
 * @param {Written} rule
 * @param {string} url
 */
export function matches(rule, url) {
  return (rule.regex ?? patternAsRegex(rule)).test(url);
}

/**
 * An address that the rule's pattern matches, as a browser writes it; none where none was found.
 * @param {Written} rule
 * @param {Chance} chance
 * @param {string} [host] the address's, where the pattern leaves it open
 * @returns {string | undefined}
 */
export function addressFor(rule, chance, host) {
  const source = /^\/(.+)\/$/.exec(rule.pattern)?.[1];
  for (let tried = 0; tried < TRIES; tried++) {
    const stretch =
      source === undefined ? fill(rule.pattern, chance) : expand(source, rule.matchCase, chance);
    if (stretch === undefined) return undefined;
    const found = candidates(rule.pattern, stretch, chance, host).find((url) => matches(rule, url));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** @param {Written} rule */
function patternAsRegex({ pattern, matchCase }) {
  const [, start = '', body = '', end = ''] = /^(\|{0,2})(.*?)(\|?)$/.exec(pattern) ?? [];
  const inside = body
    .replace(/[.+?${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('^', '(?:[^\\w.%-]|$)');
  const anchor = { '': '', '|': '^', '||': '^[a-z-]+:/+(?:[^/?#]+\\.)?' }[start] ?? '';
  // A host that nothing ends is a whole one, or the beginning of one where it ends in a dot.
  const whole = start === '||' && /^[\w.-]*\w$/.test(body) ? '(?![\\w-])' : '';
  return new RegExp(`${anchor}${inside}${whole}${end ? '$' : ''}`, matchCase ? '' : 'i');
}

/**
 * A pattern with its wildcards filled.
 * @param {string} pattern
 * @param {Chance} chance
 */
function fill(pattern, chance) {
  const body = pattern.replace(/^\|{1,2}/, '').replace(/\|$/, '');
  const filled = body.replaceAll(/\*+/g, () => (chance.happens(0.3) ? '' : chance.word()));
  return filled.replaceAll('^', () => chance.pick(['/', '/', '?', '&', '=', ':']));
}

/**
 * @param {string} source
 * @param {boolean} matchCase
 * @param {Chance} chance
 */
function expand(source, matchCase, chance) {
  try {
    const expression = new RandExp(source, matchCase ? '' : 'i');
    expression.max = 4;
    expression.defaultRange.subtract(0, 44).subtract(58, 64).subtract(91, 96).subtract(123, 126);
    expression.randInt = (from, to) => from + chance.below(to - from + 1);
    return expression.gen();
  } catch {
    return undefined;
  }
}

/**
 * Addresses that hold a stretch, likeliest first.
 * @param {string} pattern
 * @param {string} stretch
 * @param {Chance} chance
 * @param {string | undefined} host
 */
function candidates(pattern, stretch, chance, host) {
  const below = chance.happens(0.3) ? `${chance.word()}.` : '';
  const own =
    host === undefined
      ? []
      : [`https://${host}/`, `https://${host}/a?b=1`, `https://${host}/a`, `https://${host}`];
  const fronts = pattern.startsWith('||')
    ? [`https://${below}`, 'https://', 'wss://']
    : pattern.startsWith('|')
      ? ['']
      : [...own, ...(host === undefined ? BEFORE : [])];
  return fronts.flatMap((front) => AFTER.map((tail) => front + stretch + tail)).flatMap(asBrowsersWrite);
}

/**
 * @param {string} text
 * @returns {string[]} none where no browser would ask for it
 */
export function asBrowsersWrite(text) {
  if (!URL.canParse(text)) return [];
  const url = new URL(text);
  const { protocol, hostname, username, hash } = url;
  const isWeb = /^(?:https?|wss?):$/.test(protocol) && /^[\w-]+(?:\.[\w-]+)+$/.test(hostname);
  // A number alone is an address of four bytes, written by somebody in a hurry.
  const isWhole = !/^[\d.]+$/.test(hostname) || text.includes(`//${hostname}`);
  return isWeb && isWhole && username === '' && hash === '' ? [url.href] : [];
}
