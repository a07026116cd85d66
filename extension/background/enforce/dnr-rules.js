/**
 * The rules that carry the user's choices into Chrome's declarativeNetRequest. Pure: what to install, not how. What each
 * kind of choice becomes is here for exceptions, in dnr-permissions.js and dnr-levels.js for the others.
 *
 * `topDomains` does most of it: it reaches nested frames, pages that are loaded already, and workers of the site that
 * belong to no tab.
 *
 * @import { CompanyDomains, Grantee, Level, Permission, SiteDomains, SiteException } from '/core/bystander.js'
 * @import { Choices } from '../policy-changes.js'
 */

import { lasting } from '../policy-changes.js';
import { levelRules } from './dnr-levels.js';
import { permissionRules } from './dnr-permissions.js';
import { PRIORITY } from './priorities.js';

/** @typedef {chrome.declarativeNetRequest.Rule} Rule */
/** @typedef {Omit<Rule, 'id'>} Unnumbered */

/**
 * What rules are made from besides the choices: the level of all sites, whose domains are whose, and the rules that let
 * widgets load. Where the core did not start nobody's domains are known.
 * @typedef {{
 *   level: Level,
 *   widgets: readonly Rule[],
 *   granted: (grantee: Grantee) => CompanyDomains | undefined,
 *   site: (site: string) => SiteDomains | undefined,
 * }} Surroundings
 */

/**
 * What was chosen for single tabs: permitted on the page that a tab shows, and where Bystander is off in a tab.
 * @typedef {{
 *   once: readonly (Permission & { tabId: number })[], exceptions: readonly (SiteException & { tabId: number })[],
 * }} OfTabs
 */

/** Rules of ours have smaller ids, whether dynamic or of the session; others' begin here. */
export const FIRST_FOREIGN_ID = 100_000;

/**
 * Rules that outlive the browser: what was chosen for good.
 * @param {Choices} normal
 * @param {Surroundings} surroundings
 * @returns {Rule[]}
 */
export function dynamicRules(normal, surroundings) {
  return numbered(rulesFor(lasting(normal), surroundings));
}

/**
 * Rules that end with the browser: all that holds now. What was chosen for good is here too, since the few rules of the
 * session are changed at once, and the dynamic ones, among which lists may be, are not.
 *
 * What was chosen in private windows names the private tabs; only rules of the session can. Workers that belong to no tab
 * stay as they are in normal windows: nothing tells them apart.
 * @param {{ normal: Choices, privately: Choices }} live
 * @param {Surroundings} surroundings
 * @param {readonly number[]} privateTabs
 * @param {OfTabs} ofTabs
 * @returns {Rule[]}
 */
export function sessionRules({ normal, privately }, surroundings, privateTabs, { once, exceptions }) {
  const rules = [
    ...rulesFor(normal, surroundings),
    ...once.flatMap((permission) => inTab(permission.tabId, permissionRules([permission], surroundings))),
    ...exceptions.flatMap((exception) => inTab(exception.tabId, exceptionRules([exception]))),
  ];
  if (privateTabs.length === 0) return numbered(rules);
  // A site's level in normal windows counts in private ones too.
  const levels = privately.levels.filter(({ site }) => !normal.levels.some((level) => level.site === site));
  const more = rulesFor({ ...privately, levels }, surroundings).map(({ condition, ...rule }) => ({
    ...rule,
    condition: { ...condition, tabIds: [...privateTabs] },
  }));
  return numbered([...rules, ...more]);
}

/**
 * @param {number} tabId
 * @param {Unnumbered[]} rules
 * @returns {Unnumbered[]}
 */
function inTab(tabId, rules) {
  return rules.map(({ condition, ...rule }) => ({ ...rule, condition: { ...condition, tabIds: [tabId] } }));
}

/**
 * @param {Choices} choices
 * @param {Surroundings} surroundings
 * @returns {Unnumbered[]}
 */
function rulesFor({ exceptions, permissions, levels }, surroundings) {
  return [
    ...exceptionRules(exceptions),
    ...permissionRules(permissions, surroundings),
    ...levelRules(levels, surroundings),
  ];
}

/**
 * Two rules for all sites together, because `topDomains` without resource types does not reach the page itself.
 * @param {readonly SiteException[]} exceptions
 * @returns {Unnumbered[]}
 */
function exceptionRules(exceptions) {
  const sites = exceptions.map(({ site }) => site);
  if (sites.length === 0) return [];
  const rule = { priority: PRIORITY.siteException, action: /** @type {const} */ ({ type: 'allow' }) };
  return [
    { ...rule, condition: { topDomains: sites } },
    { ...rule, condition: { requestDomains: sites, resourceTypes: ['main_frame'] } },
  ];
}

/**
 * @param {readonly Unnumbered[]} rules
 * @returns {Rule[]}
 */
function numbered(rules) {
  return rules.map((rule, index) => ({ id: index + 1, ...rule }));
}
