/**
 * Draws the dashboard: a head, and its sections one below the other, each with an id of its own to link to.
 *
 * @import { VNode } from '/vendor/snabbdom/index.js'
 * @import { PermissionsModel } from './permissions-model.js'
 * @import { PermissionControls } from './permissions-view.js'
 */

import { h } from '/vendor/snabbdom/index.js';
import { text } from '../shared/i18n.js';
import { permissionsView } from './permissions-view.js';

/**
 * @param {{ permissions: PermissionsModel }} models one a section
 * @param {{ permissions: PermissionControls }} controls
 * @returns {VNode} the whole `<main>`
 */
export function view(models, controls) {
  return h('main', [
    h('header.head', [
      h('img', { attrs: { src: '../icons/bystander.svg', alt: '', width: '32', height: '32' } }),
      h('h1', text('name')),
    ]),
    permissionsView(models.permissions, controls.permissions),
  ]);
}
