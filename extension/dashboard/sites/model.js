/**
 * What the dashboard says about sites: those that are treated in their own way, by kind of window, without what has ended;
 * and what became of a site that a person named. It draws nothing and asks nothing.
 *
 * @import { LevelChoice } from '../../shared/level.js'
 * @import { SiteChoices, Sites, ToSites, Treatment } from '../../shared/sites-protocol.js'
 */

import { plural, text } from '../../shared/i18n.js';
import { levelChoice } from '../../shared/level.js';
import { untilWhen } from '../../shared/permission-words.js';
import { TREATMENTS } from '../../shared/sites-protocol.js';

/** More rows than these are drawn when a person asks for them. */
const MAX_ROWS = 100;
/** Fewer sites than these a person finds without searching. */
const MIN_SEARCHED = 10;

/** What a row is about: a site in a kind of window, or in one tab. @typedef {{ site: string, isPrivate: boolean, tabId?: number }} Target */
/** `as` is nothing where only taking back can change it. @typedef {{ key: string, target: Target, as: Treatment | undefined, words: string }} Row */
/** @typedef {{ rows: Row[], more: string | undefined }} RowList */

/**
 * `named`: what a person writes; `wanted`: what is searched for; `said`: what became of the site that was named last.
 * @typedef {{
 *   sites: Sites | undefined, asking: boolean, named: string, wanted: string, shown: 'some' | 'all', said: Exclude<ToSites, Sites> | undefined,
 * }} SitesState
 */

/**
 * `status` is read aloud when it changes.
 * @typedef {{
 *   status: string, help: string | undefined, level: LevelChoice | undefined, search: { wanted: string, none: string | undefined } | undefined,
 *   normal: RowList, privately: RowList, everything: { question: string | undefined } | undefined,
 *   treatments: { as: Treatment, name: string, means: string }[], adding: { named: string, said: string, isRefused: boolean },
 * }} SitesModel
 */

/**
 * @param {SitesState} state
 * @param {number} now
 * @returns {SitesModel}
 */
export function sitesModel({ sites, asking, named, wanted, shown, said }, now) {
  const all = sites ? rows(sites, now) : [];
  const found = all.filter(({ target }) => target.site.includes(wanted.trim().toLowerCase()));
  const isSearched = all.length >= MIN_SEARCHED || wanted !== '';
  return {
    ...headline(sites, all.length),
    level: sites && levelChoice(sites),
    search: isSearched
      ? { wanted, none: found.length === 0 ? text('sites_not_found') : undefined }
      : undefined,
    normal: listed(
      found.filter(({ target }) => !target.isPrivate),
      shown,
    ),
    privately: listed(
      found.filter(({ target }) => target.isPrivate),
      shown,
    ),
    everything:
      all.length > 0 ? { question: asking ? plural('sites_sure', all.length) : undefined } : undefined,
    treatments: TREATMENTS.map((as) => ({
      as,
      name: text(`sites_as_${as}`),
      means: text(`sites_means_${as}`),
    })),
    adding: {
      named,
      said: said ? saidWords(said) : '',
      isRefused: said !== undefined && said.kind !== 'named',
    },
  };
}

/**
 * All that has an end.
 * @param {Sites | undefined} sites
 */
export function choicesOf(sites) {
  if (!sites) return [];
  const { normal, privately } = sites;
  return [...normal.exceptions, ...normal.levels, ...privately.exceptions, ...privately.levels];
}

/**
 * @param {Sites | undefined} sites
 * @param {number} count
 */
function headline(sites, count) {
  if (!sites) return { status: text('sites_reading'), help: undefined };
  return count === 0
    ? { status: text('sites_none'), help: text('sites_none_help') }
    : { status: plural('sites_count', count), help: undefined };
}

/**
 * @param {Sites} sites
 * @param {number} now
 * @returns {Row[]} sorted by site
 */
function rows({ normal, privately, tabs }, now) {
  const ofTabs = tabs.map((target) => ({
    key: `${target.site} ${target.tabId}`,
    target,
    as: undefined,
    words: text('sites_until_closed'),
  }));
  return [...rowsOf(normal, false, now), ...rowsOf(privately, true, now), ...ofTabs].sort((one, other) =>
    one.key < other.key ? -1 : 1,
  );
}

/**
 * While Bystander is off on a site, its level says what comes after.
 * @param {SiteChoices} choices
 * @param {boolean} isPrivate
 * @param {number} now
 * @returns {Row[]}
 */
function rowsOf({ exceptions, levels }, isPrivate, now) {
  const isLive = (/** @type {{ until?: number | undefined }} */ { until }) =>
    until === undefined || now < until;
  const levelOn = new Map(levels.filter(isLive).map((level) => [level.site, level]));
  const off = exceptions.filter(isLive).map((exception) => {
    const level = levelOn.get(exception.site);
    levelOn.delete(exception.site);
    const until = untilWhen(exception, now);
    const isFollowed =
      level && exception.until !== undefined && (level.until === undefined || exception.until < level.until);
    return {
      site: exception.site,
      as: /** @type {const} */ ('off'),
      words: isFollowed ? text('sites_until_then', until, text(`sites_as_${level.level}`)) : until,
    };
  });
  const levelled = [...levelOn.values()].map((level) => ({
    site: level.site,
    as: level.level,
    words: untilWhen(level, now),
  }));
  return [...off, ...levelled].map(({ site, ...row }) => ({
    ...row,
    key: `${site} ${isPrivate ? 'private' : 'normal'}`,
    target: { site, isPrivate },
  }));
}

/**
 * @param {Row[]} all
 * @param {SitesState['shown']} shown
 * @returns {RowList}
 */
function listed(all, shown) {
  if (shown === 'all' || all.length <= MAX_ROWS) return { rows: all, more: undefined };
  return { rows: all.slice(0, MAX_ROWS), more: plural('show_all', all.length) };
}

/** @param {Exclude<ToSites, Sites>} said */
function saidWords(said) {
  switch (said.kind) {
    case 'named':
      return text('sites_added', said.site, text(`sites_as_${said.as}`));
    case 'unnamed':
      return text(`sites_unnamed_${said.why.replaceAll('-', '_')}`, said.named);
    case 'failed':
      return text('sites_failed', said.error);
    default: {
      /** @type {never} */
      const unknown = said;
      return unknown;
    }
  }
}
