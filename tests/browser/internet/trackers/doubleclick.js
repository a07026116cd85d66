/** Stand-in for DoubleClick: the Floodlight frame with the pixel inside it, and the remarketing pixel. */

import { html, pixel, withCookies } from '../responses.js';

const visitor = { IDE: 'AHWqTUStandInAdvertisingIdAAAAAAAA', test_cookie: 'CheckForPermission' };

/** @type {import('./index.js').Network} */
export const doubleclick = {
  name: 'DoubleClick',
  hosts: {
    'ad.doubleclick.net': {
      '/activityi;*': (request) => withCookies(floodlight(request.path), visitor),
      '/activity;*': () => withCookies(pixel(), visitor),
    },
    'googleads.g.doubleclick.net': {
      '/pagead/viewthroughconversion/*': () => withCookies(pixel(), visitor),
    },
  },
};

/** @param {string} path its values are in the path: `/activityi;src=…;type=…;cat=…;ord=…` */
function floodlight(path) {
  const values = path.slice('/activityi;'.length);
  return html`<!doctype html><title></title><img src="/activity;register_conversion=1;${values}" alt="" width="1" height="1">`;
}
