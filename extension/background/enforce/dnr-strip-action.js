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
