/**
 * What placeholders in pages, the background and the page of a question say to each other, as types, and the readers of
 * what is received. Pages may be hostile, and so may the process that runs a content script: what comes from there names
 * a widget of the catalogue and one of a few wishes, and nothing else in it is believed.
 *
 * @import { Identity } from '/core/bystander.js'
 * @import { Lasting } from './choices.js'
 */

import { isIdentity, LASTINGS } from './choices.js';

/** A network as placeholders show it. @typedef {{ id: string, name: string, company: string, mark: Mark | undefined }} ShownNetwork */
/** A network's sign: the path of an icon of 24 by 24, and the network's colour. @typedef {{ path: string, colour: string }} Mark */
/** @typedef {{ network: string, name: string, label: string, short: string, mark: Mark | undefined }} ShareButton */

/**
 * A widget as placeholders show it. `elements` are the selectors of its official embed code; `share` the button that
 * does its work without the network; `size` in CSS pixels, 0 for as wide as its place.
 * @typedef {{
 *   name: string, kind: string, shows: string, elements: string[], network: ShownNetwork,
 *   size: [number, number] | undefined, share: ShareButton[],
 * }} ShownWidget
 */

/**
 * A widget's frame or script was replaced in a document. A script makes several kinds of widgets.
 * @typedef {{ kind: 'replaced', from: 'frame' | 'script', url: string, widgets: ShownWidget[] }} Replaced
 */
/**
 * A person let a widget load, on a page of the extension. With `everywhere` all that the same company has on the page
 * may load, else what was asked about alone.
 * @typedef {{ kind: 'permitted', network: string, widget: string, company: string, everywhere: boolean }} Permitted
 */
/** @typedef {Replaced | Permitted} ToPlaceholders */

/** @typedef {{ network: string, widget: string }} WidgetName */
/** @typedef {WidgetName & { kind: 'choose', identity: Identity, lasting: Lasting, seen: boolean }} Choose `seen`: whether it is sure that the person saw what they pressed */
/** @typedef {WidgetName & { kind: 'share', address: string, words: string }} Share open the network's page for sharing an address, with words of the page */
/** @typedef {WidgetName & { kind: 'original', address: string }} Original open what the widget shows at its network */
/** @typedef {{ kind: 'run', mark: string, missing: string[] }} Run run the scripts again that bear the mark, and those of which the page has no trace */
/** @typedef {Choose | Share | Original | Run} FromPlaceholder */

/** `asked`: the person is asked on a page of the extension first. @typedef {{ outcome: 'permitted' | 'asked' | 'done' } | { outcome: 'failed', error: string }} PlaceholderAnswer */

/** @typedef {{ id: string, site: string, network: string, networkName: string, company: string, widget: string, widgetKind: string, identity: Identity, lasting: Lasting }} Question */
/** @typedef {{ kind: 'get-question', id: string } | { kind: 'answer', id: string, identity: Identity, lasting: Lasting } | { kind: 'decline', id: string }} FromConfirm */
/** `gone`: it is answered, or the page that asked is left. @typedef {{ question: Question } | { done: true } | { error: string, outcome?: 'failed' }} ConfirmAnswer */

const MAX_ADDRESS = 10_000;
const MAX_WORDS = 300;
const MAX_SCRIPTS = 50;

/**
 * @param {unknown} message
 * @returns {FromPlaceholder | undefined}
 */
export function readFromPlaceholder(message) {
  const { kind, network, widget, ...more } = fieldsOf(message);
  if (kind === 'run') return readRun(more);
  if (!isText(network, MAX_WORDS) || !isText(widget, MAX_WORDS)) return undefined;
  const { identity, address, words, seen } = more;
  const lasting = LASTINGS.find((known) => known === more.lasting);
  switch (kind) {
    case 'choose':
      return isIdentity(identity) && lasting && typeof seen === 'boolean'
        ? { kind, network, widget, identity, lasting, seen }
        : undefined;
    case 'share':
      return isAddress(address) && typeof words === 'string'
        ? { kind, network, widget, address, words: words.slice(0, MAX_WORDS) }
        : undefined;
    case 'original':
      return isAddress(address) ? { kind, network, widget, address } : undefined;
    default:
      return undefined;
  }
}

/**
 * @param {unknown} message
 * @returns {FromConfirm | undefined}
 */
export function readFromConfirm(message) {
  const { kind, id, identity, ...more } = fieldsOf(message);
  const lasting = LASTINGS.find((known) => known === more.lasting);
  if (!isText(id, MAX_WORDS)) return undefined;
  if (kind === 'get-question' || kind === 'decline') return { kind, id };
  return kind === 'answer' && isIdentity(identity) && lasting ? { kind, id, identity, lasting } : undefined;
}

/**
 * @param {Record<string, unknown>} fields
 * @returns {Run | undefined}
 */
function readRun({ mark, missing }) {
  if (typeof mark !== 'string' || !/^data-[a-z]{8,40}$/.test(mark)) return undefined;
  if (!Array.isArray(missing) || missing.length > MAX_SCRIPTS || !missing.every(isAddress)) return undefined;
  return { kind: 'run', mark, missing };
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
function isAddress(value) {
  return isText(value, MAX_ADDRESS) && /^https?:\/\//.test(value) && URL.canParse(value);
}

/**
 * @param {unknown} value
 * @param {number} longest
 * @returns {value is string}
 */
function isText(value, longest) {
  return typeof value === 'string' && value !== '' && value.length <= longest;
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
function fieldsOf(value) {
  return Object(value);
}
