/**
 * The user's choices as plain data: how one more changes them, which of them hold, when the next one ends. Pure.
 *
 * @import { Grantee, Policy, SiteException, SiteLevel } from '/core/bystander.js'
 * @import { Given } from '../shared/protocol.js'
 */

import { sameGrantee } from '../shared/choices.js';

/** Choices of one kind that are kept: more than a person makes, and few enough for Chrome's rules. */
export const MAX_CHOICES = 1000;

/**
 * @typedef {Pick<Policy, 'levels' | 'exceptions'> & { permissions: Given[] }} Choices the core passes over what it does
 * not know of a permission
 */
/** @typedef {(choices: Choices) => Choices} Change */

/** @type {Choices} */
export const NO_CHOICES = Object.freeze({ levels: [], exceptions: [], permissions: [] });

/**
 * @param {SiteException} exception takes the place of one for the same site
 * @returns {Change}
 */
export const withException = (exception) => (choices) => ({
  ...choices,
  exceptions: added(withoutException(exception.site)(choices).exceptions, exception),
});

/**
 * @param {string} site
 * @returns {Change}
 */
export const withoutException = (site) => (choices) => ({
  ...choices,
  exceptions: choices.exceptions.filter((known) => known.site !== site),
});

/**
 * @param {Given} permission takes the place of one for the same grantee on the same site
 * @returns {Change}
 */
export const withPermission = (permission) => (choices) => ({
  ...choices,
  permissions: added(withoutPermission(permission)(choices).permissions, permission),
});

/**
 * @param {{ site: string, grantee: Grantee }} permission
 * @returns {Change}
 */
export const withoutPermission =
  ({ site, grantee }) =>
  (choices) => ({
    ...choices,
    permissions: choices.permissions.filter(
      (known) => known.site !== site || !sameGrantee(known.grantee, grantee),
    ),
  });

/**
 * @param {SiteLevel} level takes the place of the site's
 * @returns {Change}
 */
export const withLevel = (level) => (choices) => ({
  ...choices,
  levels: added(withoutLevel(level.site)(choices).levels, level),
});

/**
 * @param {string} site
 * @returns {Change}
 */
export const withoutLevel = (site) => (choices) => ({
  ...choices,
  levels: choices.levels.filter((known) => known.site !== site),
});

/** Without all that is chosen for whole sites. @type {Change} */
export const withoutSites = (choices) => ({ ...choices, exceptions: [], levels: [] });

/**
 * @param {Choices} added each takes the place of what there is for the same site, and the same grantee
 * @returns {Change}
 */
export const withAll =
  ({ levels, exceptions, permissions }) =>
  (choices) =>
    [...levels.map(withLevel), ...exceptions.map(withException), ...permissions.map(withPermission)].reduce(
      (known, change) => change(known),
      choices,
    );

/**
 * What still holds at `now`; the very same object where that is everything.
 * @param {Choices} choices
 * @param {number} now
 * @returns {Choices}
 */
export function withoutEnded(choices, now) {
  const { levels, exceptions, permissions } = choices;
  if (all(choices).every(lives(now))) return choices;
  return {
    ...choices,
    levels: levels.filter(lives(now)),
    exceptions: exceptions.filter(lives(now)),
    permissions: permissions.filter(lives(now)),
  };
}

/**
 * What has no end.
 * @param {Choices} choices
 * @returns {Choices}
 */
export function lasting(choices) {
  return withoutEnded(choices, Number.POSITIVE_INFINITY);
}

/**
 * When the next of the choices ends; nothing if none does.
 * @param {Choices} choices
 */
export function nextEnd(choices) {
  const ends = all(choices).flatMap(({ until }) => until ?? []);
  return ends.length === 0 ? undefined : Math.min(...ends);
}

/**
 * Choices of normal windows with those of private ones beside them. A private window cannot take back what holds in
 * normal ones: of two levels for a site the first counts, of two permissions the one that reaches further.
 * @param {Choices} normal
 * @param {Choices} privately
 * @returns {Choices}
 */
export function together(normal, privately) {
  return {
    levels: [...normal.levels, ...privately.levels],
    exceptions: [...normal.exceptions, ...privately.exceptions],
    permissions: [...normal.permissions, ...privately.permissions],
  };
}

/**
 * Whether a choice holds at `now`. It ends *at* its moment, as in the core.
 * @param {number} now
 */
export function lives(now) {
  return (/** @type {{ until?: number | undefined }} */ { until }) => until === undefined || now < until;
}

/** @param {Choices} choices */
function all({ levels, exceptions, permissions }) {
  return [...levels, ...exceptions, ...permissions];
}

/**
 * @template T
 * @param {readonly T[]} known
 * @param {T} choice
 */
function added(known, choice) {
  if (known.length >= MAX_CHOICES)
    throw new RangeError(`No more than ${MAX_CHOICES} choices of one kind are kept.`);
  return [...known, choice];
}
