/**
 * The one switch for a site, in words: whether Bystander is on there, and if not, for how long not. It draws nothing.
 *
 * @import { PageReport } from '../shared/protocol.js'
 */

import { moment, text } from '../shared/i18n.js';

/** How long Bystander is off on a site. @typedef {'tab' | 'hour' | 'always'} OffLasting */
/** @type {readonly OffLasting[]} */
export const OFF_LASTINGS = ['tab', 'hour', 'always'];

/**
 * `fixed`: it cannot be changed in this window. `lasting` is there while it is off and can be changed.
 * @typedef {{ site: string, on: boolean, fixed: boolean, hint: string | undefined, lasting: OffLasting | undefined }} Toggle
 */

/** @typedef {Pick<PageReport, 'exception' | 'exceptionEnds'>} Exception */

/**
 * @param {Exception & { site: string }} page
 * @returns {Toggle}
 */
export function toggleOf({ site, exception, exceptionEnds }) {
  const on = exception === 'none';
  const fixed = exception === 'inherited';
  return {
    site,
    on,
    fixed,
    hint: hint(exception),
    lasting: on || fixed ? undefined : lastingOf(exception, exceptionEnds),
  };
}

/**
 * The sentence of a page on which it is off.
 * @param {Exception} page
 * @param {number} now
 */
export function offSentence({ exception, exceptionEnds }, now) {
  if (exception === 'tab') return text('off_tab');
  return exceptionEnds === undefined ? text('off') : text('off_until', moment(exceptionEnds, now));
}

/**
 * @param {PageReport['exception']} exception
 * @param {number | undefined} ends
 * @returns {OffLasting}
 */
function lastingOf(exception, ends) {
  if (exception === 'tab') return 'tab';
  return ends === undefined ? 'always' : 'hour';
}

/** @param {PageReport['exception']} exception */
function hint(exception) {
  switch (exception) {
    case 'none':
    case 'normal':
    case 'tab':
      return undefined;
    case 'private':
      return text('hint_private');
    case 'inherited':
      return text('hint_inherited');
    default: {
      /** @type {never} */
      const unknown = exception;
      return unknown;
    }
  }
}
