/**
 * The shield of the popup's head: the mark of icons/bystander.svg, whose eye is half closed while it watches and shut
 * where Bystander is off. Colours come from popup.css. Decoration only: the words beside it say the same.
 *
 * @import { Model } from './model.js'
 */

import { h } from '/vendor/snabbdom/h.js';

const SHIELD =
  'M64 5c3 0 6 .7 9 2l33 12c7 2.6 10 7 10 14v31c0 28-18 48-46 58-4 1.4-8 1.4-12 0C30 112 12 92 12 64V33c0-7 3-11.4 10-14L55 7c3-1.3 6-2 9-2z';
const LID = 'M30 60q34 26 68 0';
const EYE = 'M27 57q37-11 74 0-14 33-37 33T27 57z';
const IRIS = 'M45 53.2q19-2.4 38 0A19 19 0 0 1 45 53.2z';

/** @param {Model['state']} state */
export function mark(state) {
  const shut = state === 'off' || state === 'idle';
  const eye = shut ? [path('mark-lid', LID)] : [path('mark-eye', EYE), path('mark-iris', IRIS)];
  return h('svg.mark', { attrs: { viewBox: '4 4 120 120', 'aria-hidden': 'true' } }, [
    path('mark-shield', SHIELD),
    ...eye,
  ]);
}

/**
 * @param {string} name
 * @param {string} d
 */
function path(name, d) {
  return h(`path.${name}`, { key: name, attrs: { d } });
}
