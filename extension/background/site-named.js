/**
 * Which site a person means: they write its name, or paste an address of it. What a site is says the core.
 *
 * @import { Unnamed } from '../shared/sites-protocol.js'
 */

import { isSite } from '../shared/choices.js';

/**
 * @param {string} named
 * @param {(url: string) => string | undefined} siteOf gives the site of an address
 * @returns {{ site: string } | { why: Unnamed }}
 */
export function siteNamed(named, siteOf) {
  const written = named.trim();
  if (written === '') return { why: 'empty' };
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(written);
  const address = hasScheme ? written : `https://${written}`;
  if (/\s/.test(written) || !URL.canParse(address)) return { why: 'not-site' };
  const { protocol, hostname } = new URL(address);
  if (!/^https?:$/.test(protocol)) return { why: 'not-web' };
  const site = siteOf(address);
  // A word is rather the name of a company than that of a computer at home, whose address can be pasted.
  const isWord = !hasScheme && !/[.:]/.test(hostname) && hostname !== 'localhost';
  if (!isSite(site) || isWord) return { why: 'not-site' };
  return isSuffix(site, siteOf) ? { why: 'suffix' } : { site };
}

/**
 * Whether other people's sites lie under it, which a choice for it would reach.
 * @param {string} site
 * @param {(url: string) => string | undefined} siteOf
 */
function isSuffix(site, siteOf) {
  const below = `https://x.${site}/`;
  return site.includes('.') && URL.canParse(below) && siteOf(below) === `x.${site}`;
}
