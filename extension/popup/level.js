/**
 * Draws the choice of how social buttons are treated on all sites. What a choice does is handed in.
 *
 * @import { ChosenLevel } from '../shared/protocol.js'
 */

import { h } from '/vendor/snabbdom/index.js';
import { text } from '../shared/i18n.js';
import { CHOSEN_LEVELS } from '../shared/protocol.js';

/** The words of a level that concern social buttons. */
const WORDS = Object.freeze({ standard: 'level_standard', gentle: 'level_gentle' });

/**
 * @param {string} level
 * @param {(level: ChosenLevel) => void} choose
 */
export function levelView(level, choose) {
  return h('fieldset.level', [
    h('legend', text('level_legend')),
    ...CHOSEN_LEVELS.map((chosen) =>
      h('label', { key: chosen }, [
        h('input', {
          attrs: { type: 'radio', name: 'level', value: chosen },
          props: { checked: level === chosen },
          on: { change: () => choose(chosen) },
        }),
        h('span', text(WORDS[chosen])),
      ]),
    ),
  ]);
}
