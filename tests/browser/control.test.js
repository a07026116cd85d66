/**
 * The control: without the extension, everything that it stops does happen. Were this not so, tests that find nothing
 * in the log would prove nothing.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DEMO_URL, ownParts } from './demo/site.js';
import { openBrowser } from './drivers/index.js';
import { startInternet } from './internet/index.js';

/** What each tracker on the newspaper's page sends; `holds` is part of the request's address or body. */
const reports = [
  { what: 'Meta’s pixel library', host: 'connect.facebook.net', path: '/en_US/fbevents.js', holds: '' },
  {
    what: 'Meta’s configuration of this site',
    host: 'connect.facebook.net',
    path: '/signals/config/',
    holds: '',
  },
  { what: 'the Meta pixel', host: 'www.facebook.com', path: '/tr', holds: 'ev=PageView' },
  { what: 'Meta’s second event', host: 'www.facebook.com', path: '/tr', holds: 'ev=ViewContent' },
  { what: 'the Like button', host: 'www.facebook.com', path: '/plugins/like.php', holds: 'news.example' },
  { what: 'the request inside the Like button', host: 'www.facebook.com', path: '/ajax/bz', holds: '' },
  { what: 'LinkedIn’s tag', host: 'snap.licdn.com', path: '/li.lms-analytics/insight.min.js', holds: '' },
  {
    what: 'LinkedIn’s pixel',
    host: 'px.ads.linkedin.com',
    path: '/collect',
    holds: 'url=https%3A%2F%2Fnews.example%2F',
  },
  { what: 'Google’s tag', host: 'www.googletagmanager.com', path: '/gtag/js', holds: '' },
  { what: 'Google Analytics', host: 'www.google-analytics.com', path: '/g/collect', holds: 'en=page_view' },
  { what: 'DoubleClick’s frame', host: 'ad.doubleclick.net', path: '/activityi;', holds: 'src=7654321' },
  { what: 'the pixel inside DoubleClick’s frame', host: 'ad.doubleclick.net', path: '/activity;', holds: '' },
  {
    what: 'DoubleClick’s pixel',
    host: 'googleads.g.doubleclick.net',
    path: '/pagead/',
    holds: 'tiba=The+night+ferry',
  },
  { what: 'TikTok’s library', host: 'analytics.tiktok.com', path: '/i18n/pixel/events.js', holds: '' },
  {
    what: 'TikTok’s pixel',
    host: 'analytics.tiktok.com',
    path: '/api/v2/pixel',
    holds: '"event":"Pageview"',
  },
  { what: 'Bing’s library', host: 'bat.bing.com', path: '/bat.js', holds: '' },
  { what: 'Bing’s pixel', host: 'bat.bing.com', path: '/action/0', holds: 'evt=pageLoad' },
];

for (const name of /** @type {const} */ (['firefox', 'chromium'])) {
  describe(`an unprotected ${name} that reads the newspaper`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;
    /** @type {import('puppeteer-core').Page} */
    let page;
    /** What was in the log when the page's last words arrived. @type {import('./internet/index.js').Entry[]} */
    let sent;

    before(async () => {
      internet = await startInternet();
      browser = await openBrowser(name, { internet });
      page = await browser.open(DEMO_URL);
      const done = await internet.done(DEMO_URL);
      sent = internet.log.slice(0, internet.log.indexOf(done));
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    for (const { what, host, path, holds } of reports) {
      it(`sends ${what} before the page says it is done`, () => {
        const requests = sent.filter((entry) => entry.host === host && entry.path.startsWith(path));
        assert.ok(
          requests.some(({ url, body }) => (url + body).includes(holds)),
          `none of ${JSON.stringify(requests.map(({ url, body }) => url + body))} holds ${holds}`,
        );
      });
    }

    it('loads every part of the page itself', async () => {
      for (const { host, path } of ownParts) {
        assert.ok(internet.requestsTo(host, path).length > 0, `${host}${path} was not asked for`);
      }
      assert.equal(
        await page.$eval('#status', ({ textContent }) => textContent),
        'All 5 parts of this page arrived.',
      );
    });

    it('has its own calls home refused and kept out of the log', () => {
      const strangers = internet.log.filter(({ host }) => !internet.knows(host));
      assert.deepEqual(strangers, []);
      assert.deepEqual(internet.passed, []);
    });

    it('carries a Facebook member’s cookies to the pixel, the Like button and the requests inside it', async () => {
      await browser.open('https://www.facebook.com/');
      internet.forget();
      await browser.open(DEMO_URL);
      await internet.done(DEMO_URL);
      for (const path of ['/tr', '/plugins/like.php', '/ajax/bz']) {
        const requests = internet.requestsTo('www.facebook.com', path);
        assert.ok(requests.length > 0, `${path} was not asked for`);
        for (const { url, headers } of requests) assert.match(headers.cookie ?? '', /\bc_user=/, url);
      }
    });
  });
}
