/**
 * A rule's conditions other than its pattern, one at a time, against hosts and types.
 *
 * @import { Asked } from './matching.js'
 * @import { Written } from './written.js'
 */

/**
 * @param {Written} rule
 * @param {string} type
 */
export function covers({ types, otherTypes, parameter }, type) {
  if (types.length > 0) return types.includes(type);
  return !otherTypes.includes(type) && (type !== 'main_frame' || parameter !== undefined);
}

/**
 * Whether the rule is for requests to the asking document's own site.
 * @param {Written} rule
 */
export function staysAtHome({ party }) {
  return party === 'first' || party === 'sameHost';
}

/**
 * Whether the rule's words about the asking document and the host fit a request, whatever its pattern says.
 * @param {Written} rule
 * @param {Asked} asked
 */
export function coversFrame(rule, { url, page, frame, type }) {
  const asker = type === 'main_frame' ? url : (frame ?? page);
  const host = URL.canParse(asker) ? new URL(asker).hostname : '';
  const anchored = /^\|\|([\w.-]+)/.exec(rule.pattern)?.[1];
  const requested = new URL(url).hostname;
  return (
    fitsFrame(rule, host) &&
    fitsHost(rule, requested) &&
    (anchored === undefined || isWithin(requested, anchored))
  );
}

/**
 * @param {Written} rule
 * @param {string} host the asking document's
 */
export function fitsFrame({ frames: { named, not } }, host) {
  return (
    (named.length === 0 || named.some((name) => isWithin(host, name))) &&
    !not.some((name) => isWithin(host, name))
  );
}

/**
 * @param {Written} rule
 * @param {string} host the request's
 */
export function fitsHost({ hosts: { named, not }, denied }, host) {
  const isNamed = named.length === 0 || named.some((name) => isWithin(host, name));
  return isNamed && ![...not, ...denied].some((name) => isWithin(host, name));
}

/**
 * As far as names alone tell: where sites are not the last two labels, a request may be off.
 * @param {Written} rule
 * @param {string} host
 * @param {string} frame
 */
export function fitsParty({ party }, host, frame) {
  const site = (/** @type {string} */ name) => name.split('.').slice(-2).join('.');
  if (party === 'first') return site(host) === site(frame);
  if (party === 'third') return site(host) !== site(frame);
  if (party === 'sameHost') return host === frame;
  return party === undefined || host !== frame;
}

/**
 * @param {string} host
 * @param {string} name
 */
function isWithin(host, name) {
  if (!name.endsWith('.*')) return host === name || host.endsWith(`.${name}`);
  return `.${host}`.includes(`.${name.slice(0, -1)}`);
}
