/**
 * Permissions for companies and widgets as rules of Chrome: which reach what is told by priorities.js. Pure.
 *
 * @import { Permission } from '/core/bystander.js'
 * @import { Surroundings, Unnumbered } from './dnr-rules.js'
 */

import { stripOn } from './dnr-strip-action.js';
import { PRIORITY } from './priorities.js';

/** @typedef {Omit<Unnumbered, 'condition'>} Given */

/** @type {Unnumbered['action']} */
const ALLOW = Object.freeze({ type: 'allow' });

/**
 * One rule, or two, for all sites on which a company is permitted the same. To load without identity is said for each
 * site, because the referrer is its own.
 * @param {readonly Permission[]} permissions
 * @param {Pick<Surroundings, 'granted' | 'site'>} surroundings
 * @returns {Unnumbered[]}
 */
export function permissionRules(permissions, surroundings) {
  /** @type {Map<string, { given: Given[], condition: Unnumbered['condition'], sites: Set<string> }>} */
  const groups = new Map();
  for (const permission of permissions) {
    const condition = conditionOf(permission, surroundings);
    if (!condition) continue;
    const { site } = permission;
    const given = rulesOf(permission);
    const key = JSON.stringify([given, condition]);
    const group = groups.get(key) ?? { given, condition, sites: new Set() };
    group.sites.add(site);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ given, condition, sites }) =>
    given.map((rule) => ({ ...rule, condition: { ...condition, topDomains: [...sites] } })),
  );
}

/**
 * Nothing where the permission covers nothing: nobody of that name is known, or the site is the company's own.
 * @param {Permission} permission
 * @param {Pick<Surroundings, 'granted' | 'site'>} surroundings
 */
function conditionOf({ site, grantee }, { granted, site: siteDomains }) {
  const company = granted(grantee);
  const own = siteDomains(site);
  if (!company || own?.company === company.company) return undefined;
  // A company may own a part of the site only; it is no third party there.
  const part = company.domains.some((domain) => isWithin(domain, site)) ? [site] : [];
  const excluded = [...part, ...company.excluded];
  const parts = own?.parts ?? [];
  return {
    requestDomains: company.domains,
    ...(excluded.length > 0 && { excludedRequestDomains: excluded }),
    ...(parts.length > 0 && { excludedTopDomains: parts }),
  };
}

/**
 * What a permission is without its condition: to let load is one thing, to let load as somebody another.
 * @param {Permission} permission
 * @returns {Given[]}
 */
function rulesOf({ site, grantee, identity }) {
  switch (identity) {
    case 'without':
      return [
        { priority: PRIORITY.permissionWithoutIdentity, action: ALLOW },
        { priority: PRIORITY.permissionStrip, action: stripOn(site) },
      ];
    case 'with':
      return [
        {
          priority: 'company' in grantee ? PRIORITY.companyPermission : PRIORITY.permissionWithIdentity,
          action: ALLOW,
        },
      ];
    default: {
      /** @type {never} */
      const unknown = identity;
      return unknown;
    }
  }
}

/**
 * @param {string} domain
 * @param {string} site
 */
function isWithin(domain, site) {
  return domain === site || domain.endsWith(`.${site}`);
}
