/**
 * Draws the dashboard's sites with snabbdom. Sentences come from the model, what the controls do is handed in.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { ChosenLevel } from '../../shared/protocol.js'
 * @import { Treatment } from '../../shared/sites-protocol.js'
 * @import { Row, RowList, SitesModel, Target } from './model.js'
 */

import { h } from '/vendor/snabbdom/h.js';
import { text } from '../../shared/i18n.js';
import { levelView } from '../../shared/level-view.js';
import { everythingView } from '../everything-view.js';

/**
 * @typedef {{
 *   setLevel: (level: ChosenLevel) => void, treat: (target: Target, as: Treatment) => void, add: (named: string, as: Treatment) => void,
 *   takeBack: (target: Target) => void, takeBackAll: () => void, ask: (asking: boolean) => void,
 *   write: (named: string) => void, search: (wanted: string) => void, showAll: () => void,
 * }} SitesControls
 */

/**
 * @param {SitesModel} model
 * @param {SitesControls} controls
 * @returns {VNode}
 */
export function sitesView(model, controls) {
  const { status, help, level, search, normal, privately, everything, treatments } = model;
  const home = { 'data-focus-home': 'sites-title' };
  return h('section#sites', { attrs: { ...home, 'aria-labelledby': 'sites-title' } }, [
    h('h2#sites-title', text('sites_title')),
    h('p.about', text('sites_about')),
    level && levelView(level, controls.setLevel),
    h('details.levels', [
      h('summary', text('sites_levels')),
      h(
        'dl',
        treatments.map(({ name, means }) => h('div', [h('dt', name), h('dd', means)])),
      ),
    ]),
    addView(model, controls),
    h('div.bar', [
      h('p.status', { attrs: { role: 'status' } }, status),
      everything &&
        everythingView(everything.question, { takeBack: controls.takeBackAll, ask: controls.ask }),
    ]),
    help && h('p.help', help),
    search && searchView(search, controls),
    listView(normal, treatments, controls),
    ...(privately.rows.length > 0
      ? [
          h('h3.private', { key: 'private' }, text('permissions_private')),
          listView(privately, treatments, controls),
        ]
      : []),
  ]);
}

/**
 * @param {Pick<SitesModel, 'treatments' | 'adding'>} model
 * @param {SitesControls} controls
 */
function addView({ treatments, adding: { named, said, isRefused } }, { add, write }) {
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const as = treatments.find((known) => known.as === form.get('as'))?.as;
    if (as) add(named, as);
  };
  return h(
    'form',
    { class: { refused: isRefused }, attrs: { 'aria-label': text('sites_add') }, on: { submit } },
    [
      h('h3', text('sites_add')),
      h('div.fields', [
        h('label.field', [
          h('span', text('sites_add_name')),
          h('input#sites-named', {
            attrs: {
              type: 'text',
              inputmode: 'url',
              autocomplete: 'off',
              autocapitalize: 'off',
              spellcheck: 'false',
              maxlength: '2000',
              'aria-invalid': isRefused ? 'true' : 'false',
              'aria-describedby': 'sites-said',
            },
            props: { value: named },
            on: { input: ({ target }) => write(/** @type {HTMLInputElement} */ (target).value) },
          }),
        ]),
        h('label.field', [
          h('span', text('sites_add_as')),
          h(
            'select',
            { attrs: { name: 'as' } },
            treatments.map(({ as, name }) =>
              h('option', { attrs: { value: as, selected: as === 'off' } }, name),
            ),
          ),
        ]),
        h('button.button.button-plain', { attrs: { type: 'submit' } }, text('sites_add_button')),
      ]),
      h('p#sites-said.said', { attrs: { role: 'status' } }, said),
    ],
  );
}

/**
 * @param {NonNullable<SitesModel['search']>} search
 * @param {SitesControls} controls
 */
function searchView({ wanted, none }, { search }) {
  return h('div.search', { key: 'search' }, [
    h('label.field', [
      h('span', text('sites_search')),
      h('input#sites-search', {
        attrs: { type: 'search', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false' },
        props: { value: wanted },
        on: { input: ({ target }) => search(/** @type {HTMLInputElement} */ (target).value) },
      }),
    ]),
    h('p', { attrs: { role: 'status' } }, none ?? ''),
  ]);
}

/**
 * @param {RowList} list
 * @param {SitesModel['treatments']} treatments
 * @param {SitesControls} controls
 */
function listView({ rows, more }, treatments, controls) {
  return h('div.list', { class: { empty: rows.length === 0 } }, [
    h(
      'ul',
      rows.map((row) => rowView(row, treatments, controls)),
    ),
    more
      ? h('button.button.button-plain', { attrs: { type: 'button' }, on: { click: controls.showAll } }, more)
      : undefined,
  ]);
}

/**
 * @param {Row} row
 * @param {SitesModel['treatments']} treatments
 * @param {SitesControls} controls
 */
function rowView({ key, target, as, words }, treatments, { treat, takeBack }) {
  const { site } = target;
  return h('li.row', { key }, [
    h('div.what', [h('p.name', site), h('p.quiet', words)]),
    as
      ? h(
          'select',
          {
            attrs: { 'aria-label': text('sites_how_on', site) },
            on: {
              change: (event) => {
                const { value } = /** @type {HTMLSelectElement} */ (event.target);
                const chosen = treatments.find((known) => known.as === value)?.as;
                if (chosen) treat(target, chosen);
              },
            },
          },
          treatments.map((known) =>
            h('option', { attrs: { value: known.as }, props: { selected: known.as === as } }, known.name),
          ),
        )
      : undefined,
    h(
      'button.button.button-plain',
      {
        attrs: { type: 'button', 'aria-label': text('take_back_whom', site) },
        on: { click: () => takeBack(target) },
      },
      text('take_back'),
    ),
  ]);
}
