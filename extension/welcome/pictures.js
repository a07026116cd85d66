/**
 * The pictures of the welcome page, drawn in the colours of the theme: a page whose onlookers are kept out, and where
 * each browser keeps the button. What they show stands beside them in words, so they are not read aloud.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 */

import { h } from '/vendor/snabbdom/h.js';

/** A puzzle piece, which both browsers have for extensions. */
const PUZZLE = 'M8 5h3.2a2.3 2.3 0 1 1 4.6 0H19v4.2a2.3 2.3 0 1 1 0 4.6V18H8v-4.2a2.3 2.3 0 1 0 0-4.6z';
const PIN = 'M9 4h6l-1 1.5v4L17 13v1.5h-4.2V20l-.8 1-.8-1v-5.5H7V13l3-3.5v-4z';
const SHIELD =
  'M64 5c3 0 6 .7 9 2l33 12c7 2.6 10 7 10 14v31c0 28-18 48-46 58-4 1.4-8 1.4-12 0C30 112 12 92 12 64V33c0-7 3-11.4 10-14L55 7c3-1.3 6-2 9-2z';
const EYE = 'M27 57q37-11 74 0-14 33-37 33T27 57z';
const PUPIL = 'M45 53.2q19-2.4 38 0A19 19 0 0 1 45 53.2z';

/** @returns {VNode} */
export function onlookersPicture() {
  return picture('onlookers', '0 0 640 220', [
    frame(20, 20, 300, 180),
    line(20, 52, 320, 52),
    ...[34, 50, 66].map((x) => dot(x, 36, 5)),
    box('words', 44, 74, 150, 12),
    box('words', 44, 96, 200, 8),
    box('words', 44, 112, 180, 8),
    box('words', 44, 128, 196, 8),
    box('held', 44, 152, 92, 28),
    box('held', 148, 152, 60, 28),
    ...[60, 110, 160].flatMap((y) => [
      h('path', { attrs: { class: 'glance', d: `M560 ${y}L404 ${110 + (y - 110) * 0.4}` } }),
      onlooker(580, y),
    ]),
    shield(326, 62, 0.76),
  ]);
}

/**
 * @param {'firefox' | 'chrome'} place
 * @returns {VNode}
 */
export function buttonPicture(place) {
  return picture('button', '0 0 640 232', [
    frame(20, 16, 600, 210),
    box('bar', 48, 30, 430, 36, 18),
    box('words', 68, 44, 120, 8),
    box('chosen', 498, 28, 40, 40, 10),
    icon(PUZZLE, 501, 29, 1.35),
    number(1, 492, 26),
    ...[0, 8, 16].map((down) => dot(574, 40 + down, 2.5)),
    frame(318, 82, 270, 126),
    box('words', 338, 100, 96, 9),
    box('row', 330, 122, 246, 40, 8),
    shield(338, 129, 0.21),
    box('name', 376, 138, 84, 9),
    ...(place === 'chrome'
      ? [box('chosen', 538, 126, 32, 32, 8), icon(PIN, 542, 130, 1), number(2, 534, 124)]
      : [box('chosen', 538, 126, 32, 32, 8), gear(554, 142), number(2, 534, 124)]),
    box('words', 376, 182, 60, 8),
    dot(352, 186, 10),
    ...(place === 'firefox' ? pinMenu() : []),
  ]);
}

/** Firefox has its pin in the gear's menu. */
function pinMenu() {
  return [
    frame(92, 132, 196, 76),
    box('row', 102, 142, 176, 28, 6),
    icon(PIN, 108, 144, 1),
    box('name', 140, 152, 104, 9),
    number(3, 98, 138),
    box('words', 140, 184, 70, 8),
  ];
}

/**
 * @param {string} name
 * @param {string} viewBox
 * @param {VNode[]} children
 */
function picture(name, viewBox, children) {
  return h('svg', { attrs: { class: `picture ${name}`, viewBox, 'aria-hidden': 'true' } }, children);
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 */
function frame(x, y, width, height) {
  return box('frame', x, y, width, height, 14);
}

/**
 * @param {string} name
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {number} radius
 */
function box(name, x, y, width, height, radius = height / 2) {
  return h('rect', { attrs: { class: name, x, y, width, height, rx: radius } });
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} r
 */
function dot(x, y, r) {
  return h('circle', { attrs: { class: 'dot', cx: x, cy: y, r } });
}

/**
 * @param {number} x1
 * @param {number} y1
 * @param {number} x2
 * @param {number} y2
 */
function line(x1, y1, x2, y2) {
  return h('line', { attrs: { class: 'line', x1, y1, x2, y2 } });
}

/**
 * @param {string} d
 * @param {number} x
 * @param {number} y
 * @param {number} scale
 */
function icon(d, x, y, scale) {
  return h('path', { attrs: { class: 'icon', d, transform: `translate(${x} ${y}) scale(${scale})` } });
}

/**
 * @param {number} x
 * @param {number} y
 */
function gear(x, y) {
  const teeth = [0, 45, 90, 135, 180, 225, 270, 315].map((turn) =>
    h('rect', {
      attrs: {
        class: 'icon-fill',
        x: x - 1.6,
        y: y - 9.5,
        width: 3.2,
        height: 5,
        rx: 1,
        transform: `rotate(${turn} ${x} ${y})`,
      },
    }),
  );
  return h('g', [...teeth, h('circle', { attrs: { class: 'gear', cx: x, cy: y, r: 4.8 } })]);
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} scale
 */
function shield(x, y, scale) {
  return h('g', { attrs: { transform: `translate(${x} ${y}) scale(${scale})` } }, [
    h('path', { attrs: { class: 'shield', d: SHIELD } }),
    h('path', { attrs: { class: 'white', d: EYE } }),
    h('path', { attrs: { class: 'pupil', d: PUPIL } }),
  ]);
}

/**
 * @param {number} x
 * @param {number} y
 */
function onlooker(x, y) {
  return h('g', { attrs: { transform: `translate(${x} ${y})` } }, [
    h('path', { attrs: { class: 'onlooker', d: 'M-22 0q22-24 44 0-22 24-44 0z' } }),
    h('circle', { attrs: { class: 'onlooker-pupil', cx: -5, cy: 0, r: 6 } }),
  ]);
}

/**
 * The number of a step.
 * @param {number} step
 * @param {number} x
 * @param {number} y
 */
function number(step, x, y) {
  return h('g', { attrs: { transform: `translate(${x} ${y})` } }, [
    h('circle', { attrs: { class: 'step', r: 11 } }),
    h('text', { attrs: { class: 'step-number', 'text-anchor': 'middle', dy: 4.5 } }, String(step)),
  ]);
}
