/**
 * Reads the user's choices from storage with care: a damaged part is left out, not the whole. What has
 * ended is still read, so that it is missed when it is forgotten. It reads values only; policy.js owns the storage.
 *
 * @import { SiteException, SiteLevel } from '/core/bystander.js'
 * @import { Given } from '../shared/protocol.js'
 * @import { Choices } from './policy-changes.js'
 * @import { Chosen } from './policy.js'
 */

import { isEnd, isIdentity, isLevel, isMoment, isSite, readGrantee } from '../shared/choices.js';
import { CHOSEN_LEVELS } from '../shared/protocol.js';
import { MAX_CHOICES } from './policy-changes.js';

/**
 * @param {unknown} stored
 * @returns {Chosen}
 */
export function readPolicy(stored) {
  const { level } = fieldsOf(stored);
  return {
    level: CHOSEN_LEVELS.find((known) => known === level) ?? 'standard',
    ...readChoices(stored),
  };
}

/**
 * @param {unknown} stored
 * @returns {Choices}
 */
export function readChoices(stored) {
  const { levels, exceptions, permissions } = fieldsOf(stored);
  return {
    levels: readAll(levels, readLevel),
    exceptions: readAll(exceptions, readException),
    permissions: readAll(permissions, readPermission),
  };
}

/**
 * @template T
 * @param {unknown} stored
 * @param {(value: unknown) => T | undefined} read
 * @returns {T[]}
 */
function readAll(stored, read) {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((value) => read(value) ?? []).slice(0, MAX_CHOICES);
}

/**
 * @param {unknown} value
 * @returns {SiteLevel | undefined}
 */
function readLevel(value) {
  const { level } = fieldsOf(value);
  const where = readException(value);
  return where && isLevel(level) ? { ...where, level } : undefined;
}

/**
 * When a permission was given was not always kept.
 * @param {unknown} value
 * @returns {Given | undefined}
 */
function readPermission(value) {
  const { identity, since, ...fields } = fieldsOf(value);
  const where = readException(value);
  const grantee = readGrantee(fields.grantee);
  if (!where || !grantee || !isIdentity(identity)) return undefined;
  return { ...where, grantee, identity, ...(isMoment(since) && { since }) };
}

/**
 * @param {unknown} value
 * @returns {SiteException | undefined}
 */
function readException(value) {
  const { site, until } = fieldsOf(value);
  return isSite(site) && isEnd(until) ? { site, ...(until !== undefined && { until }) } : undefined;
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
function fieldsOf(value) {
  return Object(value);
}
