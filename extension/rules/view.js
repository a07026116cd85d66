/**
 * Draws the page of a person's own rules with snabbdom. It decides no word.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { Model } from './model.js'
 */

import { h } from '/vendor/snabbdom/h.js';
import { text } from '../shared/i18n.js';

/**
 * @param {Model} model
 * @param {{ edited: (text: string) => void, save: () => void }} controls
 * @returns {VNode} the whole `<main>`
 */
export function view({ text: written, status, trouble, remarks, more }, { edited, save }) {
  return h('main', [
    h('h1', text('rules_title')),
    h('p', text('rules_about')),
    h('label', { attrs: { for: 'rules' } }, text('rules_label')),
    h('textarea#rules', {
      attrs: { spellcheck: 'false', autocapitalize: 'off', 'aria-describedby': 'status' },
      props: { value: written },
      on: {
        input: (/** @type {Event} */ { target }) => edited(/** @type {HTMLTextAreaElement} */ (target).value),
      },
    }),
    h('button.button', { attrs: { type: 'button' }, on: { click: save } }, text('rules_save')),
    h('p#status', { attrs: { role: 'status' } }, status),
    trouble && h('p.trouble', { attrs: { role: 'alert' } }, trouble),
    ...(remarks.length > 0 ? [h('h2', text('rules_remarks')), remarksView(remarks)] : []),
    more && h('p', more),
  ]);
}

/** @param {Model['remarks']} remarks */
function remarksView(remarks) {
  return h(
    'ul.remarks',
    remarks.map(({ line, written, sentence }) =>
      h('li', [h('span', line), h('code', written), h('span', sentence)]),
    ),
  );
}
