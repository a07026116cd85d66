/**
 * The official embed codes of the networks' widgets, and the hosts that answer them. Each code is a row, as row.js has
 * it, written from the vendors' documents; the scripts are our own stand-ins, which find their elements and make their
 * frames as the vendors' do. What is to become of them is the business of tests.
 */

import { html } from '../internet/responses.js';
import { boards } from './boards.js';
import { facebook } from './facebook.js';
import { googleRows, maps, shareBars } from './google.js';
import { players } from './players.js';
import { PAGE } from './row.js';
import { russian } from './russian.js';
import { boardSites } from './scripts/boards.js';
import { facebookSites } from './scripts/facebook.js';
import { googleSites } from './scripts/google.js';
import { playerSites } from './scripts/players.js';
import { russianSites } from './scripts/russian.js';
import { socialSites } from './scripts/social.js';
import { social } from './social.js';

/** @typedef {import('./row.js').Embed} Embed */

/** The codes a family: those of one family may stand on one page, but for the ones that must be alone. */
const families = [facebook, social, boards, players, googleRows, maps, shareBars, russian];

/** Every code. */
export const embeds = families.flat();

/**
 * Every host of the networks, for `startInternet`.
 * @type {Record<string, import('../internet/sites.js').Routes>}
 */
export const sites = {
  ...facebookSites,
  ...socialSites,
  ...boardSites,
  ...playerSites,
  ...googleSites,
  ...russianSites,
};

/** Few pages that show every code, each with what it shows. @type {readonly { url: string, shows: Embed[] }[]} */
export const pages = families
  .flatMap((family) => [
    family.filter(({ alone }) => !alone),
    ...family.filter(({ alone }) => alone).map((embed) => [embed]),
  ])
  .filter((shows) => shows.length > 0)
  .map((shows, at) => ({ url: new URL(`/embeds/${at + 1}`, PAGE).href, shows }));

/**
 * A page with codes, in their order, which ends with last words.
 * @param {readonly Embed[]} shows
 */
export function pageWith(shows) {
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Embeds</title>
<link rel="icon" href="data:,">
${shows.map(({ network, widget, code }) => `<section data-of="${network} ${widget}">\n${code}\n</section>`).join('\n')}
<script type="module">import { lastWords } from '/last-words.js'; lastWords()</script>
</html>`;
}
