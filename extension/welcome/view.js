/**
 * Draws the welcome page with snabbdom. Sentences come from the model.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { Point, WelcomeModel } from './model.js'
 */

import { h } from '/vendor/snabbdom/h.js';
import { text } from '../shared/i18n.js';
import { buttonPicture, onlookersPicture } from './pictures.js';

/**
 * @param {WelcomeModel} model
 * @returns {VNode}
 */
export function view({ does, button, stores }) {
  return h('main', [
    h('header', [
      h('img', { attrs: { src: '../icons/bystander.svg', alt: '', width: '56', height: '56' } }),
      h('div', [h('h1', text('welcome_heading')), h('p.lead', text('welcome_lead'))]),
    ]),
    part('does', text('welcome_does'), [onlookersPicture(), pointsView(does)]),
    part('button', text('welcome_button'), [
      button.found ? h('p.found', { attrs: { role: 'status' } }, button.found) : undefined,
      button.place ? buttonPicture(button.place) : undefined,
      button.steps.length > 0
        ? h(
            'ol',
            button.steps.map((step) => h('li', step)),
          )
        : undefined,
      ...button.hints.map((hint) => h('p.hint', hint)),
    ]),
    part('stores', text('welcome_stores'), [
      pointsView(stores),
      h('p.links', [
        link('../dashboard/dashboard.html#data', text('welcome_see_data')),
        link('../dashboard/dashboard.html#companies', text('welcome_see_companies')),
      ]),
    ]),
  ]);
}

/**
 * @param {string} name
 * @param {string} title
 * @param {(VNode | undefined)[]} content
 */
function part(name, title, content) {
  const id = `welcome-${name}`;
  return h('section', { key: name, attrs: { 'aria-labelledby': id } }, [h(`h2#${id}`, title), ...content]);
}

/** @param {Point[]} points */
function pointsView(points) {
  return h(
    'ul.points',
    points.map(({ title, words }) => h('li', [h('h3', title), h('p', words)])),
  );
}

/**
 * @param {string} address
 * @param {string} words
 */
function link(address, words) {
  return h('a', { attrs: { href: address } }, words);
}
