/**
 * Stand-in for the Google tag and Google Analytics 4. A tag configured with an `AW-` id also fires the advertising
 * pixel, which is answered in doubleclick.js.
 */

import { nothing, script } from '../responses.js';

/** @type {import('./index.js').Network} */
export const googleTag = {
  name: 'Google Analytics',
  hosts: {
    'www.googletagmanager.com': { '/gtag/js': script(gtag) },
    'www.google-analytics.com': { '/g/collect': nothing() },
    'region1.google-analytics.com': { '/g/collect': nothing() },
  },
};

/** The tag: works off `dataLayer`, gives the browser an id, and reports one page view for each configured id. */
function gtag() {
  const { dataLayer } = /** @type {{dataLayer: ArrayLike<unknown>[]}} */ (/** @type {unknown} */ (window));
  const now = Date.now();
  const client =
    document.cookie.match(/(?:^|; )_ga=GA1\.1\.([^;]*)/)?.[1] ?? `${Math.floor(Math.random() * 2e9)}.${now}`;
  // biome-ignore lint/suspicious/noDocumentCookie: the real library does it this way, and synchronously.
  document.cookie = `_ga=GA1.1.${client}; path=/; max-age=63072000`;

  for (const [command, id] of dataLayer.map((call) => Array.from(call))) {
    if (command !== 'config') continue;
    if (String(id).startsWith('AW-')) remarket(String(id).slice('AW-'.length));
    else collect(String(id));
  }

  /** @param {string} tid */
  function collect(tid) {
    const values = new URLSearchParams({
      v: '2',
      tid,
      gtm: '45je4bk0v9100000000za200',
      _p: String(now),
      cid: client,
    });
    values.append('ul', navigator.language.toLowerCase());
    values.append('sr', `${screen.width}x${screen.height}`);
    values.append('_s', '1');
    values.append('sid', String(Math.floor(now / 1000)));
    values.append('sct', '1');
    values.append('dl', location.href);
    values.append('dr', document.referrer);
    values.append('dt', document.title);
    values.append('en', 'page_view');
    navigator.sendBeacon(`https://www.google-analytics.com/g/collect?${values}`);
  }

  /** @param {string} id */
  function remarket(id) {
    const values = new URLSearchParams({
      random: String(now),
      cv: '11',
      fst: String(now),
      bg: 'ffffff',
      guid: 'ON',
      async: '1',
    });
    values.append('u_w', String(screen.width));
    values.append('u_h', String(screen.height));
    values.append('url', location.href);
    values.append('ref', document.referrer);
    values.append('tiba', document.title);
    values.append('fmt', '3');
    new Image().src = `https://googleads.g.doubleclick.net/pagead/viewthroughconversion/${id}/?${values}`;
  }
}
