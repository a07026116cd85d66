/**
 * What the sites of the test internet answer with: short makers for the usual kinds of response. Which address
 * answers what is the business of the sites.
 */

/**
 * @typedef {object} Response
 * @property {number} [status] 200 if left out
 * @property {import('node:http').OutgoingHttpHeaders} [headers]
 * @property {string | Buffer} [body]
 */

/**
 * A page. A tag, so that editors colour it; values are put in as they are.
 * @param {TemplateStringsArray} strings
 * @param {...unknown} values
 * @returns {Response}
 */
export function html(strings, ...values) {
  return text('text/html', String.raw({ raw: strings.raw }, ...values));
}

/**
 * A script: the source of `program`, called with `values` in the page. The function must be self-contained.
 * @template {unknown[]} Values
 * @param {(...values: Values) => void} program
 * @param {Values} values
 * @returns {Response}
 */
export function script(program, ...values) {
  return text(
    'text/javascript',
    `(${program})(${values.map((value) => JSON.stringify(value)).join(', ')});\n`,
  );
}

/**
 * @param {string} type a media type
 * @param {string} body
 * @returns {Response}
 */
export function text(type, body) {
  return { headers: { 'content-type': `${type}; charset=utf-8` }, body };
}

/**
 * @param {unknown} value
 * @returns {Response}
 */
export function json(value) {
  return text('application/json', JSON.stringify(value));
}

/**
 * A transparent image of one pixel.
 * @returns {Response}
 */
export function pixel() {
  return {
    headers: { 'content-type': 'image/gif' },
    body: Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
  };
}

/** @returns {Response} */
export function nothing() {
  return { status: 204 };
}

/**
 * The same response, setting cookies as a third party can: `SameSite=None; Secure`.
 * @param {Response} response
 * @param {Record<string, string>} cookies values by name
 * @param {string} [domain] what they hold for, with all its hosts; the answering host alone if left out
 * @returns {Response}
 */
export function withCookies(response, cookies, domain) {
  const scope = domain ? `Domain=${domain}; Path=/` : 'Path=/';
  const lines = Object.entries(cookies).map(
    ([name, value]) => `${name}=${value}; ${scope}; Max-Age=31536000; SameSite=None; Secure`,
  );
  return { ...response, headers: { ...response.headers, 'set-cookie': lines } };
}
