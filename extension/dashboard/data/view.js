/**
 * Draws the dashboard's section on data with snabbdom. Sentences come from the model, what the controls do is handed in.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { dataModel, Field, Kind, Part, Question } from './model.js'
 * @import { Kept } from '../../shared/history-protocol.js'
 */

import { h } from '/vendor/snabbdom/h.js';
import { text } from '../../shared/i18n.js';

/**
 * @typedef {{
 *   keep: (days: Kept) => void, kind: (kind: Kind) => void, named: (value: string) => void, ask: () => void,
 *   exportFile: () => void, chooseFile: (file: File) => void, yes: () => void, no: () => void,
 * }} DataControls
 */

/**
 * @param {ReturnType<typeof dataModel>} model
 * @param {Kind} kind what is chosen to be deleted
 * @param {DataControls} controls
 * @returns {VNode}
 */
export function dataView({ status, note, facts, keep, deletion, exporting, importing }, kind, controls) {
  const home = { 'data-focus-home': 'data-title' };
  return h('section#data', { attrs: { ...home, 'aria-labelledby': 'data-title' } }, [
    h('h2#data-title', text('data_title')),
    h('p.about', text('data_about')),
    h('p.state', { attrs: { role: 'status' } }, status),
    note ? h('p.note', note) : undefined,
    h('h3', text('data_kept')),
    h(
      'dl',
      facts.map(({ label, value, note: more }) =>
        h('div', { key: label }, [
          h('dt', label),
          h('dd', [h('p', value), more ? h('p.quiet', more) : undefined]),
        ]),
      ),
    ),
    part('keep', text('data_keep'), text('data_keep_about'), keep, controls, [
      keepView(keep.options, controls),
    ]),
    part('delete', text('data_delete'), text('data_delete_about'), deletion, controls, [
      deleteView(deletion, kind, controls),
    ]),
    part(
      'export',
      text('data_export'),
      text('data_export_about'),
      { ...exporting, question: undefined },
      controls,
      [
        h(
          'button.button.button-plain',
          { attrs: { type: 'button' }, on: { click: controls.exportFile } },
          text('data_export_button'),
        ),
      ],
    ),
    part('import', text('data_import'), text('data_import_about'), importing, controls, [fileView(controls)]),
  ]);
}

/**
 * A part of the section: its controls, the question that waits, and what was done.
 * @param {Part} name
 * @param {string} title
 * @param {string} about
 * @param {{ question: Question | undefined, said: string }} state
 * @param {DataControls} controls
 * @param {VNode[]} content
 */
function part(name, title, about, { question, said }, controls, content) {
  const id = `data-${name}`;
  return h(
    'div.part',
    { key: name, attrs: { role: 'group', 'aria-labelledby': id, 'data-focus-home': id } },
    [
      h(`h3#${id}`, title),
      h('p.about', about),
      ...content,
      question ? questionView(question, controls) : undefined,
      h('p.said', { attrs: { role: 'status' } }, said),
    ],
  );
}

/**
 * @param {ReturnType<typeof dataModel>['keep']['options']} options
 * @param {DataControls} controls
 */
function keepView(options, { keep }) {
  return h(
    'div.choices',
    { attrs: { role: 'radiogroup', 'aria-labelledby': 'data-keep' } },
    options.map(({ days, words, isChosen }) =>
      h('label', [
        h('input', {
          attrs: { type: 'radio', name: 'keep', value: String(days) },
          props: { checked: isChosen },
          on: { change: () => keep(days) },
        }),
        words,
      ]),
    ),
  );
}

/**
 * @param {Pick<ReturnType<typeof dataModel>['deletion'], 'kinds' | 'field'>} deletion
 * @param {Kind} chosen
 * @param {DataControls} controls
 */
function deleteView({ kinds, field }, chosen, { kind: choose, ask, named }) {
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    ask();
  };
  return h('form', { on: { submit } }, [
    h('label.field', [
      h('span', text('data_delete_what')),
      h(
        'select#data-kind',
        {
          on: {
            change: ({ target }) =>
              choose(/** @type {Kind} */ (/** @type {HTMLSelectElement} */ (target).value)),
          },
        },
        kinds.map(({ kind, words }) =>
          h('option', { attrs: { value: kind }, props: { selected: kind === chosen } }, words),
        ),
      ),
    ]),
    field ? fieldView(field, chosen, named) : undefined,
    h('button.button.button-plain', { attrs: { type: 'submit' } }, text('data_delete_button')),
  ]);
}

/**
 * @param {Field} field
 * @param {Kind} kind
 * @param {DataControls['named']} named
 */
function fieldView({ label, type, value, choices }, kind, named) {
  return h('label.field', { key: `field ${kind}` }, [
    h('span', label),
    h('input#data-name', {
      attrs: { type, list: 'data-names', autocomplete: 'off', spellcheck: 'false', autocapitalize: 'off' },
      props: { value },
      on: { input: ({ target }) => named(/** @type {HTMLInputElement} */ (target).value) },
    }),
    h(
      'datalist#data-names',
      choices.map((name) => h('option', { attrs: { value: name } })),
    ),
  ]);
}

/** @param {DataControls} controls */
function fileView({ chooseFile }) {
  return h('label.field', [
    h('span', text('data_import_button')),
    h('input#data-file', {
      attrs: { type: 'file', accept: '.json,application/json' },
      on: {
        change: ({ target }) => {
          const input = /** @type {HTMLInputElement} */ (target);
          const [file] = input.files ?? [];
          if (file) chooseFile(file);
          // The same file may be chosen again.
          input.value = '';
        },
      },
    }),
  ]);
}

/**
 * @param {Question} question
 * @param {DataControls} controls
 */
function questionView({ words, yes, no }, { yes: confirm, no: refuse }) {
  /** @param {Event} event */
  const keydown = (event) => {
    if (/** @type {KeyboardEvent} */ (event).key === 'Escape') refuse();
  };
  const attrs = { role: 'group', 'aria-labelledby': 'data-question' };
  return h('div.question', { key: 'question', attrs, on: { keydown } }, [
    h('p#data-question', words),
    h('div', [
      h('button.button', { attrs: { type: 'button' }, on: { click: confirm } }, yes),
      h(
        'button.button.button-plain',
        { attrs: { type: 'button' }, on: { click: refuse }, hook: { insert: focus } },
        no,
      ),
    ]),
  ]);
}

/**
 * The safe answer is the one a hasty key gives.
 * @param {VNode} node
 */
function focus({ elm }) {
  if (elm instanceof HTMLElement) elm.focus();
}
