/**
 * Who wins among Chrome's rules. The static rules are written by the compiler, with the priorities of
 * crate/core/src/dnr/bands.rs, all of them below these. An `allow` overrides everything at its own priority and below.
 */
export const PRIORITY = Object.freeze({
  /** The user's word: above every list. */
  siteException: 100,
});
