/**
 * What stripping is in Chrome's rules: the same as in the compiled ones (crate/core/src/dnr/rule.rs, which says why).
 */

/** @type {chrome.declarativeNetRequest.RuleAction} */
export const STRIP = {
  type: 'modifyHeaders',
  requestHeaders: [
    { header: 'cookie', operation: 'remove' },
    { header: 'referer', operation: 'remove' },
    { header: 'ping-from', operation: 'remove' },
  ],
  responseHeaders: [
    { header: 'set-cookie', operation: 'remove' },
    { header: 'server-timing', operation: 'append', value: 'bystander' },
  ],
};

/**
 * The same on one site, whose own address is left as the referrer, as far as it goes: some widgets show nothing to whom
 * they do not know, YouTube's player among them. Chrome's rules can set a header to a constant, and cut none.
 * @param {string} site a registrable domain
 * @returns {chrome.declarativeNetRequest.RuleAction}
 */
export function stripOn(site) {
  const requestHeaders = STRIP.requestHeaders?.map((change) =>
    change.header === 'referer'
      ? { header: 'referer', operation: /** @type {const} */ ('set'), value: `https://${site}/` }
      : change,
  );
  return { ...STRIP, ...(requestHeaders && { requestHeaders }) };
}
