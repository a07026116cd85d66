/**
 * Parameters of addresses: one that a rule removes, and which two addresses differ by.
 *
 * @import { Chance } from './chance.js'
 */

import RandExp from 'randexp';

/**
 * A parameter, with a value, that `removeparam=` with this value takes away; none where none was found.
 * @param {string} value
 * @param {Chance} chance
 * @returns {string | undefined}
 */
export function removedParameter(value, chance) {
  if (value === '') return `${chance.word()}=1`;
  if (value.startsWith('~')) return `${chance.word()}=1`;
  const [, source, flags = ''] = /^\/(.+)\/(i?)$/.exec(value) ?? [];
  if (source === undefined) return `${value}=${chance.word()}1`;
  try {
    const wanted = new RegExp(source, flags);
    for (let tried = 0; tried < 20; tried++) {
      const expression = new RandExp(source);
      expression.max = 4;
      expression.randInt = (from, to) => from + chance.below(to - from + 1);
      const made = expression.gen();
      const whole = /=./.test(made) ? made : `${made.replace('=', '')}=1`;
      if (wanted.test(whole) && /^[\w.~-]+=[\w.~-]+$/.test(whole)) return whole;
    }
  } catch {
    // No expression that JavaScript can read.
  }
  return undefined;
}

/**
 * Parameters of one address that another lacks, counted as often as they stand there. One without a value is the same
 * with `=` and without.
 * @param {string} url
 * @param {string} other
 * @returns {string[]}
 */
export function parametersMissing(url, other) {
  const left = parametersOf(other);
  return parametersOf(url).filter((parameter) => {
    const at = left.indexOf(parameter);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** @param {string} url */
function parametersOf(url) {
  const [, query = ''] = /^[^?#]*\?([^#]*)/.exec(url) ?? [];
  const whole = query.split('&').map((part) => (part.includes('=') ? part : `${part}=`));
  return whole.filter((parameter) => parameter !== '=');
}
