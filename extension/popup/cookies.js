/**
 * The cookies of a company in words: those withheld on this page with what is known of them, or, where requests were
 * blocked and none was seen, those the network is known to use. Names only; values are nowhere.
 *
 * @import { Catalogue, KnownCookie, KnownNetwork } from '../shared/catalogue.js'
 * @import { Entry } from '../shared/protocol.js'
 */

import { cookieNamed, networkWith } from '../shared/catalogue.js';
import { enumeration, inWords, plural, span, text } from '../shared/i18n.js';

/** @typedef {{ text: string, address: string }} Link */

/** @typedef {{ name: string, purpose: string, facts: string, ruling: boolean, sources: Link[] }} CookieRow */

/**
 * `folded`: general knowledge, which is not about this page and shown only when asked for.
 * @typedef {{
 *   heading: string, folded: boolean, remark: string | undefined, cookies: CookieRow[], unknown: string | undefined,
 *   sources: Link[],
 * }} CookieList `sources`: those of all its cookies, each once, for cookies to refer to by number
 */

/**
 * @param {Entry[]} entries of one company
 * @param {Catalogue} catalogue
 * @returns {CookieList[]}
 */
export function cookieLists(entries, catalogue) {
  const withheld = withheldList(entries, catalogue);
  if (withheld) return [withheld];
  const networks = new Set(entries.map(({ network }) => networkWith(catalogue, network)));
  return [...networks].flatMap((network) => (network?.cookies.length ? [usedBy(network)] : []));
}

/**
 * @param {Entry[]} entries
 * @param {Catalogue} catalogue
 * @returns {CookieList | undefined}
 */
function withheldList(entries, catalogue) {
  /** @type {Map<string, { known: KnownCookie | undefined, sent: boolean, set: boolean }>} */
  const found = new Map();
  for (const entry of entries)
    for (const direction of /** @type {const} */ (['sent', 'set']))
      for (const name of entry.withheld?.[direction] ?? []) {
        const before = found.get(name) ?? { known: undefined, sent: false, set: false };
        const known = before.known ?? cookieNamed(catalogue, entry, name);
        found.set(name, { ...before, known, [direction]: true });
      }
  if (found.size === 0) return undefined;

  const cookies = [...found].flatMap(([name, { known, sent, set }]) =>
    known ? [row(name, known, sent ? (set ? 'cookie_both' : 'cookie_not_sent') : 'cookie_not_stored')] : [],
  );
  const unknown = [...found].flatMap(([name, { known }]) => (known ? [] : [name]));
  return {
    heading: text('cookies_withheld'),
    folded: false,
    remark: undefined,
    ...withSources(cookies.sort(rulingFirst)),
    unknown: unknown.length > 0 ? plural('cookies_unknown', unknown.length, enumeration(unknown)) : undefined,
  };
}

/**
 * @param {KnownNetwork} network
 * @returns {CookieList}
 */
function usedBy({ name, cookies }) {
  return {
    heading: text('cookies_used', name),
    folded: true,
    remark: text('cookies_not_looked_up'),
    ...withSources(
      cookies
        .map((cookie) => row(cookie.name, cookie, cookie.on === 'site' ? 'cookie_on_site' : undefined))
        .sort(rulingFirst),
    ),
    unknown: undefined,
  };
}

/**
 * @param {string} name
 * @param {KnownCookie} cookie
 * @param {string | undefined} fact key of what else is to be said
 * @returns {CookieRow}
 */
function row(name, { purpose, lifetime, ruling, sources }, fact) {
  const facts = [fact === undefined ? undefined : text(fact), lifetimeWords(lifetime)];
  return {
    name,
    purpose: inWords(purpose),
    facts: facts.filter((words) => words !== undefined).join(' · '),
    ruling,
    sources: sources
      .filter(({ address }) => isWeb(address))
      .map(({ title, address }) => ({ text: title, address })),
  };
}

/**
 * @param {CookieRow[]} cookies
 * @returns {Pick<CookieList, 'cookies' | 'sources'>}
 */
function withSources(cookies) {
  const byAddress = new Map(
    cookies.flatMap(({ sources }) => sources.map((source) => [source.address, source])),
  );
  return { cookies, sources: [...byAddress.values()] };
}

/**
 * @param {CookieRow} one
 * @param {CookieRow} other
 */
function rulingFirst(one, other) {
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

/** @param {string} address */
export function isWeb(address) {
  return /^https?:\/\//.test(address);
}
