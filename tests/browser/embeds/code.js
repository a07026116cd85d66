/** The embed codes by name, for pages that show some of them and are no tests of the codes. */

import { embeds } from './index.js';
import { PAGE } from './row.js';

/**
 * The first code of a widget, about a page.
 * @param {string} network
 * @param {string} widget
 * @param {string} address of the page
 */
export function code(network, widget, address) {
  const found = embeds.find((embed) => embed.network === network && embed.widget === widget);
  if (!found) throw new Error(`no embed code for ${network}'s ${widget}`);
  return found.code
    .replaceAll(PAGE, address)
    .replaceAll(encodeURIComponent(PAGE), encodeURIComponent(address));
}
