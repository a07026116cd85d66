/**
 * What a row of the popup opens to, in words: what was learned, cookies, requests, the policies and the permission. It is
 * put together when a row is open, and fetched after the popup has said the rest.
 *
 * @import { Catalogue } from '../shared/catalogue.js'
 * @import { Entry } from '../shared/protocol.js'
 * @import { RuleLine } from '../shared/rule-lines.js'
 * @import { Link } from '../shared/sources.js'
 * @import { Consent } from './consent.js'
 * @import { CookieList } from './cookies.js'
 * @import { Learned } from './learned.js'
 * @import { Row } from './reasons.js'
 * @import { Opened } from './sections.js'
 */

import { networkWith } from '../shared/catalogue.js';
import { text } from '../shared/i18n.js';
import { isWeb } from '../shared/sources.js';
import { consent } from './consent.js';
import { cookieLists } from './cookies.js';
import { learned } from './learned.js';
import { row } from './reasons.js';

/** @typedef {{ learned: Learned | undefined, cookies: CookieList[], requests: Row[], policies: Link[], consent: Consent | undefined }} Detail */

/**
 * @param {Opened} opened
 * @param {RuleLine} ruleLine
 * @returns {Detail}
 */
export function detail({ entries, circumstances }, ruleLine) {
  const { off, listNames, catalogue } = circumstances;
  const company = entries[0]?.company;
  return {
    learned: learned(entries),
    cookies: cookieLists(entries, catalogue),
    requests: entries.map((entry) => row(entry, listNames, ruleLine)),
    policies: policies(entries, catalogue),
    consent: off || !company ? undefined : consent(company, circumstances),
  };
}

/**
 * @param {readonly Entry[]} entries
 * @param {Catalogue} catalogue
 * @returns {Link[]} one an address: the networks of a company often share theirs
 */
function policies(entries, catalogue) {
  /** @type {Map<string, string>} */
  const links = new Map();
  for (const { network } of entries) {
    const { name, policy } = networkWith(catalogue, network) ?? {};
    if (name !== undefined && policy !== undefined && isWeb(policy) && !links.has(policy))
      links.set(policy, name);
  }
  return [...links].map(([address, name]) => ({ text: text('policy_of', name), address }));
}
