/**
 * Who wins among Chrome's rules, lowest first. The static rules are written by the compiler with the same numbers.
 * An `allow` overrides everything at its own priority and below, so bands need gaps, not exact values.
 */
export const PRIORITY = Object.freeze({
  block: 10,
  exception: 20,
  important: 30,
  /** The user's word: above every list. */
  siteException: 100,
});
