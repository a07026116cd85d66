/**
 * All that is known of one company, in words, each fact with its sources: what has none is left out. It draws nothing.
 *
 * @import { Catalogue, KnownNetwork } from '../../shared/catalogue.js'
 * @import { CookieRow } from '../../shared/cookie-words.js'
 * @import { FieldRow } from '../../shared/facts-view.js'
 * @import { Link } from '../../shared/sources.js'
 * @import { DomainFacts, Parameter, Who } from './read.js'
 */

import { cookieRows } from '../../shared/cookie-words.js';
import { enumeration, inWords, plural, text } from '../../shared/i18n.js';
import { kindName } from '../../shared/kind-words.js';
import { eachOnce, isWeb, linksTo, references } from '../../shared/sources.js';

/** A line of a list. `code` is written as it is, `words` says what it is. @typedef {{ code: string | undefined, name: string | undefined, words: string | undefined, sources: Link[] }} FactRow */
/** @typedef {{ heading: string, rows: FactRow[] }} FactList */
/** @typedef {{ name: string, fields: FieldRow[], technical: FieldRow[], unknown: string | undefined, sources: Link[] }} PixelFacts */
/**
 * @typedef {{
 *   name: string, kind: string | undefined, policy: Link | undefined, lists: FactList[],
 *   pixels: { heading: string, list: PixelFacts[] } | undefined,
 *   cookies: { heading: string, list: CookieRow[] } | undefined,
 * }} NetworkFacts
 */
/** `sources`: of all facts, for them to refer to by number. @typedef {{ networks: NetworkFacts[], domains: FactList | undefined, sources: Link[] }} CompanyFacts */

/** Parameters of this class say nothing of a person. */
const TECHNICAL = 'technical';

/**
 * @param {string} name
 * @param {{ catalogue: Catalogue, who: Who }} knowing
 * @returns {CompanyFacts}
 */
export function companyFacts(name, { catalogue, who }) {
  const known = catalogue.filter(({ company }) => company === name);
  const own = who.companies.find((company) => company.name === name)?.domains ?? [];
  const citing = createCiting(who);
  const heading = known.length > 0 ? 'companies_more_domains' : 'domains';
  // The networks' facts are gathered first: their sources have the lower numbers.
  const networks = known.map((network) => networkFacts(network, who, citing));
  const domains = domainList(heading, own, citing);
  return { networks, domains, sources: citing.all() };
}

/**
 * Gathers every source that a fact cites, so that facts can be numbered while they are put together.
 * @param {Who} who
 */
function createCiting({ sources }) {
  /** @type {Link[]} */
  let cited = [];
  const cite = (/** @type {Link[]} */ links) => {
    cited = eachOnce([...cited, ...links]);
    return links;
  };
  return {
    cite,
    /** @param {readonly number[]} places */
    citePlaces: (places) => cite(linksTo(places.flatMap((place) => sources[place] ?? []))),
    all: () => cited,
  };
}
/** @typedef {ReturnType<typeof createCiting>} Citing */

/**
 * @param {KnownNetwork} network
 * @param {Who} who
 * @param {Citing} citing
 * @returns {NetworkFacts}
 */
function networkFacts(network, who, citing) {
  const { name, kind, policy, widgets, pixels = [], cookies, links = [], shims = [] } = network;
  const known = who.networks[network.id];
  const domains = known ? domainList('domains', [known.domains], citing) : undefined;
  const factList = (/** @type {string} */ key, /** @type {FactRow[]} */ rows) => {
    const sourced = rows.filter(({ sources }) => citing.cite(sources).length > 0);
    return sourced.length > 0 ? [{ heading: plural(key, sourced.length), rows: sourced }] : [];
  };
  const shown = factList(
    'companies_widgets',
    widgets.map(({ name: widget, shows, sources = [] }) =>
      fact({ name: inWords(widget), words: inWords(shows), sources: linksTo(sources) }),
    ),
  );
  const told = pixels.map((pixel) => pixelFacts(pixel, known?.pixels[pixel.id] ?? [], citing));
  const kept = cookieRows(cookies).filter(({ sources }) => citing.cite(sources).length > 0);
  const added = factList(
    'companies_links',
    links.map(({ parameter, meaning, sources }) =>
      fact({ code: parameter, words: inWords(meaning), sources: linksTo(sources) }),
    ),
  );
  const passed = factList(
    'companies_shims',
    // In patterns of the catalogue `^` stands for the end of a part.
    shims.map(({ address, sources }) =>
      fact({ code: address.replace(/\^$/, ''), sources: linksTo(sources) }),
    ),
  );
  const listed = told.filter(({ sources }) => sources.length > 0);
  return {
    name,
    kind: kindName(kind),
    policy:
      policy !== undefined && isWeb(policy) ? { text: text('policy_of', name), address: policy } : undefined,
    lists: [...(domains ? [domains] : []), ...shown, ...added, ...passed],
    pixels:
      listed.length > 0 ? { heading: plural('companies_pixels', listed.length), list: listed } : undefined,
    cookies: kept.length > 0 ? { heading: plural('companies_cookies', kept.length), list: kept } : undefined,
  };
}

/**
 * Domains that the same sources state make one row.
 * @param {string} key
 * @param {readonly DomainFacts[]} facts
 * @param {Citing} citing
 * @returns {FactList | undefined}
 */
function domainList(key, facts, citing) {
  const rows = facts.map(({ names, sources }) =>
    fact({ code: names.join('  '), sources: citing.citePlaces(sources) }),
  );
  const sourced = facts.filter((_, index) => rows[index]?.sources.length);
  const count = sourced.reduce((sum, { names }) => sum + names.length, 0);
  return count > 0
    ? { heading: plural(key, count), rows: rows.filter(({ sources }) => sources.length > 0) }
    : undefined;
}

/**
 * Parameters that mean the same make one field.
 * @param {{ name: string, sources: import('../../shared/catalogue.js').Source[] }} pixel
 * @param {readonly Parameter[]} parameters
 * @param {Citing} citing
 * @returns {PixelFacts}
 */
function pixelFacts({ name, sources }, parameters, citing) {
  const own = citing.cite(linksTo(sources));
  /** @type {Map<string, Parameter[]>} */
  const byMeaning = new Map();
  for (const parameter of parameters)
    byMeaning.set(parameter.meaning, [...(byMeaning.get(parameter.meaning) ?? []), parameter]);
  const rows = [...byMeaning.values()].map((same) => ({
    isTechnical: same.every((one) => one.class === TECHNICAL && !one.identifies),
    field: fieldRow(same, citing),
  }));
  const told = rows.flatMap(({ isTechnical, field }) => (isTechnical || !field ? [] : [field]));
  return {
    name,
    fields: told.sort((one, other) => Number(other.identifies) - Number(one.identifies)),
    technical: rows.flatMap(({ isTechnical, field }) => (isTechnical && field ? [field] : [])),
    unknown: parameters.length === 0 ? text('companies_pixel_unknown') : undefined,
    sources: own,
  };
}

/**
 * @param {readonly Parameter[]} same of one meaning
 * @param {Citing} citing
 * @returns {FieldRow | undefined}
 */
function fieldRow(same, citing) {
  const cited = citing.citePlaces(same.flatMap(({ sources }) => sources));
  const [first] = same;
  if (!first || cited.length === 0) return undefined;
  const names = enumeration(same.map(({ name }) => name));
  return {
    meaning: inWords(first.meaning),
    values: [`${names} ${references(cited, citing.all())}`],
    identifies: same.some(({ identifies }) => identifies),
  };
}

/**
 * @param {Partial<FactRow> & Pick<FactRow, 'sources'>} said
 * @returns {FactRow}
 */
function fact({ code, name, words, sources }) {
  return { code, name, words, sources };
}
