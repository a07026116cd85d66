/**
 * A request made for a rule as it is written, which meets every condition of it. What becomes of it, others say.
 *
 * @import { Chance } from './chance.js'
 * @import { Written } from './written.js'
 */

import { addressFor, asBrowsersWrite, matches } from './addresses.js';
import { covers, fitsFrame, fitsHost, fitsParty, staysAtHome } from './conditions.js';
import { removedParameter } from './parameters.js';
import { REQUEST_TYPES } from './written.js';

/** @typedef {{ url: string, page: string, type: string, frame?: string, method?: string }} Asked */

/** Pages of others, one with letters beyond ASCII, one with a port. */
const PAGES = [
  'https://news.example/',
  'https://www.shop.example/',
  'https://bücher.example/',
  'https://blog.example:8443/',
  'http://old.example/',
];
const ENDINGS = ['com', 'de', 'co.uk', 'org', 'fr'];
/** The origin of sandboxed frames. */
export const OPAQUE = 'null';

/**
 * A request that meets every condition of the rule, in surroundings that it leaves open; none where none was found.
 * @param {Written} rule
 * @param {Chance} chance
 * @returns {Asked | undefined}
 */
export function matching(rule, chance) {
  const type = typeFor(rule, chance);
  const asker = askerFor(rule, chance);
  const url = urlFor(rule, type, asker, chance);
  if (url === undefined) return undefined;
  const host = new URL(url).hostname;
  if (!fitsHost(rule, host)) return undefined;
  const method = rule.methods.named.length > 0 ? { method: chance.pick(rule.methods.named) } : {};
  if (type === 'main_frame') {
    const isFirst = rule.party !== 'third' && rule.party !== 'otherHost';
    return isFirst && fitsFrame(rule, host)
      ? { url, page: cameFrom(rule, url, chance), type, ...method }
      : undefined;
  }
  const frame = asker ?? (staysAtHome(rule) ? host : undefined);
  if (frame !== undefined && !(fitsParty(rule, host, frame) && fitsFrame(rule, frame))) return undefined;
  return { url, ...surroundings(rule, frame, host, chance), type, ...method };
}

/**
 * The page with the link that led to a page, which no rule looks at; the page itself where its address was typed in.
 * @param {Written} rule
 * @param {string} url
 * @param {Chance} chance
 */
export function cameFrom({ frames }, url, chance) {
  if (chance.happens(0.4)) return url;
  const named = chance
    .sample([...frames.named, ...frames.not], 1)
    .map((name) => `https://${entity(name, chance)}/`);
  return chance.pick([...PAGES, ...named.flatMap(asBrowsersWrite)]);
}

/**
 * @param {Written} rule
 * @param {string} type
 * @param {string | undefined} asker
 * @param {Chance} chance
 */
function urlFor(rule, type, asker, chance) {
  const named = rule.hosts.named.length > 0 ? entity(chance.pick(rule.hosts.named), chance) : undefined;
  const nearby = type === 'main_frame' || staysAtHome(rule) ? asker : undefined;
  const found = addressFor(rule, chance, named ?? nearby);
  return found && withParameter(rule, inScheme(rule, found, type, chance), chance);
}

/**
 * @param {Written} rule
 * @param {Chance} chance
 */
function typeFor(rule, chance) {
  // An exception without types spares pages too, but no rule without types stops one.
  const all = rule.exception && rule.types.length === 0 ? REQUEST_TYPES : ['main_frame', ...REQUEST_TYPES];
  // A WebSocket has a scheme of its own, and plug-ins are no more: both are for rules that name them.
  const usual = all.filter((type) => covers(rule, type) && type !== 'websocket' && type !== 'object');
  const named = rule.types.length > 0 ? rule.types : usual;
  return chance.pick(named.length > 0 ? named : ['script']);
}

/**
 * The host of the asking document, where the rule says something about it.
 * @param {Written} rule
 * @param {Chance} chance
 */
function askerFor(rule, chance) {
  if (rule.frames.named.length === 0) return undefined;
  for (let tried = 0; tried < 8; tried++) {
    const host = (chance.happens(0.3) ? 'www.' : '') + entity(chance.pick(rule.frames.named), chance);
    const [page] = asBrowsersWrite(`https://${host}/`);
    if (page !== undefined && fitsFrame(rule, host)) return new URL(page).hostname;
  }
  return undefined;
}

/**
 * Page and frame, which may differ: lists look at the frame.
 * @param {Written} rule
 * @param {string | undefined} asker its host, where the rule decides it
 * @param {string} host the request's
 * @param {Chance} chance
 * @returns {{ page: string, frame?: string }}
 */
function surroundings(rule, asker, host, chance) {
  const document = asker === undefined ? chance.pick(PAGES) : `https://${asker}/`;
  if (chance.happens(0.25)) {
    const page = chance.happens(0.3) ? `https://${host}/` : chance.pick(PAGES);
    return { page, frame: document };
  }
  const isAnybody = asker === undefined && !staysAtHome(rule);
  return isAnybody && chance.happens(0.05) ? { page: document, frame: OPAQUE } : { page: document };
}

/**
 * A host of that name, which may end in any suffix.
 * @param {string} name a host, or `name.*`
 * @param {Chance} chance
 */
export function entity(name, chance) {
  return name.endsWith('.*') ? `${name.slice(0, -1)}${chance.pick(ENDINGS)}` : name;
}

/**
 * @param {Written} rule
 * @param {string} url
 * @param {string} type
 * @param {Chance} chance
 */
function inScheme(rule, url, type, chance) {
  const schemes = type === 'websocket' ? ['wss:', 'ws:'] : chance.happens(0.1) ? ['http:'] : [];
  const others = schemes.map((scheme) => url.replace(/^[a-z]+:/, scheme));
  return others.find((other) => matches(rule, other)) ?? url;
}

/**
 * The address with the parameter that the rule removes, behind one that it does not.
 * @param {Written} rule
 * @param {string} url
 * @param {Chance} chance
 */
function withParameter(rule, url, chance) {
  if (rule.parameter === undefined) return url;
  const added = removedParameter(rule.parameter, chance);
  if (added === undefined) return undefined;
  const join = url.includes('?') ? (/[?&]$/.test(url) ? '' : '&') : '?';
  const longer = [`${url}${join}keep=1&${added}`, `${url}${join}${added}`];
  return longer.flatMap(asBrowsersWrite).find((other) => matches(rule, other));
}
