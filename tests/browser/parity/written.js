/**
 * A rule of a filter list as its line says it, in the words of Adblock syntax (uBlock Origin's and AdGuard's dialects).
 * Reads the line by itself and shares nothing with the Rust compiler, whose misreadings it is there to find.
 */

/**
 * @typedef {object} Written
 * @property {boolean} exception
 * @property {string} pattern what stands before the options; a hosts-file line is read as `||name^`
 * @property {RegExp | undefined} regex set where the pattern is a regular expression
 * @property {boolean} matchCase
 * @property {readonly string[]} types in browsers' words; empty where the rule names none
 * @property {readonly string[]} otherTypes those it is not for
 * @property {'first' | 'third' | 'sameHost' | 'otherHost' | undefined} party
 * @property {Names} frames `domain=`, `from=`
 * @property {Names} hosts `to=`
 * @property {readonly string[]} denied `denyallow=`
 * @property {Names} methods
 * @property {string | undefined} parameter `removeparam=`; empty for all of them
 * @property {boolean} cancels `badfilter`
 * @property {boolean} changesHeaders `csp`, `permissions`: the request itself goes on
 * @property {readonly string[]} options their names as written, sorted
 */
/** @typedef {{ named: readonly string[], not: readonly string[] }} Names */

/** Types in the words of lists, and in those of browsers. */
const TYPES = new Map(
  /** @type {[string, string][]} */ ([
    ['script', 'script'],
    ['image', 'image'],
    ['stylesheet', 'stylesheet'],
    ['css', 'stylesheet'],
    ['object', 'object'],
    ['object-subrequest', 'object'],
    ['xmlhttprequest', 'xmlhttprequest'],
    ['xhr', 'xmlhttprequest'],
    ['subdocument', 'sub_frame'],
    ['frame', 'sub_frame'],
    ['document', 'main_frame'],
    ['doc', 'main_frame'],
    ['font', 'font'],
    ['media', 'media'],
    ['websocket', 'websocket'],
    ['ping', 'ping'],
    ['beacon', 'ping'],
    ['other', 'other'],
  ]),
);
/** All that a rule may be for; pages are special. */
export const REQUEST_TYPES = [...new Set(TYPES.values())].filter((type) => type !== 'main_frame');
/** What is cleaned where a rule names no types. */
const CLEANED = ['main_frame', 'sub_frame', 'xmlhttprequest'];

const PARTIES = new Map(
  /** @type {[string, NonNullable<Written['party']>][]} */ ([
    ['third-party', 'third'],
    ['3p', 'third'],
    ['~first-party', 'third'],
    ['~1p', 'third'],
    ['first-party', 'first'],
    ['1p', 'first'],
    ['~third-party', 'first'],
    ['~3p', 'first'],
    ['strict-first-party', 'sameHost'],
    ['strict1p', 'sameHost'],
    ['strict-third-party', 'otherHost'],
    ['strict3p', 'otherHost'],
  ]),
);
/** Options that are neither types nor parties. */
const OTHERS = new Set(
  (
    'domain from to denyallow method match-case important badfilter removeparam queryprune redirect redirect-rule csp ' +
    'permissions all popup header removeheader cookie stealth replace generichide ghide elemhide ehide specifichide ' +
    'shide genericblock urlblock jsinject content extension app network empty mp4 noop _'
  ).split(' '),
);
const HOSTS_LINE = /^(?:0\.0\.0\.0|127\.0\.0\.1|::1?|0)\s+([^\s#]+)/;

/**
 * @param {string} text one line
 * @returns {Written}
 */
export function readRule(text) {
  const [, host] = HOSTS_LINE.exec(text) ?? [];
  if (host !== undefined) return meaning(false, `||${host}^`, []);
  const exception = text.startsWith('@@');
  const body = exception ? text.slice(2) : text;
  const at = optionsAt(body);
  return meaning(exception, body.slice(0, at), at === body.length ? [] : splitOptions(body.slice(at + 1)));
}

/**
 * @param {boolean} exception
 * @param {string} pattern
 * @param {{ name: string, negated: boolean, value: string }[]} options
 * @returns {Written}
 */
function meaning(exception, pattern, options) {
  const value = (/** @type {string[]} */ ...names) => options.find(({ name }) => names.includes(name))?.value;
  const has = (/** @type {string[]} */ ...names) => value(...names) !== undefined;
  const matchCase = has('match-case');
  const parameter = value('removeparam', 'queryprune');
  const named = options.flatMap(({ name, negated }) => (negated ? [] : (TYPES.get(name) ?? [])));
  const all = has('all') ? ['main_frame', ...REQUEST_TYPES] : [];
  const types = [...new Set([...named, ...all])];
  const otherTypes = options.flatMap(({ name, negated }) => (negated ? (TYPES.get(name) ?? []) : []));
  const cleaned = parameter !== undefined && types.length + otherTypes.length === 0;
  return {
    exception,
    pattern,
    regex: regexOf(pattern, matchCase),
    matchCase,
    types: cleaned ? CLEANED : types,
    otherTypes,
    party: options.map(({ name, negated }) => PARTIES.get((negated ? '~' : '') + name)).find(Boolean),
    frames: names(value('domain', 'from')),
    hosts: names(value('to')),
    denied: names(value('denyallow')).named,
    methods: names(value('method')),
    parameter,
    cancels: has('badfilter'),
    changesHeaders: has('csp', 'permissions', 'header', 'removeheader'),
    options: options.map(({ name, negated }) => (negated ? '~' : '') + name).toSorted(),
  };
}

/**
 * Where the `$` before the options stands: the first that an option's name follows.
 * @param {string} body
 */
function optionsAt(body) {
  for (let at = body.indexOf('$'); at >= 0; at = body.indexOf('$', at + 1)) {
    const [, negated = '', name = ''] = /^(~?)([a-z0-9_-]+)(?:[=,]|$)/i.exec(body.slice(at + 1)) ?? [];
    if (TYPES.has(name) || OTHERS.has(name) || PARTIES.has(negated + name)) return at;
  }
  return body.length;
}

/**
 * Commas within a regular expression separate nothing.
 * @param {string} text
 */
function splitOptions(text) {
  /** @type {string[]} */
  const parts = [];
  for (const piece of text.split(/(?<!\\),/)) {
    const last = parts.at(-1);
    const open =
      last !== undefined && /=~?\//.test(last) && !/[^\\]\/[a-z]*$/.test(last.replace(/^.*?=~?\//, '='));
    if (open) parts[parts.length - 1] = `${last},${piece}`;
    else parts.push(piece);
  }
  return parts.map((part) => {
    const negated = part.startsWith('~');
    const [name = '', ...value] = part.slice(negated ? 1 : 0).split('=');
    return { name, negated, value: value.join('=').replaceAll('\\,', ',') };
  });
}

/** @param {string | undefined} value */
function names(value = '') {
  const all = value.split('|').filter((name) => name !== '');
  const lower = all.map((name) => name.toLowerCase());
  return {
    named: lower.filter((name) => !name.startsWith('~')),
    not: lower.filter((name) => name.startsWith('~')).map((name) => name.slice(1)),
  };
}

/**
 * @param {string} pattern
 * @param {boolean} matchCase
 */
function regexOf(pattern, matchCase) {
  const [, source] = /^\/(.+)\/$/.exec(pattern) ?? [];
  if (source === undefined) return undefined;
  try {
    return new RegExp(source, matchCase ? '' : 'i');
  } catch {
    // A dialect of regular expressions that JavaScript does not speak.
    return undefined;
  }
}
