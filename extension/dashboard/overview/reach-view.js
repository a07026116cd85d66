/**
 * Draws the picture of reach. Where things are comes from reach.js, sentences from the model, what is done with it is
 * handed in. Its colours are in overview.css, and in picture-file.js for the file.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { Point, Reach, ReachRow } from './reach.js'
 * @import { State } from './sums.js'
 */

import { h } from '/vendor/snabbdom/h.js';
import { text } from '../../shared/i18n.js';
import { reachWords } from './model.js';
import { moved, PICTURE, pointAt } from './reach.js';

/** @typedef {{ point: (point: Point | undefined) => void, choose: (company: string) => void }} PictureControls */

/** @type {readonly State[]} */
export const STATES = ['stopped', 'changed', 'allowed', 'through', 'open'];

const { width, left, right, row: rowHeight, mark } = PICTURE;
/** Letters of a company's name that have room. */
const NAME = 26;
const SITE = 20;

/**
 * @param {Reach} reach
 * @param {{ point: Point | undefined, label: string, picture: VNode }} shown `picture`: what `pictureView` gave for it
 * @param {PictureControls} controls
 * @returns {VNode} with a place for the keyboard
 */
export function explorableView(reach, { point, label, picture }, controls) {
  const place = (/** @type {Event} */ event) => {
    const { clientX, clientY, currentTarget } = /** @type {MouseEvent} */ (event);
    const box = /** @type {Element} */ (currentTarget).querySelector('svg')?.getBoundingClientRect();
    if (!box || box.width === 0) return undefined;
    const scale = width / box.width;
    return pointAt(reach, { x: (clientX - box.left) * scale, y: (clientY - box.top) * scale });
  };
  const choose = (/** @type {Point | undefined} */ chosen) => {
    const company = chosen && reach.rows[chosen.row]?.company;
    if (company !== undefined) controls.choose(company);
  };
  return h(
    'div.picture',
    {
      key: 'picture',
      attrs: {
        role: 'application',
        tabindex: '0',
        'aria-label': label,
        'aria-describedby': 'overview-point',
      },
      on: {
        pointermove: (event) => controls.point(place(event)),
        pointerleave: () => controls.point(undefined),
        click: (event) => {
          const at = place(event);
          controls.point(at);
          choose(at);
        },
        keydown: (event) => {
          if (event.key === 'Enter') return choose(point);
          const to = moved(reach, point, event.key);
          if (!to) return;
          event.preventDefault();
          controls.point(to);
        },
      },
    },
    [h('div.canvas', [picture, pointView(reach, point)])],
  );
}

/**
 * The picture itself, the same whatever is pointed at.
 * @param {Reach} reach
 * @param {string} title
 * @returns {VNode}
 */
export function pictureView(reach, title) {
  const { rows, sites, of, height, column, isNamed, top } = reach;
  const attrs = { viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' };
  return h('svg.reach', { key: 'reach', attrs }, [
    h('title', title),
    ...(isNamed
      ? sites.map((site, index) => {
          const x = left + (index + 0.5) * column;
          return h(
            'text.site',
            { attrs: { transform: `translate(${x + 4} ${top - 8}) rotate(-55)` } },
            cut(site, SITE),
          );
        })
      : []),
    ...rows.map((row, index) =>
      rowView(row, { y: top + index * rowHeight, column, of, columns: sites.length }),
    ),
  ]);
}

/**
 * @param {ReachRow} row
 * @param {{ y: number, column: number, of: number, columns: number }} place
 */
function rowView({ company, sites, marks }, { y, column, of, columns }) {
  const middle = y + rowHeight / 2;
  return h('g', { key: company }, [
    h('text.company', { attrs: { x: left - 12, y: middle + 4, 'text-anchor': 'end' } }, cut(company, NAME)),
    h('path.line', { attrs: { d: `M${left} ${middle}h${round(column * columns)}` } }),
    ...STATES.flatMap((state) => {
      const d = [...marks]
        .map(([at, it]) => (it === state ? markPath(state, { at, column, middle }) : ''))
        .join('');
      return d === '' ? [] : [h(`path.${state}`, { attrs: { d } })];
    }),
    h('text.count', { attrs: { x: width - right + 12, y: middle + 4 } }, reachWords(sites, of)),
  ]);
}

/**
 * A mark's shape says what its colour says: whole where it was stopped, low where it was let go without identity, framed
 * where a person allowed it, taller than the rest where it got through, a dot where nothing is confirmed.
 * @param {State} state
 * @param {{ at: number, column: number, middle: number }} place
 */
function markPath(state, { at, column, middle }) {
  const gap = column > 8 ? 3 : column > 4 ? 1 : 0.4;
  const x = left + at * column + gap / 2;
  const wide = column - gap;
  const box = (/** @type {number} */ from, /** @type {number} */ tall) =>
    `M${round(x)} ${round(from)}h${round(wide)}v${tall}h${round(-wide)}z`;
  const top = middle - mark / 2;
  switch (state) {
    case 'stopped':
      return box(top, mark);
    case 'changed':
      return box(middle, mark / 2);
    case 'through':
      return box(top - 3, mark + 6);
    case 'allowed':
      return `${box(top, 3)}${box(top + mark - 3, 3)}`;
    case 'open':
      return box(middle - 1.5, 3);
    default: {
      /** @type {never} */
      const unknown = state;
      return unknown;
    }
  }
}

/**
 * The line and the column that are pointed at.
 * @param {Reach} reach
 * @param {Point | undefined} point
 */
function pointView({ rows, sites, top, height, column, isNamed }, point) {
  const attrs = { viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' };
  if (!point || point.row >= rows.length) return h('svg.pointed', { key: 'pointed', attrs });
  const y = top + point.row * rowHeight;
  const at = point.column === undefined ? undefined : left + point.column * column;
  const site = point.column === undefined ? undefined : sites[point.column];
  const middle = at === undefined ? 0 : at + column / 2;
  // So that the name is whole where it stands at an edge.
  const anchor = middle > width - 200 ? 'end' : middle < left + 80 ? 'start' : 'middle';
  return h('svg.pointed', { key: 'pointed', attrs }, [
    h('rect', { attrs: { x: 0, y, width, height: rowHeight, rx: 4 } }),
    ...(at === undefined
      ? []
      : [
          h('rect', {
            attrs: { x: round(at), y: top, width: round(column), height: height - top - 8, rx: 2 },
          }),
        ]),
    ...(site === undefined || isNamed
      ? []
      : [h('text.site', { attrs: { x: round(middle), y: top - 8, 'text-anchor': anchor } }, site)]),
  ]);
}

/** What each mark means. @returns {VNode} */
export function legendView() {
  return h(
    'ul.legend',
    { key: 'legend' },
    STATES.map((state) =>
      h('li', { key: state }, [
        h('svg.reach', { attrs: { viewBox: '0 0 16 24', width: 16, height: 24, 'aria-hidden': 'true' } }, [
          h(`path.${state}`, { attrs: { d: markPath(state, { at: -left / 16, column: 16, middle: 12 }) } }),
        ]),
        h('span', text(`overview_state_${state}`)),
      ]),
    ),
  );
}

/**
 * @param {string} name
 * @param {number} letters
 */
function cut(name, letters) {
  return name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 100) / 100;
}
