/**
 * Which browser this is, and what Firefox's events carry beyond the published Chrome types.
 * It owns no behaviour: the two enforcements differ, everything else is one code path.
 */

/**
 * The scheme of the extension's own pages tells the browsers apart. The `browser` namespace does not:
 * Chrome has had it as well since version 148.
 */
export const isFirefox = globalThis.location?.protocol === 'moz-extension:';

/**
 * Firefox's additions to every webRequest event.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/webRequest/onBeforeRequest
 * @typedef {{
 *   documentUrl?: string,
 *   originUrl?: string,
 *   frameAncestors?: { url: string, frameId: number }[],
 *   incognito?: boolean,
 *   thirdParty?: boolean,
 * }} FirefoxDetails
 */
