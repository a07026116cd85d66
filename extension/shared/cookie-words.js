/**
 * What the catalogue knows of a cookie, in words: what it is for, how long it lasts, where that is from. Names only; values
 * are nowhere.
 *
 * @import { KnownCookie } from './catalogue.js'
 * @import { Link } from './sources.js'
 */

import { inWords, span, text } from './i18n.js';
import { linksTo } from './sources.js';

/** @typedef {{ name: string, purpose: string, facts: string, ruling: boolean, sources: Link[] }} CookieRow */

/**
 * Those a network is known to use, those of the ruling first.
 * @param {readonly KnownCookie[]} cookies
 * @returns {CookieRow[]}
 */
export function cookieRows(cookies) {
  return cookies
    .map((cookie) => cookieRow(cookie.name, cookie, cookie.on === 'site' ? 'cookie_on_site' : undefined))
    .sort(rulingFirst);
}

/**
 * @param {string} name
 * @param {KnownCookie} cookie
 * @param {string | undefined} fact key of what else is to be said
 * @returns {CookieRow}
 */
export function cookieRow(name, { purpose, lifetime, ruling, sources }, fact) {
  const facts = [fact === undefined ? undefined : text(fact), lifetimeWords(lifetime)];
  return {
    name,
    purpose: inWords(purpose),
    facts: facts.filter((words) => words !== undefined).join(' · '),
    ruling,
    sources: linksTo(sources),
  };
}

/**
 * @param {CookieRow} one
 * @param {CookieRow} other
 */
export function rulingFirst(one, other) {
  return Number(other.ruling) - Number(one.ruling);
}

/** @param {string[]} lifetime */
function lifetimeWords([shortest, longest]) {
  if (shortest === undefined) return text('lifetime_unstated');
  if (longest === undefined || longest === shortest)
    return shortest === 'session' ? text('lifetime_session') : text('lifetime', spanWords(shortest));
  return text('lifetime', text('lifetime_range', spanWords(shortest), spanWords(longest)));
}

/** @param {string} lifetime `session` or `2 years` */
function spanWords(lifetime) {
  if (lifetime === 'session') return text('lifetime_one_session');
  const [, count, unit] = /^(\d+) (second|minute|hour|day|week|month|year)s?$/.exec(lifetime) ?? [];
  return count === undefined || unit === undefined ? lifetime : span(Number(count), unit);
}
