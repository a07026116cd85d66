/**
 * The cookies of a company in words: those withheld on this page with what is known of them, or, where requests were
 * blocked and none was seen, those the network is known to use. Names only; values are nowhere.
 *
 * @import { Catalogue, KnownCookie, KnownNetwork } from '../shared/catalogue.js'
 * @import { CookieRow } from '../shared/cookie-words.js'
 * @import { Link } from '../shared/sources.js'
 * @import { Entry } from '../shared/protocol.js'
 */

import { cookieNamed, networkWith } from '../shared/catalogue.js';
import { cookieRow, cookieRows, rulingFirst } from '../shared/cookie-words.js';
import { enumeration, plural, text } from '../shared/i18n.js';
import { eachOnce } from '../shared/sources.js';

/**
 * `folded`: general knowledge, which is not about this page and shown only when asked for.
 * @typedef {{
 *   heading: string, folded: boolean, remark: string | undefined, cookies: CookieRow[], unknown: string | undefined,
 *   sources: Link[],
 * }} CookieList `sources`: those of all its cookies, each once, for cookies to refer to by number
 */

/**
 * @param {readonly Entry[]} entries of one company
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
 * @param {readonly Entry[]} entries
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
    known
      ? [cookieRow(name, known, sent ? (set ? 'cookie_both' : 'cookie_not_sent') : 'cookie_not_stored')]
      : [],
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
    ...withSources(cookieRows(cookies)),
    unknown: undefined,
  };
}

/**
 * @param {CookieRow[]} cookies
 * @returns {Pick<CookieList, 'cookies' | 'sources'>}
 */
function withSources(cookies) {
  return { cookies, sources: eachOnce(cookies.flatMap(({ sources }) => sources)) };
}
