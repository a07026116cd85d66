/**
 * What the user's choices look like, wherever they come from: the checks of messages and of what storage holds. What a
 * choice does is the core's (crate/core/src/policy.rs).
 *
 * @import { Grantee, Identity, Level } from '/core/bystander.js'
 */

/** @type {readonly Level[]} */
export const LEVELS = ['gentle', 'standard', 'strict'];
/** @type {readonly Identity[]} */
export const IDENTITIES = ['with', 'without'];

/** How long something may load. @typedef {'once' | 'hour' | 'day' | 'always'} Lasting */
/** @type {readonly Lasting[]} */
export const LASTINGS = ['once', 'hour', 'day', 'always'];

const MAX_NAME = 200;
/** The last moment a Date can hold. */
const MAX_MOMENT = 8.64e15;

/**
 * A registrable domain or a bare host as URLs spell it: lower case, punycode, no port.
 * @param {unknown} value
 * @returns {value is string}
 */
export function isSite(value) {
  return (
    typeof value === 'string' &&
    value.length <= 255 &&
    /^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])$/.test(value)
  );
}

/**
 * @param {unknown} value
 * @returns {value is Level}
 */
export function isLevel(value) {
  return LEVELS.some((known) => known === value);
}

/**
 * @param {unknown} value
 * @returns {value is Identity}
 */
export function isIdentity(value) {
  return IDENTITIES.some((known) => known === value);
}

/**
 * The moment at which a choice ends, in milliseconds since 1970; absent: never.
 * @param {unknown} value
 * @returns {value is number | undefined}
 */
export function isEnd(value) {
  return value === undefined || isMoment(value);
}

/**
 * In milliseconds since 1970.
 * @param {unknown} value
 * @returns {value is number}
 */
export function isMoment(value) {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= MAX_MOMENT;
}

/**
 * Whom a permission is for, with nothing else about it; nothing if `value` names nobody. Whether there is such a company
 * or widget the core knows: a permission for one that is not covers nothing.
 * @param {unknown} value
 * @returns {Grantee | undefined}
 */
export function readGrantee(value) {
  const { company, network, name } = /** @type {Record<string, unknown>} */ (Object(value));
  if (isName(company) && network === undefined && name === undefined) return { company };
  return isName(network) && isName(name) && company === undefined ? { network, name } : undefined;
}

/**
 * @param {Grantee} one
 * @param {Grantee} other
 */
export function sameGrantee(one, other) {
  if ('company' in one || 'company' in other)
    return 'company' in one && 'company' in other && one.company === other.company;
  return one.network === other.network && one.name === other.name;
}

/**
 * When something ends that a person let load now.
 * @param {Lasting} lasting
 * @param {number} now
 */
export function endOf(lasting, now) {
  switch (lasting) {
    case 'hour':
      return now + 3_600_000;
    case 'day':
      return now + 86_400_000;
    case 'once':
    case 'always':
      return undefined;
    default: {
      /** @type {never} */
      const unknown = lasting;
      return unknown;
    }
  }
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
function isName(value) {
  return typeof value === 'string' && value !== '' && value.length <= MAX_NAME;
}
