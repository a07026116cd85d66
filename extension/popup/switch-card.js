/**
 * Draws the one switch for a site, and what stands with it: for how long it is off, the level of all sites, and the way to
 * load the page again. Sentences come from the model, what the controls do is handed in.
 *
 * @import { ChosenLevel } from '../shared/protocol.js'
 * @import { Model } from './model.js'
 * @import { OffLasting } from './off.js'
 */

import { h } from '/vendor/snabbdom/h.js';
import { text } from '../shared/i18n.js';
import { levelView } from '../shared/level-view.js';
import { OFF_LASTINGS } from './off.js';

/**
 * @typedef {{
 *   switchSite: (site: string, lasting: OffLasting | 'on') => void,
 *   setLevel: (level: ChosenLevel) => void,
 *   reload: () => void,
 * }} SwitchControls
 */

/**
 * @param {NonNullable<Model['toggle']>} toggle
 * @param {Pick<Model, 'level' | 'reload'>} model
 * @param {SwitchControls} controls
 */
export function switchCard(toggle, { level, reload }, controls) {
  const { site, on, fixed, hint, lasting } = toggle;
  const attrs = {
    type: 'button',
    role: 'switch',
    'aria-checked': String(on),
    'aria-labelledby': 'switch-label',
    'aria-describedby': 'switch-hint',
    disabled: fixed,
  };
  return h('div.card', { key: 'switch' }, [
    h('div.switch-row', [
      h('span#switch-label', text('switch_label')),
      h('span.switch-word', { attrs: { 'aria-hidden': 'true' } }, text(on ? 'switch_on' : 'switch_off')),
      h('button.switch', { attrs, on: { click: () => controls.switchSite(site, on ? 'always' : 'on') } }),
    ]),
    lasting && lastingView(site, lasting, controls),
    hint && h('p#switch-hint.hint', hint),
    level && levelView(level, controls.setLevel),
    reload &&
      h('div.reload-row', [
        h('p', reload),
        h('button.button', { attrs: { type: 'button' }, on: { click: controls.reload } }, text('reload')),
      ]),
  ]);
}

/**
 * @param {string} site
 * @param {OffLasting} lasting
 * @param {SwitchControls} controls
 */
function lastingView(site, lasting, { switchSite }) {
  return h('fieldset.level.off-lasting', { key: 'lasting' }, [
    h('legend', text('off_legend')),
    ...OFF_LASTINGS.map((value) =>
      h('label', { key: value }, [
        h('input', {
          attrs: { type: 'radio', name: 'off', value },
          props: { checked: value === lasting },
          on: { change: () => switchSite(site, value) },
        }),
        h('span', text(`off_for_${value}`)),
      ]),
    ),
  ]);
}
