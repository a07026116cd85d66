/**
 * What is being tried on the page of a tab when something is broken there, as it is stored, and whether it still holds.
 * Pure.
 *
 * @import { Attempt, Mending } from '../shared/mending-protocol.js'
 * @import { Held } from '../shared/protocol.js'
 */

import { isIdentity, isSite } from '../shared/choices.js';

/**
 * `until`: when the permission of the attempt ends; nothing where it never does. `given`: the permission was given.
 * @typedef {Omit<Mending, 'state'> & {
 *   state: 'asking' | 'mended' | 'failed', tabId: number, site: string, isPrivate: boolean, until?: number | undefined,
 *   given: boolean,
 * }} Trial
 */

/**
 * The attempt that is being made, or was kept.
 * @param {Trial} trial
 */
export function attemptOf({ attempts, at }) {
  return attempts[at];
}

/**
 * Whether what the trial says is so: its permission has not ended, and was neither taken back nor changed.
 * @param {Trial} trial
 * @param {readonly Held[]} permissions that hold on its site
 * @param {number} now
 */
export function holds(trial, permissions, now) {
  const { state, given, until } = trial;
  if (state === 'failed') return true;
  if (until !== undefined && until <= now) return false;
  return !given || permissions.some(isGivenBy(trial));
}

/**
 * Tells the permission that the trial gave from any that a person did.
 * @param {Trial} trial
 * @returns {(permission: Held) => boolean}
 */
export function isGivenBy(trial) {
  const attempt = attemptOf(trial);
  return ({ grantee, identity, until, once, inherited }) =>
    'company' in grantee &&
    grantee.company === attempt?.company &&
    identity === attempt.identity &&
    until === trial.until &&
    !once &&
    !inherited;
}

/**
 * @param {unknown} value from storage
 * @returns {Trial | undefined}
 */
export function readTrial(value) {
  const { tabId, site, isPrivate, state, attempts, at, unknown, until, given } =
    /** @type {Record<string, unknown>} */ (Object(value));
  if (!Number.isInteger(tabId) || !isSite(site) || !Array.isArray(attempts)) return undefined;
  if (state !== 'asking' && state !== 'mended' && state !== 'failed') return undefined;
  const known = attempts.flatMap((one) => readAttempt(one) ?? []);
  return {
    ...{ tabId: Number(tabId), site, isPrivate: isPrivate === true, state, attempts: known },
    ...{ at: Number(at), unknown: Number(unknown), given: given === true },
    ...(typeof until === 'number' && { until }),
  };
}

/**
 * @param {unknown} value
 * @returns {Attempt | undefined}
 */
function readAttempt(value) {
  const { company, identity } = /** @type {Record<string, unknown>} */ (Object(value));
  return typeof company === 'string' && isIdentity(identity) ? { company, identity } : undefined;
}
