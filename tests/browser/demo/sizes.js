/**
 * A page at https://sizes.example/ with every kind of placeholder, in the sizes that embed codes ask for, and at /night
 * on a dark ground of which the page tells the browser nothing. For photographs.
 */

import { code } from '../embeds/code.js';
import { html } from '../internet/responses.js';

export const SIZES_URL = 'https://sizes.example/';
export const NIGHT_URL = 'https://sizes.example/night';

const HREF = encodeURIComponent(SIZES_URL);
const NO_BORDER = 'style="border:none;overflow:hidden" scrolling="no" frameborder="0"';

/** @type {readonly (readonly [number, number])[]} */
const likes = [
  [72, 20],
  [92, 22],
  [130, 28],
  [450, 35],
];
/** @type {readonly (readonly [number, number])[]} */
const videos = [
  [560, 315],
  [300, 170],
  [200, 120],
];

const like = likes.map(
  ([width, height], at) =>
    `<iframe src="https://www.facebook.com/plugins/like.php?href=${HREF}${at}" width="${width}" height="${height}" ${NO_BORDER}></iframe>`,
);
const youtube = videos.map(
  ([width, height]) =>
    `<iframe width="${width}" height="${height}" src="https://www.youtube.com/embed/video${width}" frameborder="0" allowfullscreen></iframe>`,
);
const spotify = [152, 80].map(
  (height) =>
    `<iframe style="border-radius:12px" src="https://open.spotify.com/embed/track/${height}" width="100%" height="${height}" frameborder="0" loading="lazy"></iframe>`,
);

/** How many placeholders the page has. */
export const SIZES_COUNT = likes.length + videos.length + spotify.length + 9;

/** @param {string} style */
function page(style) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sizes</title>
<link rel="icon" href="data:,">
<style>
  ${style}
  body { margin: 0 auto; max-width: 620px; padding: 1rem; font: 16px/1.5 sans-serif }
  iframe { max-width: 100% }
  section { margin-block: 1rem }
</style>
</head>
<body>
<p>A Like button of ${like[0]} the least size, ${like[1]} one in a line, and ${like[2]} a larger one.</p>
<section>${like[3]}</section>
<section>${code('facebook', 'share', SIZES_URL)} ${code('x', 'follow', SIZES_URL)} ${code('google', 'sign-in', SIZES_URL)}</section>
<section>${code('addtoany', 'buttons', SIZES_URL)}</section>
<section>${youtube.join('\n')}</section>
<section><div style="position:relative;padding-top:56.25%"><iframe src="https://player.vimeo.com/video/76979871" style="position:absolute;inset:0;width:100%;height:100%" frameborder="0"></iframe></div></section>
<section>${spotify.join('\n')}</section>
<section>${code('x', 'post', SIZES_URL)}</section>
<section>${code('facebook', 'comments', SIZES_URL)}</section>
<section><iframe src="https://www.facebook.com/plugins/page.php?href=${HREF}" width="340" height="500" ${NO_BORDER}></iframe></section>
<section>${code('google', 'map', SIZES_URL)}</section>
<script type="module">import { lastWords } from '/last-words.js'; lastWords()</script>
</body>
</html>`;
}

/** @type {Record<string, import('../internet/sites.js').Routes>} */
export const sizes = {
  'sizes.example': {
    '/': page(':root { color-scheme: light dark } body { background: light-dark(#fff, #15191c) }'),
    '/night': page('body { background: #101820; color: #dde5ea } a { color: #9cc9ff }'),
  },
};
