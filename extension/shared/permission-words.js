/**
 * What a permission says to people: who may load, how, until when, since when, and how often that was used. Sentences
 * only; where they stand is the pages'.
 *
 * @import { Grantee } from '/core/bystander.js'
 * @import { Catalogue } from './catalogue.js'
 * @import { Held } from './protocol.js'
 */

import { networkWith } from './catalogue.js';
import { inWords, moment, plural, text, together } from './i18n.js';

/** @typedef {{ key: string, who: string, how: string, given: string, last: string | undefined, held: Held }} PermissionWords */

/** Names beyond these make a sentence a list. */
const MAX_NAMES = 3;

/**
 * `given`: since when, and how often it was used; `last`: when last.
 * @param {Held} held
 * @param {{ catalogue: Catalogue, now: number }} knowing
 * @returns {PermissionWords}
 */
export function permissionWords(held, { catalogue, now }) {
  const { grantee, identity, since, once, uses, last, tabId = '', inherited = false } = held;
  const used = once ? [] : [uses > 0 ? plural('used', uses) : text('unused')];
  return {
    key: JSON.stringify([held.site, grantee, tabId, inherited]),
    who: whoIs(grantee, catalogue),
    how: text('how_until', text(identity === 'with' ? 'how_with' : 'how_without'), untilWhen(held, now)),
    given: [...(since === undefined ? [] : [text('since', moment(since, now))]), ...used].join(' · '),
    last: last === undefined ? undefined : text('used_last', moment(last, now)),
    held,
  };
}

/**
 * One sentence on all who may load on a page; none where nobody may, or too many for a sentence.
 * @param {readonly Held[]} all
 * @param {{ catalogue: Catalogue, now: number }} knowing
 */
export function mayLoad(all, { catalogue, now }) {
  const [only] = all;
  const names = [...new Set(all.map(({ grantee }) => nameOf(grantee, catalogue)))];
  if (!only || names.length > MAX_NAMES) return undefined;
  return all.length === 1
    ? text('may_load_until', together(names), untilWhen(only, now))
    : text('may_load', together(names));
}

/**
 * "until 15:40", "until you leave the page".
 * @param {Pick<Held, 'until' | 'once'>} held
 * @param {number} now
 */
export function untilWhen({ until, once }, now) {
  if (once) return text('until_left');
  return until === undefined ? text('until_taken_back') : text('until_moment', moment(until, now));
}

/**
 * @param {Grantee} grantee
 * @param {Catalogue} catalogue
 */
function whoIs(grantee, catalogue) {
  const name = nameOf(grantee, catalogue);
  return 'company' in grantee
    ? text('grantee_company', name)
    : text('grantee_widget', name, inWords(grantee.name));
}

/**
 * @param {Grantee} grantee
 * @param {Catalogue} catalogue
 */
function nameOf(grantee, catalogue) {
  if ('company' in grantee) return grantee.company;
  return networkWith(catalogue, grantee.network)?.name ?? grantee.network;
}
