/**
 * Who wins among Chrome's rules. An `allow` overrides everything at its own priority and below; a block and the changing
 * of headers do not compete. The static rules are written by the compiler, with the priorities of
 * crate/core/src/dnr/bands.rs; a person's choices stand among them, in the order of `decide`:
 *
 *     … gentle < a site's other level < important block < permission without identity < STRIP, strict
 *       < permission without identity, stripped < permission with identity < pixel block < company permission < site exception
 */

/** Those of the compiler's bands that a choice stands beside, as bands.rs has them; a test holds the two together. */
export const COMPILED = Object.freeze({ gentle: 26, important: 30, strip: 50, pixel: 70 });

export const PRIORITY = Object.freeze({
  /** Lets widgets load on sites that are set to gentle, as the ruleset *gentle* does on all. */
  gentleSite: COMPILED.gentle,
  /** Blocks widgets on sites that are set to standard or strict where all others are gentle. */
  ungentleSite: COMPILED.gentle + 1,
  /** Lets a permitted company load. What is stripped of identity stays so. */
  permissionWithoutIdentity: COMPILED.important + 1,
  /** Strips every third party of strict sites. */
  strip: COMPILED.strip,
  /** Strips a company that is permitted without identity: like the above, and with the site's referrer. */
  permissionStrip: COMPILED.strip + 1,
  /** Lets a company load with identity, for the sake of a widget. Its pixels stay blocked. */
  permissionWithIdentity: COMPILED.strip + 2,
  /** Lets a company do as it does. */
  companyPermission: COMPILED.pixel + 1,
  /** The user's word: above every list and every other choice. */
  siteException: COMPILED.pixel + 2,
});
