/**
 * Who visits Facebook keeps their login there, whatever Bystander withholds from it elsewhere: on its own site, on the
 * company's other sites, and on every road that leads there.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as by from './asking.js';
import { browsers, openProtected } from './bystander.js';
import { openBrowser } from './drivers/index.js';
import { html, startInternet } from './internet/index.js';
import { login } from './internet/trackers/meta.js';
import { metaSocial } from './internet/trackers/meta-social.js';

const HOME = 'https://www.facebook.com/';
const FEED = 'https://www.facebook.com/feed';
const INSTAGRAM = 'https://www.instagram.com/feed';
const NEWS = 'https://news.example/links';

/** What pages of the company ask of facebook.com. @type {{ what: string, page: string, url: string, asks: string }[]} */
const rows = [
  ...on(FEED, 'Facebook', [
    ['an image', '/parts/1.gif', by.image],
    ['a fetch', '/parts/1.json', by.fetched],
    ['a frame', '/parts/frame', by.frame],
    ['a form in a hidden frame', '/parts/form', by.form],
    ['a beacon', '/parts/2.json', by.beacon],
    ['a Like button', '/plugins/like.php?href=https%3A%2F%2Fwww.facebook.com%2Fzoo', by.frame],
    ['a WebSocket', 'https://edge-chat.facebook.com/chat', by.socket],
    ['a worker', '/parts/3.json', by.dedicatedWorker],
    ['a shared worker', '/parts/4.json', by.sharedWorker],
    ['the service worker', '/parts/5.json', by.serviceWorker],
    ['an image in a frame without address', '/parts/2.gif', by.nameless],
    ['an image in a frame of somebody else’s', '/parts/3.gif', () => by.frame('https://blog.example/guest')],
  ]),
  ...on(INSTAGRAM, 'Instagram', [
    ['an image', '/shared/1.gif', by.image],
    ['a fetch', '/shared/1.json', by.fetched],
    ['a frame', '/shared/frame', by.frame],
    ['a beacon', '/shared/2.json', by.beacon],
    ['a WebSocket', 'https://edge-chat.facebook.com/shared', by.socket],
  ]),
];

/** The roads from a page of somebody else's, each by the id of what is clicked there. */
const roads = [
  { what: 'a link', id: 'link', element: anchor('link', '') },
  { what: 'a link into a new tab', id: 'tab', element: anchor('tab', 'target="_blank"') },
  {
    what: 'a window that the page opens',
    id: 'popup',
    element: `<button id="popup" onclick="open('${landing('popup')}', '', 'popup,width=500,height=400')">Share</button>`,
  },
  {
    what: 'a form that is sent there',
    id: 'form',
    element: `<form method="post" action="${landing('form')}"><button id="form">Send</button></form>`,
  },
  {
    what: 'a link that is redirected there',
    id: 'redirect',
    element: `<a id="redirect" href="/out?to=${encodeURIComponent(landing('redirect'))}">Facebook</a>`,
  },
];

/** @type {Record<string, import('./internet/sites.js').Routes>} */
const sites = {
  ...metaSocial,
  'www.facebook.com': {
    ...metaSocial['www.facebook.com'],
    ...by.workerRoutes,
    '/feed': by.askingPage(piecesOf(FEED)),
    '/landed': ({ query }) => by.askingPage([by.fetched(`/landed/own?road=${query.get('road')}`)]),
  },
  'last-words.www.facebook.com': {},
  'www.instagram.com': { '/feed': by.askingPage(piecesOf(INSTAGRAM)) },
  'last-words.www.instagram.com': {},
  'blog.example': { '/guest': html`<!doctype html><title>Guest</title>${by.image(`${HOME}parts/3.gif`)}` },
  'news.example': {
    '/links': html`<!doctype html><title>Links</title>${roads.map(({ element }) => element).join('<br>')}`,
    '/out': ({ query }) => ({ status: 302, headers: { location: String(query.get('to')) } }),
  },
};

for (const name of browsers) {
  for (const [kind, open] of /** @type {const} */ ([
    ['unprotected', openBrowser],
    ['with Bystander', openProtected],
  ])) {
    describe(`a member of Facebook in ${name}, ${kind}, is known`, () => {
      /** @type {import('./internet/index.js').Internet} */
      let internet;
      /** @type {import('./drivers/index.js').TestBrowser} */
      let browser;

      before(async () => {
        internet = await startInternet({ sites });
        browser = await open(name, { internet });
        await browser.open(HOME);
        for (const page of [FEED, INSTAGRAM]) {
          await browser.open(page);
          await internet.done(page);
        }
        // What is here sooner need not be waited for; what never comes is told by its own test.
        await Promise.allSettled(rows.map(({ url }) => internet.seen(isFor(url), { within: 5_000 })));
      });
      after(async () => {
        await browser?.close();
        await internet.close();
      });

      it('on the page itself', async () => {
        known(FEED, FEED);
      });

      for (const { what, page, url } of rows) {
        it(`in ${what}`, () => known(page, url));
      }

      for (const { what, id } of roads) {
        it(`after ${what} from the news, and by the page that it leads to`, async () => {
          const page = await browser.open(NEWS);
          await page.click(`#${id}`);
          const own = `https://www.facebook.com/landed/own?road=${id}`;
          await internet.seen(isFor(own));
          known(NEWS, landing(id));
          known(landing(id), own);
        });
      }

      it('for as long as before, with what Facebook added itself', async () => {
        internet.forget();
        await browser.open(HOME);
        const [request] = internet.requestsTo('www.facebook.com', '/');
        const names = namesIn(request);
        for (const expected of [...Object.keys(login), 'standin']) {
          assert.ok(names.includes(expected), telling('', HOME, expected, names));
        }
      });

      /**
       * @param {string} page
       * @param {string} url
       */
      function known(page, url) {
        const request = internet.log.find(isFor(url));
        assert.ok(
          request,
          telling(
            page,
            url,
            'it arrives',
            internet.log.map((entry) => entry.url),
          ),
        );
        const expected = Object.keys(login).sort();
        const got = namesIn(request)
          .filter((cookie) => cookie in login)
          .sort();
        assert.deepEqual(got, expected, telling(page, url, expected, got));
      }
    });
  }
}

/**
 * @param {string} page
 * @param {string} site
 * @param {[what: string, address: string, way: by.Way][]} entries
 */
function on(page, site, entries) {
  return entries.map(([what, address, way]) => {
    const url = new URL(address, HOME).href;
    return { what: `${what} on ${site}`, page, url, asks: way(url) };
  });
}

/** @param {string} page */
function piecesOf(page) {
  return rows.filter((row) => row.page === page).map(({ asks }) => asks);
}

/** @param {string} road */
function landing(road) {
  return `https://www.facebook.com/landed?road=${road}`;
}

/**
 * @param {string} id
 * @param {string} attributes
 */
function anchor(id, attributes) {
  return `<a id="${id}" href="${landing(id)}" ${attributes}>Facebook</a>`;
}

/** @param {string} address */
function isFor(address) {
  return (/** @type {import('./internet/index.js').Entry} */ { url }) => url === address;
}

/** @param {import('./internet/index.js').Entry} [request] */
function namesIn(request) {
  return (request?.headers.cookie ?? '').split('; ').map((pair) => pair.split('=', 1)[0] ?? '');
}

/**
 * @param {string} page
 * @param {string} url
 * @param {unknown} expected
 * @param {unknown} got
 */
function telling(page, url, expected, got) {
  return [`page: ${page}`, `URL: ${url}`, `expected: ${expected}`, `got: ${got}`].join('\n');
}
