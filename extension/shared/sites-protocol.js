/**
 * What the dashboard's section on sites and the background say to each other, as types, and the check of what the section
 * says. The transport is background/sites-port.js.
 *
 * @import { Level, SiteException, SiteLevel } from '/core/bystander.js'
 * @import { ChosenLevel } from './protocol.js'
 */

import { isLevel, isSite } from './choices.js';
import { CHOSEN_LEVELS } from './protocol.js';

/** The name of the port the section opens. */
export const SITES_PORT = 'dashboard-sites';

/** A person pastes addresses, and no books. */
const MAX_NAMED = 2000;

/** How a site is treated: at a level, or not at all. @typedef {Level | 'off'} Treatment */
/** @type {readonly Treatment[]} */
export const TREATMENTS = ['standard', 'gentle', 'strict', 'off'];

/** @typedef {{ kind: 'watch-sites' }} WatchSites to be told of all sites, at once and at every change */
/** @typedef {{ kind: 'treat', site: string, isPrivate: boolean, as: Treatment }} Treat from now on, in a kind of window */
/** @typedef {{ kind: 'treat-named', named: string, as: Treatment }} TreatNamed the same for a site that a person wrote, as a name or an address, in the section's own kind of window */
/** @typedef {{ kind: 'untreat', site: string, isPrivate: boolean }} Untreat as all sites again, in a kind of window */
/** @typedef {{ kind: 'untreat-tab', site: string, tabId: number }} UntreatTab on again in a tab where it was off */
/** @typedef {{ kind: 'untreat-all' }} UntreatAll all of them, in all windows */
/** @typedef {{ kind: 'treat-all', level: ChosenLevel }} TreatAll the level of all sites */
/** @typedef {WatchSites | Treat | TreatNamed | Untreat | UntreatTab | UntreatAll | TreatAll} FromSites */

/** @typedef {{ exceptions: readonly SiteException[], levels: readonly SiteLevel[] }} SiteChoices those that hold */
/**
 * `isPrivate`: of the section's own window. `tabs`: where Bystander is off in one tab, until that is closed.
 * @typedef {{
 *   kind: 'sites', isPrivate: boolean, level: Level, normal: SiteChoices, privately: SiteChoices,
 *   tabs: readonly { site: string, tabId: number, isPrivate: boolean }[],
 * }} Sites
 */
/** Why what a person wrote names no site. @typedef {'empty' | 'not-web' | 'not-site' | 'suffix' | 'no-core'} Unnamed */
/** @typedef {{ kind: 'named', site: string, as: Treatment }} Named */
/** @typedef {{ kind: 'unnamed', named: string, why: Unnamed }} NotNamed */
/** @typedef {{ kind: 'failed', error: string }} Failed what was asked for was not done */
/** @typedef {Sites | Named | NotNamed | Failed} ToSites */

/**
 * The message if it is one the section may send, with nothing else in it; else undefined.
 * @param {unknown} message
 * @returns {FromSites | undefined}
 */
export function readFromSites(message) {
  const { kind, site, named, isPrivate, as, level, tabId } = /** @type {Record<string, unknown>} */ (
    Object(message)
  );
  switch (kind) {
    case 'watch-sites':
    case 'untreat-all':
      return { kind };
    case 'treat':
      return isSite(site) && typeof isPrivate === 'boolean' && isTreatment(as)
        ? { kind, site, isPrivate, as }
        : undefined;
    case 'treat-named':
      return typeof named === 'string' && named.length <= MAX_NAMED && isTreatment(as)
        ? { kind, named, as }
        : undefined;
    case 'untreat':
      return isSite(site) && typeof isPrivate === 'boolean' ? { kind, site, isPrivate } : undefined;
    case 'untreat-tab':
      return isSite(site) && Number.isInteger(tabId) ? { kind, site, tabId: Number(tabId) } : undefined;
    case 'treat-all': {
      const chosen = CHOSEN_LEVELS.find((known) => known === level);
      return chosen && { kind, level: chosen };
    }
    default:
      return undefined;
  }
}

/**
 * @param {unknown} value
 * @returns {value is Treatment}
 */
function isTreatment(value) {
  return value === 'off' || isLevel(value);
}
