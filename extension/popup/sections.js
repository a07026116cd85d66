/**
 * The lists of the popup: what was stopped, cleaned and stripped on a page, grouped by site, each group with the rules
 * that did it. Once shown, a group keeps its place, so that nothing moves under the pointer while the page loads.
 *
 * @import { Reason } from '/core/bystander.js'
 * @import { Entry, Intervention, PageEntries } from '../shared/protocol.js'
 */

import { plural, text } from '../shared/i18n.js';
import { awaited, stops } from '../shared/tally.js';

/** @typedef {{ rule: string | undefined, source: string, requests: string, example: string }} Row */
/** @typedef {{ site: string, count: number, label: string, tags: string[], rows: Row[] }} Group */
/** @typedef {{ kind: 'stopped' | 'cleaned' | 'stripped', heading: string, groups: Group[], leftOut: string | undefined, loading: boolean }} Section */

/** @typedef {{ off: boolean, loading: boolean, listNames: Readonly<Record<string, string>> }} Circumstances */

const KINDS = /** @type {const} */ (['stopped', 'cleaned', 'stripped']);

export function createSections() {
  let document = '';
  /** @type {Map<Section['kind'], string[]>} the sites in the order they were first shown */
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
    const bySite = new Map();
    for (const entry of ledger.entries)
      if (kindOf(entry.action) === kind) bySite.set(entry.site, [...(bySite.get(entry.site) ?? []), entry]);
    const groups = [...bySite].map(([site, entries]) => group(site, entries, circumstances));
    const left = Object.entries(ledger.leftOut)
      .filter(([action]) => kindOf(/** @type {Intervention} */ (action)) === kind)
      .reduce((sum, [, counts]) => sum + counts.count, 0);
    return {
      kind,
      heading: text(heading(kind, groups, circumstances)),
      groups: inOrder(kind, groups),
      leftOut: left > 0 ? plural('left_out', left) : undefined,
      loading: circumstances.loading,
    };
  }

  /**
   * At first the most frequent on top; from then on in that order, with new ones below.
   * @param {Section['kind']} kind
   * @param {Group[]} groups
   */
  function inOrder(kind, groups) {
    const order = orders.get(kind) ?? [];
    const added = groups
      .filter(({ site }) => !order.includes(site))
      .sort((one, other) => other.count - one.count);
    const now = [...order, ...added.map(({ site }) => site)];
    if (groups.length > 0) orders.set(kind, now);
    return groups.sort((one, other) => now.indexOf(one.site) - now.indexOf(other.site));
  }
}

/**
 * @param {Section['kind']} kind
 * @param {Group[]} groups
 * @param {Circumstances} circumstances
 */
function heading(kind, groups, { off, loading }) {
  if (kind !== 'stopped') return `section_${kind}`;
  if (off) return 'section_stopped_before';
  return loading || groups.some(({ count }) => count > 0) ? 'section_stopped' : 'section_unconfirmed';
}

/** @param {Intervention} action */
function kindOf(action) {
  switch (action) {
    case 'block':
    case 'replace':
      return 'stopped';
    case 'clean':
      return 'cleaned';
    case 'strip':
      return 'stripped';
    default: {
      /** @type {never} */
      const unknown = action;
      return unknown;
    }
  }
}

/**
 * @param {string} site
 * @param {Entry[]} entries
 * @param {Circumstances} circumstances
 * @returns {Group}
 */
function group(site, entries, { loading, listNames }) {
  const count = sum(entries, ({ confirmed }) => confirmed);
  const gotThrough = sum(entries, ({ action, contradicted }) => (stops(action) ? contradicted : 0));
  const open = loading ? 0 : sum(entries, awaited);
  const tags = [];
  if (gotThrough > 0) tags.push(plural('tag_got_through', gotThrough));
  if (open > 0) tags.push(plural('tag_awaited', open));
  const rows = entries.map((entry) => row(entry, listNames));
  return { site, count, label: plural('count_label', count), tags, rows };
}

/**
 * @param {Entry} entry
 * @param {Readonly<Record<string, string>>} listNames
 * @returns {Row}
 */
function row({ reason, types, count, example }, listNames) {
  const kinds = new Set(types.map(typeName));
  return {
    ...why(reason, listNames),
    requests: text('row_types', plural('requests', count), [...kinds].join(', ')),
    example: text('example', example),
  };
}

/**
 * @param {Reason} reason
 * @param {Readonly<Record<string, string>>} listNames
 * @returns {Pick<Row, 'rule' | 'source'>}
 */
function why(reason, listNames) {
  switch (reason.kind) {
    case 'rule':
    case 'exception-rule':
      return {
        rule: reason.text,
        source: text('reason_rule', listNames[reason.list] ?? reason.list, reason.line),
      };
    case 'strict':
      return { rule: undefined, source: text('reason_strict') };
    case 'unsupported':
      return { rule: undefined, source: text('reason_unsupported') };
    case 'site-exception':
    case 'none':
      return { rule: undefined, source: text('reason_none') };
    default: {
      /** @type {never} */
      const unknown = reason;
      return unknown;
    }
  }
}

/** Firefox's names for what Chrome calls otherwise. */
const SAME_TYPE = new Map([
  ['beacon', 'ping'],
  ['imageset', 'image'],
  ['object_subrequest', 'object'],
  ['fetch', 'xmlhttprequest'],
]);

/** @param {string} type */
function typeName(type) {
  const key = `type_${SAME_TYPE.get(type) ?? type}`;
  const name = text(key);
  return name === key ? text('type_other') : name;
}

/**
 * @param {Entry[]} entries
 * @param {(entry: Entry) => number} number
 */
function sum(entries, number) {
  return entries.reduce((total, entry) => total + number(entry), 0);
}
