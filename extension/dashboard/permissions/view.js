/**
 * Draws the dashboard's permissions with snabbdom. Sentences come from the model, what the buttons do is handed in.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { PermissionsModel, Row, SiteGroup, Target } from './model.js'
 */

import { h } from '/vendor/snabbdom/h.js';
import { text } from '../../shared/i18n.js';
import { everythingView } from '../everything-view.js';

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
      everything &&
        everythingView(everything.question, {
          takeBack: () => controls.takeBack(everything.targets),
          ask: controls.ask,
        }),
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
 */
function plainButton(words, click) {
  return h('button.button.button-plain', { key: words, attrs: { type: 'button' }, on: { click } }, words);
}
