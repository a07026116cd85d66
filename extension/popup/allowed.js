/**
 * Draws whom a person allowed to load on the site. Sentences come from the model, taking back is handed in.
 *
 * @import { Held } from '../shared/protocol.js'
 * @import { Model } from './model.js'
 */

import { h } from '/vendor/snabbdom/h.js';
import { text } from '../shared/i18n.js';

/**
 * @param {NonNullable<Model['allowed']>} rows
 * @param {(held: Held) => void} takeBack
 */
export function allowedView(rows, takeBack) {
  return h('section.list', { key: 'allowed', attrs: { 'data-focus-home': 'allowed' } }, [
    h('div.heading', [h('h2#allowed', text('section_allowed'))]),
    h(
      'ul.groups',
      rows.map(({ key, who, how, given, held }) =>
        h('li.permission', { key }, [
          h('p.name', who),
          h('p', how),
          given ? h('p.quiet', given) : undefined,
          held.inherited
            ? h('p.quiet', text('hint_allowed'))
            : h(
                'button.button.button-plain',
                {
                  attrs: { type: 'button', 'aria-label': text('take_back_whom', who) },
                  on: { click: () => takeBack(held) },
                },
                text('take_back'),
              ),
        ]),
      ),
    ),
  ]);
}
