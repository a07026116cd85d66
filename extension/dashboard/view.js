/**
 * Draws the dashboard around its open section: a head, and the way to the others.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { Section } from './shell.js'
 */

import { h } from '/vendor/snabbdom/h.js';
import { text } from '../shared/i18n.js';

/**
 * @param {readonly Section[]} sections
 * @param {Section} current
 * @returns {VNode} what takes the place of the page's `<div id="page">`
 */
export function view(sections, current) {
  return h('div#page', [
    h('header.head', [
      h('img', { attrs: { src: '../icons/bystander.svg', alt: '', width: '32', height: '32' } }),
      h('h1', text('name')),
    ]),
    h(
      'nav.sections',
      { attrs: { 'aria-label': text('dashboard_sections') } },
      sections.map(({ id, name }) =>
        h(
          'a',
          { key: id, attrs: { href: `#${id}`, 'aria-current': id === current.id ? 'page' : false } },
          name,
        ),
      ),
    ),
    h('main', { key: `main ${current.id}` }, [current.draw()]),
  ]);
}
