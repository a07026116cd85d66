/**
 * Where facts of the catalogue are from, as links that a page numbers: each source is written once, and facts refer to it.
 *
 * @import { Source } from './catalogue.js'
 */

/** @typedef {{ text: string, address: string }} Link */

/**
 * @param {readonly Source[]} sources
 * @returns {Link[]}
 */
export function linksTo(sources) {
  return sources
    .filter(({ address }) => isWeb(address))
    .map(({ title, address }) => ({ text: title, address }));
}

/**
 * @param {readonly Link[]} links
 * @returns {Link[]} one an address, in that order
 */
export function eachOnce(links) {
  return [...new Map(links.map((link) => [link.address, link])).values()];
}

/**
 * "[1, 3]": the places of a fact's sources among all; nothing where it has none there.
 * @param {readonly Link[]} own
 * @param {readonly Link[]} all
 */
export function references(own, all) {
  const places = own.map(({ address }) => all.findIndex((source) => source.address === address) + 1);
  const known = [...new Set(places)].filter((place) => place > 0).sort((one, other) => one - other);
  return known.length > 0 ? `[${known.join(', ')}]` : '';
}

/** @param {string} address */
export function isWeb(address) {
  return /^https?:\/\//.test(address);
}
