/**
 * What a person reads first: who tried to see them on the page, and whether anybody did. One sentence, or two short ones,
 * that claim nothing the browser did not show. It counts companies; requests are counted by shared/tally.js.
 *
 * @import { Catalogue } from '../shared/catalogue.js'
 * @import { Entry, Held, PageEntries } from '../shared/protocol.js'
 */

import { networkWith } from '../shared/catalogue.js';
import { plural, text, together } from '../shared/i18n.js';
import { untilWhen } from '../shared/permission-words.js';
import { awaited } from '../shared/tally.js';

/** Names beyond these make a sentence a list. */
const MAX_NAMES = 2;

/** @typedef {{ loading: boolean, permissions: readonly Held[], catalogue: Catalogue, now: number }} Knowing */

/**
 * Who asked for something on the page. `let`: how a permission let it load; `saw`: it got what was to be kept from it;
 * `open`: the browser has not said what became of it; `stripped`: it was asked, without identity.
 * @typedef {{ name: string, let: 'with' | 'without' | undefined, saw: boolean, open: boolean, stripped: boolean }} Party
 */

/**
 * @param {PageEntries} ledger
 * @param {Knowing} knowing
 * @returns {string}
 */
export function glance(ledger, knowing) {
  const parties = partiesOf(ledger.entries);
  const known = parties.filter((party) => party.let === 'with');
  const unknown = parties.filter((party) => party.let === 'without' && !party.saw);
  const others = parties.filter((party) => !known.includes(party) && !unknown.includes(party));
  const said = [
    allowed('glance_allowed', known, knowing),
    allowed('glance_allowed_without', unknown, knowing),
    others.length > 0 ? tried(others, parties.length > others.length, knowing.loading) : '',
  ].filter((sentence) => sentence !== '');
  if (said.length > 0) return said.join(' ');
  return text(knowing.loading ? 'glance_nobody_yet' : 'glance_nobody');
}

/**
 * @param {readonly Entry[]} entries
 * @returns {Party[]} companies, and sites whose company is not known
 */
function partiesOf(entries) {
  /** @type {Map<string, Party>} */
  const parties = new Map();
  for (const entry of entries) {
    // What was cleaned is the page's own address as a rule; what did not load after all, nobody's try.
    if (entry.action === 'clean' || (entry.action === 'allow' && entry.confirmed === 0)) continue;
    const name = entry.company ?? entry.site;
    const party = parties.get(name) ?? { name, let: undefined, saw: false, open: false, stripped: false };
    parties.set(name, party);
    if (entry.reason.kind === 'permission' && entry.confirmed > 0)
      party.let = party.let === 'with' ? 'with' : entry.reason.identity;
    if (entry.action === 'allow') continue;
    party.saw ||= entry.contradicted > 0;
    party.open ||= awaited(entry) > 0;
    party.stripped ||= entry.action === 'strip';
  }
  return [...parties.values()];
}

/**
 * @param {'glance_allowed' | 'glance_allowed_without'} key
 * @param {Party[]} parties
 * @param {Knowing} knowing
 */
function allowed(key, parties, { permissions, catalogue, now }) {
  const [only] = parties;
  if (!only) return '';
  const held = permissions.filter(({ grantee }) => companyOf(grantee, catalogue) === only.name);
  const [permission] = held;
  const names = together(parties.map(({ name }) => name));
  return parties.length === 1 && held.length === 1 && permission
    ? text(`${key}_until`, names, untilWhen(permission, now))
    : text(key, names);
}

/**
 * @param {Held['grantee']} grantee
 * @param {Catalogue} catalogue
 */
function companyOf(grantee, catalogue) {
  return 'company' in grantee ? grantee.company : networkWith(catalogue, grantee.network)?.company;
}

/**
 * @param {Party[]} parties
 * @param {boolean} areOthers whether some were named before
 * @param {boolean} loading
 */
function tried(parties, areOthers, loading) {
  const [only] = parties;
  const many = areOthers ? plural('others', parties.length) : plural('companies', parties.length);
  const who = parties.length === 1 && only ? only.name : many;
  return [text(loading ? 'glance_tried_yet' : 'glance_tried', who), whetherSeen(parties, loading)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/**
 * @param {Party[]} parties
 * @param {boolean} loading
 */
function whetherSeen(parties, loading) {
  const saw = parties.filter((party) => party.saw);
  if (saw.length > 0)
    return saw.length <= MAX_NAMES && parties.length > 1
      ? text('glance_did', together(saw.map(({ name }) => name)))
      : plural('glance_did_many', saw.length);
  const open = parties.filter((party) => party.open).length;
  // What is being asked for right now is always open.
  if (open > 0) return loading ? '' : plural('glance_open', open);
  return parties.some((party) => party.stripped)
    ? plural('glance_not_told', parties.length)
    : plural('glance_none', parties.length);
}
