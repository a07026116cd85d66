/**
 * Draws facts of the catalogue and of pixels, with their sources: what the popup and the dashboard both show of a company.
 * Sentences are handed in.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { CookieRow } from './cookie-words.js'
 * @import { Link } from './sources.js'
 */

import { h } from '/vendor/snabbdom/h.js';
import { text } from './i18n.js';
import { references } from './sources.js';

/** What is told, which values it has, and whether it can identify a person. @typedef {{ meaning: string, values: string[], identifies: boolean }} FieldRow */

/**
 * @param {FieldRow[]} fields
 * @returns {VNode}
 */
export function fieldsView(fields) {
  return h(
    'dl',
    fields.map(({ meaning, values, identifies }) =>
      h('div', { class: { identifies } }, [
        h('dt', [meaning, identifies ? h('span.mark-word', text('identifies')) : undefined]),
        ...values.map((value) => h('dd', value)),
      ]),
    ),
  );
}

/**
 * @param {CookieRow} cookie
 * @param {Link[]} sources of the list, which it refers to by their numbers
 */
export function cookieView({ name, purpose, facts, ruling, sources: own }, sources) {
  const numbers = references(own, sources);
  return h('li', { key: name }, [
    h('p', [h('code', name), ruling ? h('span.mark-word', text('cookie_ruling')) : undefined]),
    h('p', purpose),
    h('p.quiet', [`${facts} `, numbers ? h('span.references', numbers) : undefined]),
  ]);
}

/**
 * @param {Link[]} sources to which facts refer by their numbers
 * @returns {VNode}
 */
export function sourcesView(sources) {
  return h('div.sources.quiet', [
    h('p', text('sources')),
    h(
      'ol',
      sources.map((source) => h('li', [linkView(source)])),
    ),
  ]);
}

/**
 * @param {Link} link
 * @returns {VNode}
 */
export function linkView({ text: words, address }) {
  return h('a', { attrs: { href: address, target: '_blank', rel: 'noreferrer' } }, words);
}
