/**
 * What the dashboard says about companies: which of them a search finds, and what the opened ones are known for. It draws
 * nothing and asks nothing.
 *
 * @import { Catalogue } from '../../shared/catalogue.js'
 * @import { CompanyFacts } from './detail.js'
 * @import { KnownCompany, Who } from './read.js'
 */

import { enumeration, plural, text } from '../../shared/i18n.js';
import { kindName } from '../../shared/kind-words.js';
import { companyFacts } from './detail.js';

/** How many rows are drawn more each time a person asks for more. */
export const MORE_ROWS = 100;

/** A company as it is listed and found. @typedef {{ name: string, kinds: string, networks: string[], haystack: string }} Listed */

/**
 * `target`: the company that an address named, to be scrolled to.
 * @typedef {{
 *   who: Who | undefined, listed: readonly Listed[], problem: string | undefined, wanted: string, rows: number,
 *   open: ReadonlySet<string>, target: string | undefined,
 * }} CompaniesState
 */
/** @typedef {{ name: string, about: string, isTarget: boolean, facts: CompanyFacts | undefined }} Row `facts` of opened rows only */
/** `heading` is nothing over what a search found. @typedef {{ heading: string | undefined, rows: Row[] }} Group */

/**
 * @param {Who} who
 * @param {Catalogue} catalogue
 * @returns {Listed[]} those with networks first, else by name
 */
export function listCompanies(who, catalogue) {
  const listed = who.companies.map((company) => list(company, who, catalogue));
  return listed.sort(
    (one, other) =>
      Number(other.networks.length > 0) - Number(one.networks.length > 0) ||
      (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1),
  );
}

/**
 * @param {CompaniesState} state
 * @param {Catalogue} catalogue
 */
export function companiesModel({ who, listed, problem, wanted, rows, open, target }, catalogue) {
  const found = search(listed, wanted);
  const row = (/** @type {Listed} */ { name, kinds, networks }) => ({
    name,
    about: [kinds, enumeration(networks.filter((network) => network !== name))].filter(Boolean).join(' · '),
    isTarget: name === target,
    facts: who && open.has(name) ? companyFacts(name, { catalogue, who }) : undefined,
  });
  const drawn = found.slice(0, rows);
  const isKnown = (/** @type {Listed} */ { networks }) => networks.length > 0;
  return {
    status: status({ who, problem, wanted }, found.length),
    groups: isSearch(wanted)
      ? [group(undefined, drawn.map(row))]
      : [
          group(text('companies_detailed'), drawn.filter(isKnown).map(row)),
          group(text('companies_by_domains'), drawn.filter((one) => !isKnown(one)).map(row)),
        ].filter((one) => one.rows.length > 0),
    more:
      found.length > drawn.length
        ? plural('companies_show_more', Math.min(MORE_ROWS, found.length - drawn.length))
        : undefined,
  };
}

/**
 * @param {KnownCompany} company
 * @param {Who} who
 * @param {Catalogue} catalogue
 * @returns {Listed}
 */
function list({ name, kinds, domains }, who, catalogue) {
  const networks = catalogue.filter(({ company }) => company === name);
  const names = [
    ...domains.flatMap((facts) => facts.names),
    ...networks.flatMap(({ id }) => who.networks[id]?.domains.names ?? []),
  ];
  return {
    name,
    kinds: enumeration(kinds.flatMap((kind) => kindName(kind) ?? []).slice(0, 2)),
    networks: networks.map((network) => network.name),
    haystack: [name, ...networks.map((network) => network.name), ...names].join('\n').toLowerCase(),
  };
}

/**
 * Those whose name begins so come first.
 * @param {readonly Listed[]} listed
 * @param {string} wanted
 */
function search(listed, wanted) {
  if (!isSearch(wanted)) return listed;
  const words = wanted.trim().toLowerCase();
  const begins = (/** @type {Listed} */ { name }) => Number(name.toLowerCase().startsWith(words));
  return listed
    .filter(({ haystack }) => haystack.includes(words))
    .sort((one, other) => begins(other) - begins(one));
}

/**
 * @param {Pick<CompaniesState, 'who' | 'problem' | 'wanted'>} state
 * @param {number} found
 */
function status({ who, problem, wanted }, found) {
  if (problem !== undefined) return text('companies_failed', problem);
  if (!who) return text('companies_reading');
  if (!isSearch(wanted)) return plural('companies', found);
  return found === 0 ? text('companies_not_found') : plural('companies_found', found);
}

/** @param {string} wanted */
function isSearch(wanted) {
  return wanted.trim() !== '';
}

/**
 * @param {string | undefined} heading
 * @param {Row[]} rows
 * @returns {Group}
 */
function group(heading, rows) {
  return { heading, rows };
}
