/**
 * The names of cookies in the headers of a request or a response, in both browsers' spelling. Values are never kept.
 */

/** @typedef {{ name: string, value?: string | undefined }} Header */

/** @param {Header[]} headers of a request */
export function namesSent(headers) {
  return valuesOf(headers, 'cookie').flatMap((value) => value.split(';').flatMap(nameOf));
}

/**
 * Firefox joins all Set-Cookie headers to one, with newlines between; Chrome tells each by itself.
 * @param {Header[]} headers of a response
 */
export function namesSet(headers) {
  return valuesOf(headers, 'set-cookie').flatMap((value) =>
    value.split('\n').flatMap((cookie) => nameOf(cookie.split(';', 1)[0] ?? '')),
  );
}

/**
 * @param {Header[] | undefined} headers
 * @param {string} name in lower case
 */
export function has(headers = [], name) {
  return headers.some((header) => header.name.toLowerCase() === name);
}

/**
 * @param {Header[]} headers
 * @param {string} wanted
 */
function valuesOf(headers, wanted) {
  return headers.flatMap(({ name, value }) => (name.toLowerCase() === wanted && value ? [value] : []));
}

/**
 * None where the cookie has no name: what stands there is its value.
 * @param {string} pair
 */
function nameOf(pair) {
  const end = pair.indexOf('=');
  const name = pair.slice(0, Math.max(end, 0)).trim();
  return name === '' ? [] : [name];
}
