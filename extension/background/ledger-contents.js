/**
 * What an entry of the ledger keeps of the requests themselves: what pixels would have told, and the names of cookies
 * withheld. Bounded an entry and a page, so that storage.session holds hundreds of tabs. Plain data; it knows no storage.
 *
 * @import { Decoded } from '/core/bystander.js'
 * @import { Entry, Told, Withheld } from '../shared/protocol.js'
 */

/** Distinct messages an entry keeps, and explained fields a message. */
export const MAX_TOLD = 5;
export const MAX_FIELDS = 40;
/** Cookies' names an entry keeps in each direction, and characters of a name. */
export const MAX_NAMES = 50;
export const MAX_NAME = 64;
/** Characters that all of this may take on a page. */
export const MAX_CONTENTS = 24_000;

/**
 * The page around the entries: how many characters they take there, and whether it keeps no more of them.
 * @typedef {{ contents: number, forgotten?: boolean }} Holder
 */

/**
 * @param {Holder} page
 * @param {Entry} entry
 * @param {Decoded} decoded
 */
export function tell(page, entry, decoded) {
  if (!page.forgotten) addTold(page, entry, { ...readable(decoded), count: 1 });
}

/**
 * @param {Holder} page
 * @param {Entry} entry
 * @param {Partial<Withheld>} names
 */
export function withhold(page, entry, names) {
  if (page.forgotten) return;
  for (const direction of /** @type {const} */ (['sent', 'set']))
    for (const name of names[direction] ?? []) {
      entry.withheld ??= { sent: [], set: [] };
      const known = entry.withheld[direction];
      const short = shortened(name);
      if (known.includes(short) || known.length >= MAX_NAMES || !takeRoom(page, short)) continue;
      known.push(short);
    }
}

/**
 * Moves what one entry keeps to another, of the same page or of a page that takes it over.
 * @param {Holder} page
 * @param {Entry} entry
 * @param {Pick<Entry, 'told' | 'untold' | 'withheld'>} from
 */
export function addContents(page, entry, { told = [], untold = 0, withheld }) {
  if (page.forgotten) return;
  for (const message of told) addTold(page, entry, message);
  if (untold > 0) entry.untold = (entry.untold ?? 0) + untold;
  if (withheld) withhold(page, entry, withheld);
}

/**
 * Takes out of an entry what it keeps.
 * @param {Entry} entry
 * @returns {Pick<Entry, 'told' | 'untold' | 'withheld'>}
 */
export function takeContents(entry) {
  const { told, untold, withheld } = entry;
  delete entry.told;
  delete entry.untold;
  delete entry.withheld;
  return { ...(told && { told }), ...(untold && { untold }), ...(withheld && { withheld }) };
}

/**
 * @param {Holder} page
 * @param {Entry} entry
 * @param {Told} told
 */
function addTold(page, entry, told) {
  const said = message(told);
  const known = entry.told?.find((other) => message(other) === said);
  if (known) {
    known.count += told.count;
    return;
  }
  if ((entry.told?.length ?? 0) >= MAX_TOLD || !takeRoom(page, told)) {
    entry.untold = (entry.untold ?? 0) + told.count;
    return;
  }
  entry.told = [...(entry.told ?? []), told];
}

/**
 * @param {Decoded} decoded
 * @returns {Omit<Told, 'count'>}
 */
function readable({ network, product, event, fields, leftOut = 0 }) {
  const explained = fields.filter(isExplained);
  const unknown = fields.filter((field) => !isExplained(field)).map(({ name }) => shortened(name));
  const beyond = Math.max(0, explained.length - MAX_FIELDS) + Math.max(0, unknown.length - MAX_FIELDS);
  return {
    network,
    product,
    ...(event === undefined ? {} : { event }),
    fields: explained.slice(0, MAX_FIELDS),
    unknown: unknown.slice(0, MAX_FIELDS),
    leftOut: leftOut + beyond,
  };
}

/** @param {{ class?: string | undefined }} field */
function isExplained({ class: kind }) {
  return kind !== undefined && kind !== 'unknown';
}

/**
 * What a message says, whenever and by whatever version of a script it is said.
 * @param {Told} told
 */
function message({ network, product, event, fields }) {
  const said = fields.filter(({ class: kind }) => kind !== 'technical');
  return JSON.stringify([network, product, event, ...said.map(({ name, value }) => [name, value])]);
}

/**
 * @param {Holder} page
 * @param {unknown} content
 */
function takeRoom(page, content) {
  const size = JSON.stringify(content).length;
  if (page.contents + size > MAX_CONTENTS) return false;
  page.contents += size;
  return true;
}

/** @param {string} name */
function shortened(name) {
  return name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name;
}
