/**
 * Sites' own levels as rules of Chrome. Pure.
 *
 * Whether widgets load on all sites is a static ruleset's business, *gentle*; a site of another mind gets the rules of
 * that ruleset for itself, turned to blocks where it is to be less gentle.
 *
 * @import { SiteLevel } from '/core/bystander.js'
 * @import { Surroundings, Unnumbered } from './dnr-rules.js'
 */

import { STRIP } from './dnr-strip-action.js';
import { PRIORITY } from './priorities.js';

/**
 * @param {readonly SiteLevel[]} levels
 * @param {Surroundings} surroundings
 * @returns {Unnumbered[]}
 */
export function levelRules(levels, surroundings) {
  return [
    ...levels.flatMap(({ site, level }) => (level === 'strict' ? strictRules(site, surroundings) : [])),
    ...widgetRules(levels, surroundings),
  ];
}

/**
 * Whether the rules need to know the widgets.
 * @param {readonly SiteLevel[]} levels
 * @param {Surroundings['level']} everywhere
 */
export function needWidgets(levels, everywhere) {
  return levels.some(({ level }) => (level === 'gentle') !== (everywhere === 'gentle'));
}

/**
 * Every third party is stripped, but for those of the site's own company.
 * @param {string} site
 * @param {Pick<Surroundings, 'site'>} surroundings
 * @returns {Unnumbered[]}
 */
function strictRules(site, { site: siteDomains }) {
  const own = siteDomains(site);
  // Who the company is must be known, or its own parts would lose their login.
  if (!own) return [];
  const parts = own.parts.length > 0 && { excludedTopDomains: own.parts };
  const condition = { topDomains: [site], ...parts, excludedRequestDomains: [...new Set(own.domains)] };
  return [{ priority: PRIORITY.strip, action: STRIP, condition }];
}

/**
 * @param {readonly SiteLevel[]} levels
 * @param {Surroundings} surroundings
 * @returns {Unnumbered[]}
 */
function widgetRules(levels, { level: everywhere, widgets }) {
  const others = levels.filter(({ level }) => (level === 'gentle') !== (everywhere === 'gentle'));
  if (others.length === 0) return [];
  const sites = others.map(({ site }) => site);
  /** @type {Omit<Unnumbered, 'condition'>} */
  const rule =
    everywhere === 'gentle'
      ? { priority: PRIORITY.ungentleSite, action: { type: 'block' } }
      : { priority: PRIORITY.gentleSite, action: { type: 'allow' } };
  return widgets.map(({ condition }) => ({ ...rule, condition: narrowed(condition, sites) }));
}

/**
 * A widget's condition for some sites only. Of the pages it does not mean, hundreds as a rule, those are named that can
 * be among the sites'.
 * @param {Unnumbered['condition']} condition
 * @param {readonly string[]} sites
 * @returns {Unnumbered['condition']}
 */
function narrowed({ excludedTopDomains = [], ...condition }, sites) {
  const meant = excludedTopDomains.filter((domain) => sites.some((site) => meet(domain, site)));
  return {
    ...condition,
    topDomains: [...sites],
    ...(meant.length > 0 && { excludedTopDomains: meant }),
  };
}

/**
 * @param {string} domain
 * @param {string} site
 */
function meet(domain, site) {
  return domain === site || domain.endsWith(`.${site}`) || site.endsWith(`.${domain}`);
}
