/**
 * Draws the choice of how social buttons, embeds and logins are treated on all sites. What a choice does is handed in.
 *
 * @import { LevelChoice } from './level.js'
 * @import { ChosenLevel } from './protocol.js'
 */

import { h } from '/vendor/snabbdom/h.js';
import { text } from './i18n.js';
import { CHOSEN_LEVELS } from './protocol.js';

/** What a level means for them, in words. */
const WORDS = Object.freeze({ standard: 'level_standard', gentle: 'level_gentle' });

/**
 * @param {LevelChoice} level
 * @param {(level: ChosenLevel) => void} choose
 */
export function levelView({ chosen: current, fixed, hint }, choose) {
  return h('fieldset.level', { attrs: hint ? { 'aria-describedby': 'level-hint' } : {} }, [
    h('legend', text('level_legend')),
    ...CHOSEN_LEVELS.map((chosen) =>
      h('label', { key: chosen }, [
        h('input', {
          attrs: { type: 'radio', name: 'level', value: chosen, disabled: fixed },
          props: { checked: current === chosen },
          on: { change: () => choose(chosen) },
        }),
        h('span', text(WORDS[chosen])),
      ]),
    ),
    hint && h('p#level-hint', { key: 'hint' }, hint),
  ]);
}
