/**
 * What pixels told a company, or would have told it, in plain words: a product's messages put together, what can
 * identify a person first. Nothing is claimed that the browser did not show.
 *
 * @import { FieldRow } from '../shared/facts-view.js'
 * @import { Entry, Field, Told } from '../shared/protocol.js'
 */

import { enumeration, inWords, plural, text } from '../shared/i18n.js';
import { awaited } from '../shared/tally.js';

/** Different values shown of one field. */
const MAX_VALUES = 3;

/** The order in which classes are told, the most revealing first; those not named come after. */
const ORDER = ['page address', 'referrer', 'search', 'purchase', 'content', 'event', 'location', 'device'];

/**
 * `technical` holds versions, counters and the like.
 * @typedef {{
 *   title: string, events: string | undefined, requests: string, fields: FieldRow[], technical: FieldRow[],
 *   notes: string[],
 * }} Product
 */

/** @typedef {{ heading: string, remark: string | undefined, products: Product[], more: string | undefined }} Learned */

/**
 * @param {readonly Entry[]} entries of one company
 * @returns {Learned | undefined}
 */
export function learned(entries) {
  const telling = entries.filter(({ told, untold }) => told?.length || untold);
  if (telling.length === 0) return undefined;
  /** @type {Map<string, Told[]>} */
  const products = new Map();
  for (const message of telling.flatMap(({ told = [] }) => told)) {
    const key = `${message.network} ${message.product}`;
    products.set(key, [...(products.get(key) ?? []), message]);
  }
  const more = telling.reduce((total, { untold = 0 }) => total + untold, 0);
  return {
    ...claim(telling),
    products: [...products.values()].map(product),
    more: more > 0 ? plural('learned_more', more) : undefined,
  };
}

/**
 * "Would have learned" only where every request is known to have been stopped.
 * @param {readonly Entry[]} entries
 * @returns {Pick<Learned, 'heading' | 'remark'>}
 */
function claim(entries) {
  const heading = text('learned_says');
  if (entries.some(({ contradicted }) => contradicted > 0))
    return { heading, remark: text('learned_through') };
  if (entries.some(({ action, count }) => action === 'allow' && count > 0))
    return { heading, remark: text('learned_allowed') };
  if (entries.some((entry) => awaited(entry) > 0)) return { heading, remark: text('learned_unconfirmed') };
  return { heading: text('learned_would'), remark: undefined };
}

/**
 * @param {Told[]} messages of one product
 * @returns {Product}
 */
function product(messages) {
  const names = new Set(messages.flatMap(({ event }) => (event === undefined ? [] : [event])));
  const fields = gather(messages.flatMap((message) => message.fields))
    .filter((field) => !isEvent(field, names))
    .sort(mostRevealing);
  const unexplained = new Set(messages.flatMap(({ unknown }) => unknown));
  const leftOut = Math.max(...messages.map((message) => message.leftOut));
  const isSilent = names.size === 0 && fields.length === 0 && unexplained.size === 0;
  return {
    title: messages[0]?.product ?? '',
    events: names.size > 0 ? enumeration([...names]) : undefined,
    requests: plural(
      'requests',
      messages.reduce((total, { count }) => total + count, 0),
    ),
    fields: fields.filter(({ class: kind }) => kind !== 'technical').map(fieldRow),
    technical: fields.filter(({ class: kind }) => kind === 'technical').map(fieldRow),
    notes: [
      isSilent ? text('learned_unread') : undefined,
      unexplained.size > 0
        ? plural('learned_unexplained', unexplained.size, enumeration([...unexplained]))
        : undefined,
      leftOut > 0 ? plural('learned_left_out', leftOut) : undefined,
    ].filter((note) => note !== undefined),
  };
}

/** @typedef {Field & { values: Set<string> }} Gathered */

/**
 * Fields of one name, with all their values. One meaning can cover many names (`cd[*]`), which then say which is which.
 * @param {Field[]} fields
 * @returns {Gathered[]}
 */
function gather(fields) {
  /** @type {Map<string, Gathered>} */
  const gathered = new Map();
  for (const field of fields) {
    const known = gathered.get(field.name) ?? { ...field, values: new Set() };
    known.values.add(field.value);
    gathered.set(field.name, known);
  }
  const all = [...gathered.values()];
  return all.map((field) => {
    const isShared = all.some((other) => other.name !== field.name && other.meaning === field.meaning);
    return isShared
      ? { ...field, meaning: text('learned_named', inWords(field.meaning), field.name) }
      : field;
  });
}

/**
 * Whether a field only names the event, which a line of its own tells.
 * @param {Gathered} field
 * @param {Set<string>} names
 */
function isEvent({ class: kind, identifies, values }, names) {
  return kind === 'event' && !identifies && [...values].every((value) => names.has(value));
}

/**
 * @param {Gathered} one
 * @param {Gathered} other
 */
function mostRevealing(one, other) {
  return Number(other.identifies) - Number(one.identifies) || place(one) - place(other);
}

/** @param {Field} field */
function place({ class: kind }) {
  const found = ORDER.indexOf(kind);
  return found < 0 ? ORDER.length : found;
}

/**
 * @param {Gathered} field
 * @returns {FieldRow}
 */
function fieldRow({ meaning, values, identifies }) {
  const shown = [...values].slice(0, MAX_VALUES);
  const rest = values.size - shown.length;
  return {
    meaning: inWords(meaning),
    values: rest > 0 ? [...shown, plural('more_values', rest)] : shown,
    identifies,
  };
}
