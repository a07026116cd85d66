/**
 * The rules that carry the user's policy into Chrome's declarativeNetRequest. Pure: what to install, not how.
 *
 * @import { SiteException } from '/core/bystander.js'
 */

import { PRIORITY } from './priorities.js';

const ID = Object.freeze({
  subresources: 1,
  pages: 2,
  serviceWorkers: 3,
  privateSubresources: 4,
  privatePages: 5,
});

/**
 * Rules that outlive the browser: exceptions for good. Two rules for all sites together, because `topDomains` without
 * resource types does not reach the page itself.
 * @param {readonly SiteException[]} exceptions
 * @returns {chrome.declarativeNetRequest.Rule[]}
 */
export function dynamicRules(exceptions) {
  const sites = lasting(exceptions);
  if (sites.length === 0) return [];
  return [
    allow(ID.subresources, { topDomains: sites }),
    allow(ID.pages, { requestDomains: sites, resourceTypes: ['main_frame'] }),
  ];
}

/**
 * Rules that end with the browser: the service workers of excepted sites, which belong to no tab, and what was
 * excepted in private windows. Only session rules can name tabs.
 *
 * The service workers of a site excepted in a private window stay under protection: nothing tells them from those of
 * normal windows.
 * @param {readonly SiteException[]} exceptions
 * @param {readonly string[]} privateSites
 * @param {readonly number[]} privateTabs
 * @returns {chrome.declarativeNetRequest.Rule[]}
 */
export function sessionRules(exceptions, privateSites, privateTabs) {
  const rules = [];
  const sites = lasting(exceptions);
  if (sites.length > 0) rules.push(allow(ID.serviceWorkers, { tabIds: [-1], initiatorDomains: sites }));
  if (privateSites.length > 0 && privateTabs.length > 0) {
    const tabIds = [...privateTabs];
    const domains = [...privateSites];
    rules.push(
      allow(ID.privateSubresources, { topDomains: domains, tabIds }),
      allow(ID.privatePages, { requestDomains: domains, resourceTypes: ['main_frame'], tabIds }),
    );
  }
  return rules;
}

/**
 * An exception with an end is left to rules that can end with it; until there are such, it fails closed.
 * @param {readonly SiteException[]} exceptions
 */
function lasting(exceptions) {
  return exceptions.filter(({ until }) => until === undefined).map(({ site }) => site);
}

/**
 * @param {number} id
 * @param {chrome.declarativeNetRequest.RuleCondition} condition
 * @returns {chrome.declarativeNetRequest.Rule}
 */
function allow(id, condition) {
  return { id, priority: PRIORITY.siteException, action: { type: 'allow' }, condition };
}
