/**
 * The lists of the popup: the companies a page asked, with what was done about it, and what was cleaned. Once shown, a
 * row keeps its place, so that nothing moves under the pointer while the page loads. What a row opens to is detail.js's.
 *
 * @import { Catalogue } from '../shared/catalogue.js'
 * @import { Entry, Held, Intervention, PageEntries } from '../shared/protocol.js'
 * @import { ListNames } from '../shared/reason-words.js'
 */

import { enumeration, plural, text } from '../shared/i18n.js';
import { kindName } from '../shared/kind-words.js';
import { awaited } from '../shared/tally.js';

/** What there is to say of a row that is open. @typedef {{ entries: readonly Entry[], circumstances: Circumstances }} Opened */

/**
 * A company, or a site whose company is not known. `kinds`: what it is in business for; `done`: what was done, and how
 * often; `reveals`: how much its requests would tell of a person.
 * @typedef {{
 *   key: string, name: string, kinds: string, done: string, count: number, reveals: number, tags: string[],
 *   opened: Opened,
 * }} Group
 */

/** @typedef {{ kind: 'companies' | 'cleaned', heading: string, groups: Group[], leftOut: string | undefined, loading: boolean }} Section */

/**
 * @typedef {{
 *   off: boolean, loading: boolean, listNames: ListNames, catalogue: Catalogue, permissions: readonly Held[], now: number,
 * }} Circumstances
 */

const KINDS = /** @type {const} */ (['companies', 'cleaned']);

/** More kinds of business than these tell a person less. */
const MAX_KINDS = 2;

export function createSections() {
  let document = '';
  /** @type {Map<Section['kind'], string[]>} the groups in the order they were first shown */
  let orders = new Map();

  /**
   * @param {PageEntries | undefined} ledger
   * @param {Circumstances} circumstances
   * @returns {Section[]}
   */
  return (ledger, circumstances) => {
    if (!ledger) return [];
    if (ledger.document !== document) {
      document = ledger.document;
      orders = new Map();
    }
    return KINDS.map((kind) => section(kind, ledger, circumstances)).filter(
      ({ groups }) => groups.length > 0,
    );
  };

  /**
   * @param {Section['kind']} kind
   * @param {PageEntries} ledger
   * @param {Circumstances} circumstances
   * @returns {Section}
   */
  function section(kind, ledger, circumstances) {
    /** @type {Map<string, Entry[]>} */
    const byOwner = new Map();
    for (const entry of ledger.entries) {
      if (kindOf(entry.action) !== kind) continue;
      const key = ownerKey(kind, entry);
      byOwner.set(key, [...(byOwner.get(key) ?? []), entry]);
    }
    const groups = [...byOwner].map(([key, entries]) => group(key, entries, circumstances));
    const left = Object.entries(ledger.leftOut)
      .filter(([action]) => kindOf(/** @type {Intervention} */ (action)) === kind)
      .reduce((sum, [, counts]) => sum + counts.count, 0);
    return {
      kind,
      heading: text(circumstances.off && kind === 'companies' ? 'section_before' : `section_${kind}`),
      groups: inOrder(kind, groups),
      leftOut: left > 0 ? plural('left_out', left) : undefined,
      loading: circumstances.loading,
    };
  }

  /**
   * At first the most revealing on top, then the most frequent; from then on in that order, with new ones below.
   * @param {Section['kind']} kind
   * @param {Group[]} groups
   */
  function inOrder(kind, groups) {
    const order = orders.get(kind) ?? [];
    const added = groups
      .filter(({ key }) => !order.includes(key))
      .sort((one, other) => other.reveals - one.reveals || other.count - one.count);
    const now = [...order, ...added.map(({ key }) => key)];
    if (groups.length > 0) orders.set(kind, now);
    const places = new Map(now.map((key, index) => [key, index]));
    return groups.sort((one, other) => (places.get(one.key) ?? 0) - (places.get(other.key) ?? 0));
  }
}

/** @param {Intervention} action */
function kindOf(action) {
  switch (action) {
    case 'allow':
    case 'block':
    case 'replace':
    case 'strip':
      return 'companies';
    case 'clean':
      return 'cleaned';
    default: {
      /** @type {never} */
      const unknown = action;
      return unknown;
    }
  }
}

/**
 * What was cleaned is mostly the page's own address, so it says more by its site.
 * @param {Section['kind']} kind
 * @param {Entry} entry
 */
function ownerKey(kind, { company, site }) {
  return kind === 'companies' && company !== undefined ? `company ${company}` : `site ${site}`;
}

/**
 * @param {string} key
 * @param {Entry[]} entries
 * @param {Circumstances} circumstances
 * @returns {Group}
 */
function group(key, entries, circumstances) {
  const gotThrough = sum(entries, ({ contradicted }) => contradicted);
  const open = circumstances.loading ? 0 : sum(entries, awaited);
  const tags = [];
  if (gotThrough > 0) tags.push(plural('tag_got_through', gotThrough));
  if (open > 0) tags.push(plural('tag_awaited', open));
  return {
    key,
    name: key.slice(key.indexOf(' ') + 1),
    kinds: kindsOf(entries),
    done: done(entries),
    count: sum(entries, ({ confirmed }) => confirmed),
    reveals: Math.max(...entries.map(reveals)),
    tags,
    opened: { entries, circumstances },
  };
}

/**
 * Who a person is says more than what a cookie ties together, and that more than what was read on a page.
 * @param {Entry} entry
 */
function reveals({ told = [], withheld }) {
  if (told.some(({ fields }) => fields.some(({ identifies }) => identifies))) return 3;
  if (withheld && withheld.sent.length > 0) return 2;
  return told.length > 0 ? 1 : 0;
}

/** @param {Entry[]} entries */
function kindsOf(entries) {
  const words = entries.flatMap(({ kind }) => kindName(kind) ?? []);
  return enumeration([...new Set(words)].slice(0, MAX_KINDS));
}

/**
 * What the browser showed done.
 * @param {Entry[]} entries
 */
function done(entries) {
  const words = /** @type {const} */ (['allow', 'block', 'replace', 'strip', 'clean']).flatMap((action) => {
    const count = sum(
      entries.filter((entry) => entry.action === action),
      ({ confirmed }) => confirmed,
    );
    return count > 0 ? [plural(`done_${action}`, count)] : [];
  });
  return enumeration(words);
}

/**
 * @param {Entry[]} entries
 * @param {(entry: Entry) => number} number
 */
function sum(entries, number) {
  return entries.reduce((total, entry) => total + number(entry), 0);
}
