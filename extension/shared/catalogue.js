/**
 * What the catalogue knows of each network, as the pages of the extension show it: read once from the package, never
 * from elsewhere. Nothing is decided by it.
 */

/** @typedef {{ title: string, address: string }} Source */

/**
 * `name` may hold `*` for any run of characters; `on` says whether it is kept on the network's own site or on the one
 * visited; `lifetime` holds nothing, one span, or the shortest and the longest where sources differ.
 * @typedef {{
 *   name: string, on: 'network' | 'site', purpose: string, lifetime: string[], ruling: boolean, sources: Source[],
 * }} KnownCookie
 */

/**
 * Where a page can be shared without a widget: in `address` stand `{url}` and `{text}` for the page's address and its
 * title, both percent-encoded. `label` is what a button says that opens it, `short` the same on a small one.
 * @typedef {{ address: string, label: string, short: string, sources: Source[] }} KnownShare
 */

/**
 * How a frame's address becomes that of the same thing on the network's own site: `from` is a regular expression of the
 * whole address, `to` its replacement. With `decode` the first group is the original, percent-encoded.
 * @typedef {{ from: string, to: string, decode: boolean }} KnownOriginal
 */

/**
 * `elements` are CSS selectors. `original` has the first entry that fits count. `madeBy` are the widgets
 * (`network/widget`) whose scripts make this one; without it docs/catalogue.md's rule holds. `size` is width and height
 * in CSS pixels where the page gives none; a width of 0 is as wide as the place.
 * @typedef {{
 *   id: string, name: string, kind: string, shows: string, elements: string[], worksWithoutScript: boolean,
 *   hasScript: boolean, original: KnownOriginal[], madeBy?: string[], placeholder: boolean, size?: [number, number],
 *   sources?: Source[],
 * }} KnownWidget
 */

/** @typedef {{ id: string, name: string, sources: Source[] }} KnownPixel */
/** @typedef {{ parameter: string, meaning: string, sources: Source[] }} KnownLink a parameter that a network adds to addresses */
/** @typedef {{ address: string, sources: Source[] }} KnownShim an address that only passes through to another */

/**
 * Where it has a `mark`, data/marks.json has the network's icon under its id.
 * @typedef {{
 *   id: string, name: string, company: string, kind: string, site?: string, policy?: string, mark?: string,
 *   share?: KnownShare, widgets: KnownWidget[], cookies: KnownCookie[], pixels?: KnownPixel[], links?: KnownLink[],
 *   shims?: KnownShim[],
 * }} KnownNetwork
 */

/** @typedef {readonly KnownNetwork[]} Catalogue */

/**
 * @param {(path: string) => Promise<{ json(): Promise<unknown> }>} fetch
 * @returns {Promise<Catalogue>} empty where it cannot be read: pages then say less
 */
export async function readCatalogue(fetch) {
  try {
    const { networks } = /** @type {{ networks: KnownNetwork[] }} */ (
      await (await fetch('/data/catalogue.json')).json()
    );
    return networks;
  } catch {
    return [];
  }
}

/**
 * @param {Catalogue} catalogue
 * @param {string | undefined} id
 */
export function networkWith(catalogue, id) {
  return catalogue.find((network) => network.id === id);
}

/**
 * The cookie of a name: the network's own, or one of another network of the same company, which shares its domains.
 * @param {Catalogue} catalogue
 * @param {{ network?: string | undefined, company?: string | undefined }} owner
 * @param {string} name
 * @returns {KnownCookie | undefined}
 */
export function cookieNamed(catalogue, { network, company }, name) {
  const own = catalogue.filter(({ id }) => id === network);
  const related = catalogue.filter((other) => other.id !== network && other.company === company);
  return bestOf(own, name) ?? bestOf(related, name);
}

/**
 * An exact name wins over one with `*`, a longer one over a shorter one.
 * @param {Catalogue} networks
 * @param {string} name
 */
function bestOf(networks, name) {
  const fitting = networks.flatMap(({ cookies }) => cookies.filter((cookie) => fits(cookie.name, name)));
  return fitting.find((cookie) => cookie.name === name) ?? fitting.sort(longestFirst)[0];
}

/**
 * @param {KnownCookie} one
 * @param {KnownCookie} other
 */
function longestFirst(one, other) {
  return other.name.length - one.name.length;
}

/**
 * @param {string} pattern
 * @param {string} name
 */
function fits(pattern, name) {
  const [start = '', ...rest] = pattern.split('*');
  const end = rest.pop();
  if (end === undefined) return pattern === name;
  if (!name.startsWith(start) || name.length < start.length + end.length || !name.endsWith(end)) return false;
  let at = start.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at + end.length <= name.length;
}
