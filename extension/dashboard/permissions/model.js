/**
 * What the dashboard says about permissions: site by site, those of private windows apart, without what has ended. It
 * draws nothing and asks nothing.
 *
 * @import { Catalogue } from '../../shared/catalogue.js'
 * @import { PermissionWords } from '../../shared/permission-words.js'
 * @import { Held, ToDashboard } from '../../shared/protocol.js'
 */

import { plural, text } from '../../shared/i18n.js';
import { permissionWords } from '../../shared/permission-words.js';

/** @typedef {{ held: Held, isPrivate: boolean }} Target what can be taken back */
/** @typedef {Omit<PermissionWords, 'held'> & { label: string, target: Target }} Row `label`: what taking it back is called when read aloud */
/** @typedef {{ site: string, rows: Row[], all: { words: string, targets: Target[] } | undefined }} SiteGroup */
/**
 * `status` is read aloud when it changes. `everything`: what to take back at once, and the question that is asked before.
 * @typedef {{
 *   status: string, help: string | undefined, normal: SiteGroup[], privately: SiteGroup[],
 *   everything: { targets: Target[], question: string | undefined } | undefined,
 * }} PermissionsModel
 */

/**
 * @param {Omit<ToDashboard, 'kind'> | undefined} permissions nothing yet: the background is waking
 * @param {{ catalogue: Catalogue, now: number, asking: boolean }} knowing `asking` whether everything is to be taken back
 * @returns {PermissionsModel}
 */
export function permissionsModel(permissions, { catalogue, now, asking }) {
  if (!permissions) return { ...empty, status: text('permissions_reading') };
  const isLive = (/** @type {Held} */ { until }) => until === undefined || now < until;
  const normal = permissions.normal.filter(isLive);
  const privately = permissions.privately.filter(isLive);
  const targets = [...targetsOf(normal, false), ...targetsOf(privately, true)];
  if (targets.length === 0)
    return { ...empty, status: text('permissions_none'), help: text('permissions_none_help') };
  return {
    status: plural('permissions_count', targets.length),
    help: undefined,
    normal: groups(normal, false, { catalogue, now }),
    privately: groups(privately, true, { catalogue, now }),
    everything: {
      targets,
      question: asking ? plural('everything_sure', targets.length) : undefined,
    },
  };
}

const empty = Object.freeze({ help: undefined, normal: [], privately: [], everything: undefined });

/**
 * @param {readonly Held[]} permissions
 * @param {boolean} isPrivate
 * @param {{ catalogue: Catalogue, now: number }} knowing
 * @returns {SiteGroup[]}
 */
function groups(permissions, isPrivate, knowing) {
  const sites = [...new Set(permissions.map(({ site }) => site))].sort();
  return sites.map((site) => {
    const here = permissions.filter((permission) => permission.site === site);
    return {
      site,
      rows: here.map((held) => row(held, isPrivate, knowing)),
      all:
        here.length > 1
          ? { words: text('take_back_all', site), targets: targetsOf(here, isPrivate) }
          : undefined,
    };
  });
}

/**
 * @param {Held} held
 * @param {boolean} isPrivate
 * @param {{ catalogue: Catalogue, now: number }} knowing
 * @returns {Row}
 */
function row(held, isPrivate, knowing) {
  const { held: _, ...words } = permissionWords(held, knowing);
  const label = text('take_back_whom_on', words.who, held.site);
  return { ...words, label, target: { held, isPrivate } };
}

/**
 * @param {readonly Held[]} permissions
 * @param {boolean} isPrivate
 * @returns {Target[]}
 */
function targetsOf(permissions, isPrivate) {
  return permissions.map((held) => ({ held, isPrivate }));
}
