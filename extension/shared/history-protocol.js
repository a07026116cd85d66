/**
 * What may be asked of history: for how many days it is kept, and what of it is deleted. Days are read from the database
 * (history.js).
 */

/** For how many days history may be kept. */
export const KEPT = /** @type {const} */ ([0, 7, 30, 90]);
export const DEFAULT_KEPT = 30;

/** @typedef {(typeof KEPT)[number]} Kept */

/** @typedef {{ from?: string, to?: string }} Span days as YYYY-MM-DD, both inclusive; without either, all days */
/** @typedef {{ site: string } | { company: string } | Span} Deletion */

/**
 * @param {unknown} value
 * @returns {value is Kept}
 */
export function isKept(value) {
  return KEPT.some((known) => known === value);
}
