/**
 * A shop at https://shop.example/: a page whose pixels are asked for directly, as an image, a form and JSON, with a Like
 * button beside them. So a test can say what each of them would have told.
 */

import { html } from '../internet/responses.js';

export const SHOP_URL = 'https://shop.example/shoes?ref=newsletter';

/** The page's address without what a test does not look for. */
const PAGE = 'https://shop.example/shoes';

/** @param {Record<string, string>} parameters */
const query = (parameters) => new URLSearchParams(parameters).toString();

const viewed = query({
  id: '1234567890123',
  ev: 'ViewContent',
  dl: SHOP_URL,
  rl: 'https://search.example/?q=shoes',
  'cd[content_name]': 'Running shoes',
  'cd[value]': '49',
  'cd[currency]': 'EUR',
  'ud[em]': '0b14d501a594442a01c6859541bcb3e8164d183d32937b851835442f69d5c94e',
  fbp: 'fb.1.1795392000000.1234567890',
  sw: '1920',
  v: '2.9.179',
  mystery: '1',
});

/** A form, as the pixel's library sends what is too long for an address. */
const bought = {
  id: '1234567890123',
  ev: 'Purchase',
  dl: SHOP_URL,
  'cd[value]': '49',
  'cd[currency]': 'EUR',
};

/** JSON, as TikTok's library sends it. */
const seen = {
  event: 'Pageview',
  context: {
    pixel: { code: 'C4STANDIN0000000000' },
    page: { url: PAGE, referrer: 'https://search.example/' },
    user: { anonymous_id: '0195-stand-in-visitor' },
  },
};

const page = html`<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>Running shoes</title>
  <h1>Running shoes, 49 €</h1>
  <img alt="" src="https://www.facebook.com/tr/?${viewed}">
  <iframe title="Like" src="https://www.facebook.com/plugins/like.php?href=${encodeURIComponent(PAGE)}"></iframe>
  <script type="module">
    import { lastWords } from '/last-words.js';
    const send = (url, body) => fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include', body });
    lastWords(
      send('https://www.facebook.com/tr/', new URLSearchParams(${JSON.stringify(bought)})),
      send('https://analytics.tiktok.com/api/v2/pixel', JSON.stringify(${JSON.stringify(seen)})),
    );
  </script>
</html>`;

/** @type {Record<string, import('../internet/sites.js').Routes>} */
export const shop = { 'shop.example': { '/shoes': page } };
