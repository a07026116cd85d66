/**
 * What the package says of companies besides the catalogue: whose which domain is, and what each parameter of a pixel gives
 * away. Read when the section is opened, because nothing else needs it.
 *
 * @import { Source } from '../../shared/catalogue.js'
 */

/** Domains, and where it is from that they belong together. @typedef {{ names: string[], sources: number[] }} DomainFacts */
/** @typedef {{ name: string, meaning: string, class: string, identifies: boolean, sources: number[] }} Parameter */
/** @typedef {{ name: string, kinds: string[], domains: DomainFacts[] }} KnownCompany without the domains of its networks */
/**
 * `sources` are cited by their places. `networks` are by id, their pixels' parameters by the pixel's.
 * @typedef {{
 *   sources: Source[], companies: KnownCompany[],
 *   networks: Record<string, { domains: DomainFacts, pixels: Record<string, Parameter[]> }>,
 * }} Who
 */

/**
 * @param {(path: string) => Promise<{ json(): Promise<unknown> }>} fetch
 * @returns {Promise<Who>} rejects where it cannot be read
 */
export async function readWho(fetch) {
  return /** @type {Who} */ (await (await fetch('/data/companies.json')).json());
}
