/**
 * The tracking networks of the test internet. Each file holds one network: its hosts, and small scripts of our own
 * that stand in for the vendor's. They send requests of the same shape, to the same addresses, with made-up ids.
 */

import { bing } from './bing.js';
import { doubleclick } from './doubleclick.js';
import { googleTag } from './google-tag.js';
import { linkedin } from './linkedin.js';
import { meta } from './meta.js';
import { tiktok } from './tiktok.js';

/**
 * @typedef {object} Network
 * @property {string} name as a person knows it
 * @property {Record<string, import('../sites.js').Routes>} hosts
 */

/** @type {Network[]} */
export const networks = [meta, googleTag, doubleclick, linkedin, tiktok, bing];

/**
 * The network that a host of the test internet belongs to.
 * @param {string} host
 */
export function networkOf(host) {
  return networks.find(({ hosts }) => host in hosts);
}
