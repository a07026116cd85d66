/**
 * Draws what a person can do when something on a page is broken. Sentences come from the model, what the buttons do is
 * handed in.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { Lasting } from '../shared/choices.js'
 * @import { Mend } from '../shared/mending-protocol.js'
 * @import { MendingWords } from './mending.js'
 */

import { h } from '/vendor/snabbdom/h.js';
import { text } from '../shared/i18n.js';

/** @typedef {{ mend: (answer: Mend['answer'], lasting?: Lasting) => void, offForNow: () => void }} MendingControls */

/** For how long what helped may be kept. @type {readonly Lasting[]} */
const KEPT = ['hour', 'day', 'always'];

/**
 * @param {MendingWords} mending
 * @param {MendingControls} controls
 * @returns {VNode}
 */
export function mendingView({ state, words }, { mend, offForNow }) {
  const home = { 'data-focus-home': 'mending' };
  if (state === 'offered')
    return h('details.mending', { key: 'mending-offer', attrs: home }, [
      h('summary#mending', text('mending_title')),
      ...words.map((sentence) => h('p', sentence)),
      button('mending_begin', () => mend('begin')),
    ]);
  const [first = '', ...others] = words;
  return h('section.mending.card', { key: 'mending', attrs: { ...home, 'aria-labelledby': 'mending' } }, [
    h('h2#mending', { attrs: { tabindex: '-1' } }, first),
    h(
      'div',
      { attrs: { role: 'status' } },
      others.map((sentence) => h('p', sentence)),
    ),
    ...answers(),
  ]);

  function answers() {
    switch (state) {
      case 'asking':
        return [
          h('div.answers', { attrs: { role: 'group', 'aria-label': text('mending_yes') } }, [
            h('span', text('mending_yes')),
            ...KEPT.map((lasting) => button(`lasting_${lasting}`, () => mend('yes', lasting))),
          ]),
          h('div.answers', [
            button('mending_no', () => mend('no')),
            button('mending_stop', () => mend('end')),
          ]),
        ];
      case 'mended':
        return [
          h('div.answers', [
            button('mending_undo', () => mend('end')),
            button('mending_done', () => mend('done')),
          ]),
        ];
      case 'failed':
        return [
          h('div.answers', [button('mending_off', offForNow), button('mending_done', () => mend('done'))]),
        ];
      default:
        return [];
    }
  }
}

/**
 * @param {string} key of its words
 * @param {() => void} click
 */
function button(key, click) {
  return h('button.button.button-plain', { key, attrs: { type: 'button' }, on: { click } }, text(key));
}
