/** Draws what a picture shows as a table, folded. A long one begins with its first rows. */

import { h } from '/vendor/snabbdom/h.js';
import { text } from '../../shared/i18n.js';

/**
 * @param {string} key
 * @param {string} caption
 * @param {{ columns: string[], rows: string[][] }} table the first column names the row
 */
export function tableView(key, caption, { columns, rows }) {
  return h('details.table', { key }, [
    h('summary', text('overview_table')),
    h('div.scroll', { attrs: { tabindex: '0', role: 'group', 'aria-label': caption } }, [
      h('table', [
        h('caption.unseen', caption),
        h('thead', [
          h(
            'tr',
            columns.map((column) => h('th', { attrs: { scope: 'col' } }, column)),
          ),
        ]),
        h(
          'tbody',
          rows.map(([name = '', ...cells]) =>
            h('tr', [h('th', { attrs: { scope: 'row' } }, name), ...cells.map((cell) => h('td', cell))]),
          ),
        ),
      ]),
    ]),
  ]);
}
