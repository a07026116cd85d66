/**
 * Draws the page of a question with snabbdom. Sentences come from the model, what the controls do is handed in.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { Identity } from '/core/bystander.js'
 * @import { Lasting } from '../shared/choices.js'
 * @import { Model } from './model.js'
 */

import { h } from '/vendor/snabbdom/h.js';

/** @typedef {{ setLasting: (lasting: Lasting) => void, answer: (identity: Identity | undefined) => void }} Controls */

/**
 * @param {Model} model
 * @param {Controls} controls
 * @returns {VNode} the whole `<main>`
 */
export function view({ title, learns, note, lastings, legend, answers }, controls) {
  return h('main', [
    h('h1', title),
    ...(learns.length > 0
      ? [
          h(
            'ul.learns',
            learns.map((sentence) => h('li', sentence)),
          ),
        ]
      : []),
    ...(lastings.length > 0 ? [lastingsView(legend, lastings, controls)] : []),
    ...(note === undefined ? [] : [h('p.quiet', note)]),
    h(
      'div.answers',
      answers.map(({ text: words, identity, isMain, isReady }) =>
        h(
          `button.button${isMain ? '' : '.plain'}`,
          {
            attrs: { type: 'button', disabled: !isReady, 'data-answer': identity ?? 'no' },
            on: { click: () => controls.answer(identity) },
          },
          words,
        ),
      ),
    ),
  ]);
}

/**
 * @param {string} legend
 * @param {Model['lastings']} lastings
 * @param {Controls} controls
 */
function lastingsView(legend, lastings, { setLasting }) {
  return h('fieldset', [
    h('legend', legend),
    ...lastings.map(({ value, text: words, chosen }) =>
      h('label', [
        h('input', {
          attrs: { type: 'radio', name: 'lasting', value },
          props: { checked: chosen },
          on: { change: () => setLasting(value) },
        }),
        h('span', words),
      ]),
    ),
  ]);
}
