/**
 * Draws the dashboard's permissions with snabbdom. Sentences come from the model, what the buttons do is handed in.
 *
 * @import { VNode } from '/vendor/snabbdom/index.js'
 * @import { PermissionsModel, Row, SiteGroup, Target } from './model.js'
 */

import { h } from '/vendor/snabbdom/index.js';
import { text } from '../../shared/i18n.js';

/** @typedef {{ takeBack: (targets: Target[]) => void, ask: (asking: boolean) => void }} PermissionControls */

/**
 * @param {PermissionsModel} model
 * @param {PermissionControls} controls
 * @returns {VNode}
 */
export function permissionsView({ status, help, normal, privately, everything }, controls) {
  const home = { 'data-focus-home': 'permissions-title' };
  return h('section#permissions', { attrs: { ...home, 'aria-labelledby': 'permissions-title' } }, [
    h('h2#permissions-title', text('permissions_title')),
    h('p.about', text('permissions_about')),
    h('div.bar', [
      h('p.status', { attrs: { role: 'status' } }, status),
      everything && everythingView(everything, controls),
    ]),
    help && h('p.help', help),
    ...normal.map((group) => siteView(group, controls)),
    ...(privately.length > 0
      ? [
          h('h3.private', { key: 'private' }, text('permissions_private')),
          ...privately.map((group) => siteView(group, controls, 'privately')),
        ]
      : []),
  ]);
}

/**
 * @param {NonNullable<PermissionsModel['everything']>} everything
 * @param {PermissionControls} controls
 */
function everythingView({ targets, question }, { takeBack, ask }) {
  if (question === undefined)
    return h('div.ask', { key: 'everything' }, [
      h(
        'button#everything.button.button-plain',
        { attrs: { type: 'button' }, on: { click: () => ask(true) } },
        text('take_back_everything'),
      ),
    ]);
  /** @param {Event} event */
  const keydown = (event) => {
    if (/** @type {KeyboardEvent} */ (event).key === 'Escape') ask(false);
  };
  const home = { 'data-focus-home': 'everything' };
  const attrs = { ...home, role: 'group', 'aria-labelledby': 'everything-question' };
  return h('div.ask', { key: 'question', attrs, on: { keydown } }, [
    h('p#everything-question', question),
    h(
      'button.button',
      { attrs: { type: 'button' }, on: { click: () => takeBack(targets) } },
      text('everything_yes'),
    ),
    plainButton(text('everything_no'), () => ask(false), { insert: focus }),
  ]);
}

/**
 * @param {SiteGroup} group
 * @param {PermissionControls} controls
 * @param {string} [kind] tells a site of private windows from the same one of normal windows
 */
function siteView({ site, rows, all }, { takeBack }, kind = 'normal') {
  return h('article.site', { key: `${kind} ${site}`, attrs: { 'data-kind': kind } }, [
    h('header', [
      h(kind === 'normal' ? 'h3' : 'h4', site),
      all && plainButton(all.words, () => takeBack(all.targets)),
    ]),
    h(
      'ul',
      rows.map((row) => rowView(row, takeBack)),
    ),
  ]);
}

/**
 * @param {Row} row
 * @param {PermissionControls['takeBack']} takeBack
 */
function rowView({ key, who, how, given, last, label, target }, takeBack) {
  const facts = [given, last].filter((fact) => fact).join(' · ');
  return h('li', { key }, [
    h('div', [h('p.who', who), h('p', how), facts ? h('p.quiet', facts) : undefined]),
    h(
      'button.button.button-plain',
      { attrs: { type: 'button', 'aria-label': label }, on: { click: () => takeBack([target]) } },
      text('take_back'),
    ),
  ]);
}

/**
 * @param {string} words
 * @param {() => void} click
 * @param {{ insert?: (node: VNode) => void }} [hook]
 */
function plainButton(words, click, hook = {}) {
  return h(
    'button.button.button-plain',
    { key: words, attrs: { type: 'button' }, on: { click }, hook },
    words,
  );
}

/**
 * The safe answer is the one a hasty key gives.
 * @param {VNode} node
 */
function focus({ elm }) {
  if (elm instanceof HTMLElement) elm.focus();
}
