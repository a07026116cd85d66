/** Stand-in for LinkedIn: the Insight Tag and its collecting endpoint. */

import { script, withCookies } from '../responses.js';

const visitor = {
  bcookie: '"v=2&00000000-0000-4000-8000-000000000001"',
  li_sugr: '00000000-0000-4000-8000-000000000002',
};

/** @type {import('./index.js').Network} */
export const linkedin = {
  name: 'LinkedIn',
  hosts: {
    'snap.licdn.com': { '/li.lms-analytics/insight.min.js': script(insight) },
    'px.ads.linkedin.com': {
      '/collect': () => withCookies(script(acknowledgement), visitor),
      '/collect/': () => withCookies(script(acknowledgement), visitor),
    },
  },
};

/** `fmt=js` is answered by a script; the real one fires further pixels, this one does nothing. */
function acknowledgement() {}

/** The tag: one request a partner id, as a script element. */
function insight() {
  const { _linkedin_data_partner_ids: partners } = /** @type {{_linkedin_data_partner_ids: string[]}} */ (
    /** @type {unknown} */ (window)
  );
  const values = new URLSearchParams({
    v: '2',
    fmt: 'js',
    pid: partners.join(','),
    time: String(Date.now()),
  });
  values.append('url', location.href);
  const element = document.createElement('script');
  element.async = true;
  element.src = `https://px.ads.linkedin.com/collect?${values}`;
  document.head.append(element);
}
