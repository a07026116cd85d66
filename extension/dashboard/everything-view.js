/**
 * Draws the button that takes back everything a section lists, and the question that comes before. Sentences and what the
 * buttons do are handed in.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 */

import { h } from '/vendor/snabbdom/h.js';
import { text } from '../shared/i18n.js';

/**
 * @param {string | undefined} question nothing until a person pressed the button
 * @param {{ takeBack: () => void, ask: (asking: boolean) => void }} controls
 * @returns {VNode}
 */
export function everythingView(question, { takeBack, ask }) {
  if (question === undefined)
    return h('div.ask', { key: 'everything' }, [
      h(
        'button#everything.button.button-plain',
        { attrs: { type: 'button' }, on: { click: () => ask(true) } },
        text('take_back_everything'),
      ),
    ]);
  /** @param {Event} event */
  const keydown = (event) => {
    if (/** @type {KeyboardEvent} */ (event).key === 'Escape') ask(false);
  };
  const home = { 'data-focus-home': 'everything' };
  const attrs = { ...home, role: 'group', 'aria-labelledby': 'everything-question' };
  return h('div.ask', { key: 'question', attrs, on: { keydown } }, [
    h('p#everything-question', question),
    h('button.button', { attrs: { type: 'button' }, on: { click: takeBack } }, text('everything_yes')),
    h(
      'button.button.button-plain',
      { attrs: { type: 'button' }, on: { click: () => ask(false) }, hook: { insert: focus } },
      text('everything_no'),
    ),
  ]);
}

/**
 * The safe answer is the one a hasty key gives.
 * @param {VNode} node
 */
function focus({ elm }) {
  if (elm instanceof HTMLElement) elm.focus();
}
