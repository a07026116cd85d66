/**
 * Draws what was kept from whom over time: a bar a day or a week, in parts. Sentences and tables are the model's.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { barsWords } from './model.js'
 * @import { Bars, By } from './per-day.js'
 */

import { h } from '/vendor/snabbdom/h.js';
import { dayAndMonth, number, text } from '../../shared/i18n.js';
import { tableView } from './table-view.js';

/** @type {readonly By[]} */
const BYS = ['kinds', 'companies'];
const WIDTH = 1000;
const HEIGHT = 180;
const FOOT = 26;
const LEFT = 64;
/** Parts of a bar are told apart by this gap too, not by colour alone. */
const GAP = 1.5;

/**
 * @param {Bars} bars
 * @param {ReturnType<typeof barsWords>} words
 * @param {{ by: By, choose: (by: By) => void }} control
 * @returns {VNode[]}
 */
export function barsView(bars, { heading, names, labels, table }, { by, choose }) {
  return [
    h('div.bar', { key: 'bars-head' }, [
      h('h3#overview-bars', heading),
      h('fieldset.pick', [
        h('legend.unseen', text('overview_by')),
        ...BYS.map((value) =>
          h('label', { key: value }, [
            h('input', {
              attrs: { type: 'radio', name: 'by', value },
              props: { checked: value === by },
              on: { change: () => choose(value) },
            }),
            h('span', text(`overview_by_${value}`)),
          ]),
        ),
      ]),
    ]),
    h('p.about', { key: 'bars-about' }, text('overview_bars_about')),
    h(
      'ul.legend',
      { key: 'bars-legend' },
      names.map((name, index) =>
        h('li', { key: name }, [h(`span.swatch.part-${partClass(index, bars)}`), h('span', name)]),
      ),
    ),
    h(
      'div.picture',
      { key: 'bars-picture', attrs: { tabindex: '0', role: 'group', 'aria-labelledby': 'overview-bars' } },
      [h('div.canvas', [drawing(bars, labels)])],
    ),
    tableView('bars-table', heading, table),
  ];
}

/**
 * @param {Bars} bars
 * @param {string[]} labels of the bars
 */
function drawing(bars, labels) {
  const { bars: all, highest } = bars;
  const step = (WIDTH - LEFT) / Math.max(1, all.length);
  const wide = Math.min(step * 0.72, 48);
  const scale = (HEIGHT - 14) / Math.max(1, highest);
  // A label under each bar has no room where there are many.
  const every = Math.ceil(all.length / 12);
  const attrs = { viewBox: `0 0 ${WIDTH} ${HEIGHT + FOOT}`, role: 'img', 'aria-labelledby': 'overview-bars' };
  return h('svg.bars', { attrs }, [
    h('path.line', {
      attrs: { d: `M${LEFT} ${HEIGHT}H${WIDTH}M${LEFT} ${HEIGHT - highest * scale}H${WIDTH}` },
    }),
    h('text.count', { attrs: { x: LEFT - 8, y: HEIGHT + 4, 'text-anchor': 'end' } }, number(0)),
    ...(highest > 0
      ? [
          h(
            'text.count',
            { attrs: { x: LEFT - 8, y: HEIGHT - highest * scale + 4, 'text-anchor': 'end' } },
            number(highest),
          ),
        ]
      : []),
    ...all.map(({ from, counts }, index) => {
      const x = LEFT + index * step + (step - wide) / 2;
      let y = HEIGHT;
      return h('g', { key: from }, [
        h('title', labels[index] ?? ''),
        h('rect.all', { attrs: { x: LEFT + index * step, y: 0, width: step, height: HEIGHT } }),
        ...counts.flatMap((count, part) => {
          const tall = count * scale;
          y -= tall;
          return count === 0
            ? []
            : [
                h(`rect.part-${partClass(part, bars)}`, {
                  attrs: { x, y: y + GAP / 2, width: wide, height: Math.max(0.5, tall - GAP) },
                }),
              ];
        }),
        ...((all.length - 1 - index) % every === 0
          ? [
              h(
                'text.day',
                { attrs: { x: x + wide / 2, y: HEIGHT + 18, 'text-anchor': 'middle' } },
                dayAndMonth(from),
              ),
            ]
          : []),
      ]);
    }),
  ]);
}

/**
 * @param {number} part
 * @param {Bars} bars
 */
function partClass(part, { parts }) {
  return part < parts.length ? String(part) : 'rest';
}
