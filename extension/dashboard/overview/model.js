/**
 * What the overview says: the headline, the reach of each company, what a place in the picture means, what was kept from
 * whom over time. Sentences and the rows of tables; it draws nothing.
 *
 * @import { Bars, By } from './per-day.js'
 * @import { Point, Reach } from './reach.js'
 * @import { Numbers, Sums } from './sums.js'
 */

import { date, enumeration, number, plural, text } from '../../shared/i18n.js';
import { kindName } from '../../shared/kind-words.js';

/** For how many days the overview is asked, today included; 0 is all that is kept. */
export const SPANS = /** @type {const} */ ([1, 7, 30, 0]);
/** @typedef {(typeof SPANS)[number]} Span */

/** Sites named under a company that was chosen. */
const MAX_NAMED = 60;

/** Columns of numbers, in the order of the tables and sentences. */
const COUNTED = /** @type {const} */ (['stopped', 'stripped', 'cleaned', 'gotThrough', 'allowed']);

/** @param {Span} span */
export function spanName(span) {
  return text(`overview_span_${span}`);
}

/**
 * @param {Sums} sums
 * @returns {{ headline: string, done: string }}
 */
export function headlineOf({ companies, sites }) {
  const reached = sites.filter((site) => site.companies > 0).length;
  if (companies.length === 0) return { headline: plural('overview_nobody', sites.length), done: '' };
  const total = companies.reduce(
    (sum, one) => added(sum, one),
    /** @type {Numbers} */ ({ pages: 0, stopped: 0, stripped: 0, cleaned: 0, gotThrough: 0, allowed: 0 }),
  );
  return {
    headline: plural(
      'overview_headline',
      sites.length,
      plural('companies', companies.length),
      number(reached),
    ),
    done: text('overview_done', doneOf(total)),
  };
}

/**
 * "43 of 212".
 * @param {number} reached
 * @param {number} of
 */
export function reachWords(reached, of) {
  return text('overview_of', number(reached), number(of));
}

/**
 * What a place in the picture means.
 * @param {Point} point
 * @param {Reach} reach
 * @param {Sums} sums
 */
export function pointWords({ row, column }, { rows, sites, of }, { at }) {
  const shown = rows[row];
  if (!shown) return '';
  const { company } = shown;
  const site = column === undefined ? undefined : sites[column];
  if (site === undefined) return plural('overview_company', of, company, number(shown.sites));
  const numbers = at(company, site);
  if (!numbers) return text('overview_not', company, site);
  const done = doneOf(numbers);
  return done === ''
    ? plural('overview_cell_open', numbers.pages, company, site)
    : plural('overview_cell', numbers.pages, company, site, done);
}

/**
 * The sites of one company, where it tried most first.
 * @param {string} company
 * @param {Sums} sums
 * @returns {{ heading: string, sites: { site: string, words: string }[], more: string } | undefined} nothing for a
 * company that did not try
 */
export function sitesOf(company, { companies, sites, at }) {
  const known = companies.find(({ name }) => name === company);
  if (!known) return undefined;
  const reached = sites
    .flatMap(({ name }) => {
      const numbers = at(company, name);
      return numbers ? [{ site: name, numbers }] : [];
    })
    .sort((one, other) => other.numbers.pages - one.numbers.pages);
  return {
    heading: plural('overview_company', sites.length, company, number(known.sites)),
    sites: reached.slice(0, MAX_NAMED).map(({ site, numbers }) => ({
      site,
      words: enumeration(
        [plural('overview_pages', numbers.pages), doneOf(numbers)].filter((words) => words !== ''),
      ),
    })),
    more: reached.length > MAX_NAMED ? plural('overview_and_sites', reached.length - MAX_NAMED) : '',
  };
}

/**
 * The picture as a table.
 * @param {Sums} sums
 * @returns {{ columns: string[], rows: string[][] }}
 */
export function reachTable({ companies, sites }) {
  return {
    columns: [
      text('overview_column_company'),
      text('overview_column_kind'),
      text('overview_column_sites'),
      ...COUNTED.map((what) => text(`overview_column_${what}`)),
    ],
    rows: companies.map((company) => [
      company.name,
      kindName(company.kind) ?? '',
      reachWords(company.sites, sites.length),
      ...COUNTED.map((what) => number(company[what])),
    ]),
  };
}

/**
 * The bars, in words: a table, and the name of each part.
 * @param {Bars} bars
 * @param {By} by
 */
export function barsWords({ each, parts, hasRest, bars }, by) {
  const names = [
    ...parts.map((part) => (by === 'kinds' ? (kindName(part) ?? part) : part)),
    ...(hasRest ? [text('overview_rest')] : []),
  ];
  const when = (/** @type {string} */ from) =>
    each === 'week' ? text('overview_week_of', date(from)) : date(from);
  return {
    heading: text(`overview_each_${each}`),
    names,
    labels: bars.map(({ from, total }) => plural('overview_bar', total, when(from))),
    table: {
      columns: [text(`overview_column_${each}`), ...names, text('overview_column_all')],
      rows: bars.map(({ from, counts, total }) => [
        when(from),
        ...counts.slice(0, names.length).map(number),
        number(total),
      ]),
    },
  };
}

/**
 * What became of requests, in words; '' where the browser has shown nothing yet.
 * @param {Numbers} numbers
 */
function doneOf(numbers) {
  const words = COUNTED.flatMap((what) => {
    const count = numbers[what];
    return count > 0 ? [plural(`overview_${what}`, count)] : [];
  });
  return enumeration(words);
}

/**
 * @param {Numbers} one
 * @param {Numbers} other
 * @returns {Numbers}
 */
function added(one, other) {
  return {
    pages: one.pages + other.pages,
    stopped: one.stopped + other.stopped,
    stripped: one.stripped + other.stripped,
    cleaned: one.cleaned + other.cleaned,
    gotThrough: one.gotThrough + other.gotThrough,
    allowed: one.allowed + other.allowed,
  };
}
