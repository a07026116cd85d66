/**
 * Draws the log with snabbdom: what is chosen, the table, and all there is to say of one row. Sentences come from the
 * model, what the controls do is handed in.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { LogRow } from '../../shared/log-protocol.js'
 * @import { Filter } from './filter.js'
 */

import { h } from '/vendor/snabbdom/h.js';
import { text } from '../../shared/i18n.js';
import { typeName } from '../../shared/reason-words.js';
import { ACTIONS } from './filter.js';
import { lineOf } from './model.js';
import { ROW } from './table.js';

/**
 * @typedef {{
 *   filter: (part: Partial<Filter>) => void, pause: () => void, clear: () => void, copy: () => void,
 *   save: (format: 'ndjson' | 'csv') => void, choose: (id: string | undefined) => void, key: (key: string) => boolean,
 *   sight: (element: HTMLElement) => void, placed: (element: HTMLElement) => void,
 * }} LogControls
 */

/**
 * @typedef {{
 *   filter: Filter, names: Record<'sites' | 'companies' | 'types', string[]>, status: string, said: string, paused: boolean,
 *   rows: readonly LogRow[], from: number, to: number, chosen: string | undefined,
 *   facts: { name: string, value: string }[],
 * }} LogState `rows` are all that are to be seen, `from` and `to` those that are drawn
 */

const COLUMNS = ['time', 'verdict', 'company', 'site', 'type', 'address'];

/**
 * @param {LogState} state
 * @param {LogControls} controls
 * @returns {VNode}
 */
export function logView(state, controls) {
  const { status, said, facts } = state;
  return h('section#log', { attrs: { 'aria-labelledby': 'log-title' } }, [
    h('h2#log-title', text('log_title')),
    h('p.about', text('log_about')),
    filtersView(state, controls),
    h('div.bar', [h('p.status', status), toolsView(state, controls)]),
    h('p.quiet', { attrs: { role: 'status' } }, said),
    tableView(state, controls),
    facts.length > 0 ? factsView(facts, controls) : undefined,
  ]);
}

/**
 * @param {LogState} state
 * @param {LogControls} controls
 */
function filtersView({ filter, names }, controls) {
  return h('div.filters', { attrs: { role: 'group', 'aria-label': text('log_filter') } }, [
    select('site', text('log_site'), filter.site, plain(names.sites), controls),
    select('company', text('log_company'), filter.company, plain(names.companies), controls),
    select(
      'action',
      text('log_verdict'),
      filter.action,
      ACTIONS.map((value) => ({ value, words: text(`log_action_${value}`) })),
      controls,
    ),
    select(
      'type',
      text('log_type'),
      filter.type,
      names.types.map((value) => ({ value, words: `${typeName(value)} (${value})` })),
      controls,
    ),
    h('label.field', [
      h('span', text('log_words')),
      h('input', {
        attrs: { type: 'search', spellcheck: 'false' },
        props: { value: filter.words },
        on: {
          input: (event) => controls.filter({ words: /** @type {HTMLInputElement} */ (event.target).value }),
        },
      }),
    ]),
  ]);
}

/** @param {string[]} values */
function plain(values) {
  return values.map((value) => ({ value, words: value }));
}

/**
 * @param {'site' | 'company' | 'action' | 'type'} part
 * @param {string} label
 * @param {string} chosen what the address asks for is offered, also before there is such a row
 * @param {{ value: string, words: string }[]} options
 * @param {LogControls} controls
 */
function select(part, label, chosen, options, controls) {
  const all = options.some(({ value }) => value === chosen) ? options : [...options, ...plain([chosen])];
  return h('label.field', { key: part }, [
    h('span', label),
    h(
      'select',
      {
        attrs: { name: part },
        on: {
          change: (event) =>
            controls.filter({ [part]: /** @type {HTMLSelectElement} */ (event.target).value }),
        },
      },
      [
        h('option', { attrs: { value: '' }, props: { selected: chosen === '' } }, text('log_any')),
        ...all
          .filter(({ value }) => value !== '')
          .map(({ value, words }) =>
            h('option', { key: value, attrs: { value }, props: { selected: value === chosen } }, words),
          ),
      ],
    ),
  ]);
}

/**
 * @param {LogState} state
 * @param {LogControls} controls
 */
function toolsView({ paused, chosen }, { pause, clear, copy, save }) {
  const button = (/** @type {string} */ words, /** @type {() => void} */ click, attrs = {}) =>
    h('button.button.button-plain', { attrs: { type: 'button', ...attrs }, on: { click } }, words);
  return h('div.tools', [
    button(text('log_pause'), pause, { 'aria-pressed': String(paused) }),
    button(text('log_clear'), clear),
    button(text(chosen === undefined ? 'log_copy' : 'log_copy_one'), copy),
    button(text('log_save_ndjson'), () => save('ndjson')),
    button(text('log_save_csv'), () => save('csv')),
  ]);
}

/**
 * @param {LogState} state
 * @param {LogControls} controls
 */
function tableView({ rows, from, to, chosen }, controls) {
  const isDrawn = chosen !== undefined && rows.slice(from, to).some(({ id }) => id === chosen);
  const attrs = {
    role: 'grid',
    tabindex: '0',
    'aria-label': text('log_title'),
    'aria-rowcount': String(rows.length + 1),
    ...(isDrawn && { 'aria-activedescendant': `log-${chosen}` }),
  };
  return h(
    'div.table',
    {
      key: 'table',
      attrs,
      hook: {
        insert: ({ elm }) => controls.sight(/** @type {HTMLElement} */ (elm)),
        postpatch: (_, { elm }) => controls.placed(/** @type {HTMLElement} */ (elm)),
      },
      on: {
        scroll: (event) => controls.sight(/** @type {HTMLElement} */ (event.currentTarget)),
        keydown: (event) => {
          if (controls.key(event.key)) event.preventDefault();
        },
      },
    },
    [
      h('div.row.names', { key: 'head', attrs: { role: 'row', 'aria-rowindex': '1' } }, [
        ...COLUMNS.map((column) =>
          h('div', { key: column, attrs: { role: 'columnheader' } }, text(`log_${column}`)),
        ),
      ]),
      h(
        'div.rows',
        { key: 'rows', attrs: { role: 'rowgroup' }, style: { height: `${rows.length * ROW}px` } },
        rows.slice(from, to).map((row, index) => rowView(row, { place: from + index, chosen }, controls)),
      ),
    ],
  );
}

/**
 * @param {LogRow} row
 * @param {{ place: number, chosen: string | undefined }} state
 * @param {LogControls} controls
 */
function rowView(row, { place, chosen }, { choose }) {
  const { id, action, fate, cells } = lineOf(row);
  const attrs = {
    id: `log-${id}`,
    role: 'row',
    'aria-rowindex': String(place + 2),
    'aria-selected': String(id === chosen),
  };
  const style = { transform: `translateY(${place * ROW}px)` };
  return h(
    `div.row.${action}.${fate}`,
    { key: id, attrs, style, on: { click: () => choose(id) } },
    cells.map((cell, index) =>
      h('div', { key: index, attrs: { role: 'gridcell' } }, [
        index === 1 ? h('span.shape', { attrs: { 'aria-hidden': 'true' } }) : undefined,
        h('span', cell),
      ]),
    ),
  );
}

/**
 * @param {LogState['facts']} facts
 * @param {LogControls} controls
 */
function factsView(facts, { choose }) {
  return h('div.facts', { key: 'facts', attrs: { role: 'group', 'aria-label': text('log_facts') } }, [
    h(
      'dl',
      facts.map(({ name, value }) => h('div.fact', { key: name }, [h('dt', name), h('dd', value)])),
    ),
    h(
      'button.button.button-plain',
      { attrs: { type: 'button' }, on: { click: () => choose(undefined) } },
      text('log_close'),
    ),
  ]);
}
