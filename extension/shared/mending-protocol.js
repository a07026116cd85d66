/**
 * What the popup and the background say to each other when something on a page is broken, as types: one company after the
 * other is allowed, until a person says that the page works.
 *
 * @import { Identity } from '/core/bystander.js'
 */

import { isEnd } from './choices.js';

/** One attempt: who is allowed, and how. @typedef {{ company: string, identity: Identity }} Attempt */

/**
 * `attempts` are there to be made, most likely first; `at` is the one being made, `unknown` how many of those that were
 * stopped have no company that could be allowed. `asking`: a person is to say whether the page works; `mended`: they said
 * so; `failed`: no attempt was left.
 * @typedef {{ state: 'offered' | 'asking' | 'mended' | 'failed', attempts: Attempt[], at: number, unknown: number }} Mending
 */

/**
 * `yes`: the page works; `until` is when the permission ends. `at`: which attempt is answered, since another one may be
 * made before a person sees it. `end` takes back what is being tried, or was kept.
 * @typedef {{ kind: 'mend', answer: 'begin' | 'end' | 'done' } | { kind: 'mend', answer: 'no', at: number }
 *   | { kind: 'mend', answer: 'yes', at: number, until?: number }} Mend
 */

/**
 * @param {Record<string, unknown>} fields of a message of this kind
 * @returns {Mend | undefined} nothing if the popup may not say so
 */
export function readMend({ answer, at, until }) {
  const kind = 'mend';
  switch (answer) {
    case 'begin':
    case 'end':
    case 'done':
      return { kind, answer };
    case 'no':
      return isPlace(at) ? { kind, answer, at } : undefined;
    case 'yes':
      return isPlace(at) && isEnd(until)
        ? { kind, answer, at, ...(until !== undefined && { until }) }
        : undefined;
    default:
      return undefined;
  }
}

/**
 * @param {unknown} at
 * @returns {at is number}
 */
function isPlace(at) {
  return Number.isInteger(at) && Number(at) >= 0;
}
