/**
 * A member of Facebook reads the news. Unprotected, Facebook recognises them at every request of the page and learns
 * which page it is. Protected, it never hears of pixels, nor of widgets unless the person lets these load; of the rest it
 * hears from nobody in particular.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inspect } from 'node:util';
import { browsers, openProtected } from './bystander.js';
import { openBrowser } from './drivers/index.js';
import { startInternet } from './internet/index.js';
import { login } from './internet/trackers/meta.js';
import { metaSocial } from './internet/trackers/meta-social.js';
import { markOf, STAND_IN } from './internet/trackers/stand-in.js';
import { chooseGentle } from './strip-gentle.js';
import { LANDED, NEXT, PAGE, rows, SDK, SISTER_DOMAIN, sites } from './strip-rows.js';

const HOME = 'https://www.facebook.com/';

/**
 * What is done between the login and the news.
 * @typedef {(browser: import('./drivers/index.js').TestBrowser, page: import('puppeteer-core').Page) => Promise<void>} Preparation
 */

/** At the standard level the background sleeps, as it mostly does. @type {{ level: string, prepare: Preparation }[]} */
const ways = [
  { level: 'standard', prepare: (browser) => browser.stopBackground() },
  { level: 'gentle', prepare: chooseGentle },
];

for (const name of browsers) {
  describe(`${name}, unprotected, shows a member to Facebook on the news`, () => {
    const visit = visiting((internet) => openBrowser(name, { internet }), rows);

    for (const row of rows) {
      it(`in ${row.what}, with all six cookies and the whole address`, () => {
        const [request] = visit.requests(row);
        assert.ok(request, telling(row, 'it arrives', visit.report()));
        const expected = { cookies: Object.keys(login).sort(), referer: row.referer[name] };
        const got = { cookies: ofMember(request), referer: request.headers.referer ?? '' };
        assert.deepEqual(got, expected, telling(row, expected, got));
      });

      it(`and lets the answer to ${row.what} leave a cookie`, () => {
        const expected = markOf(new URL(row.url).searchParams);
        const got = visit.left();
        assert.ok(got.includes(expected), telling(row, expected, got));
      });
    }

    it('in the SDK, and follows the redirect', () => {
      for (const url of [SDK, LANDED]) assert.ok(visit.arrived(url), `${url} was not asked for by ${PAGE}`);
    });

    it('and tells the frame which page it is in', () => {
      assert.equal(visit.documentReferrer(), PAGE);
    });
  });

  for (const { level, prepare } of ways) {
    const loading = level === 'gentle' ? ['other', 'widget'] : ['other'];
    const stripped = rows.filter(({ is }) => loading.includes(is));
    const stopped = rows.filter((row) => !stripped.includes(row));

    describe(`${name} with Bystander, ${level}, hides the member from Facebook on the news`, () => {
      const visit = visiting((internet) => openProtected(name, { internet }), stripped, prepare);

      for (const row of stopped) {
        it(`and stops ${row.what}`, () => {
          const got = visit.requests(row).map(({ method, url }) => `${method} ${url}`);
          assert.deepEqual(got, [], telling(row, 'it never arrives', got));
        });
      }

      for (const row of stripped) {
        it(`in ${row.what}, which arrives without cookies and without the address`, () => {
          const requests = visit.requests(row);
          assert.ok(requests.length > 0, telling(row, 'it arrives', visit.report()));
          const expected = requests.map(() => ({ cookie: '', referer: 'nothing told' }));
          const got = requests.map(({ headers }) => ({
            cookie: headers.cookie ?? '',
            referer: tellsNothing(name, headers.referer) ? 'nothing told' : headers.referer,
          }));
          assert.deepEqual(got, expected, telling(row, expected, got));
        });
      }

      it('and lets no answer to somebody else’s page leave a cookie, nor take one', () => {
        assert.deepEqual(visit.cookies(), login, `${PAGE}, then ${HOME}: the cookies sent there`);
        assert.deepEqual(visit.left(), [], `${PAGE}: the cookies that answers left`);
      });

      it(`and ${level === 'gentle' ? 'lets the SDK load' : 'stops the SDK'}, and follows the redirect`, () => {
        assert.equal(visit.arrived(SDK), level === 'gentle', `whether ${SDK} was asked for by ${PAGE}`);
        assert.equal(visit.arrived(LANDED), true, `whether ${LANDED} was asked for by ${PAGE}`);
      });

      it('and tells the frame no more than the site of the page around it', () => {
        const got = visit.documentReferrer();
        assert.ok(
          ['', `${new URL(PAGE).origin}/`].includes(got ?? 'nothing at all'),
          `document.referrer of the frame in ${PAGE}: expected the origin or nothing, got ${got}`,
        );
      });
    });
  }
}

/**
 * Logs in, reads the page, leaves it, and comes back to Facebook: before the tests of the `describe` it is called in.
 * @param {(internet: import('./internet/index.js').Internet) => Promise<import('./drivers/index.js').TestBrowser>} open
 * @param {import('./strip-rows.js').Row[]} expected what will arrive
 * @param {Preparation} [prepare]
 */
function visiting(open, expected, prepare = async () => {}) {
  /** @type {import('./internet/index.js').Internet} */
  let internet;
  /** @type {import('./drivers/index.js').TestBrowser} */
  let browser;
  /** @type {import('./internet/index.js').Entry[]} */
  let log;
  /** @type {string | undefined} */
  let cookieAtHome;
  /** @type {import('puppeteer-core').Cookie[]} */
  let jar;

  before(async () => {
    internet = await startInternet({ sites: metaSocial });
    for (const [host, routes] of Object.entries(sites)) internet.serve(host, routes);
    browser = await open(internet);
    const page = await browser.open(HOME);
    await page.browserContext().setCookie(...Object.entries(login).map(atSister));
    await prepare(browser, page);
    internet.forget();
    await page.goto(PAGE);
    await internet.done(PAGE);
    await arrival(({ late }) => !late);
    await page.goto(NEXT);
    await internet.done(NEXT);
    await arrival(({ late }) => late);
    log = [...internet.log];
    internet.forget();
    await page.goto(HOME);
    jar = await page.browserContext().cookies();
    cookieAtHome = (await internet.seen(({ url }) => url === HOME)).headers.cookie;
  });
  after(async () => {
    await browser?.close();
    await internet.close();
  });

  /**
   * What a page asks for when it is left, or in its frames, is not covered by its last words.
   * @param {(row: import('./strip-rows.js').Row) => boolean} which
   */
  async function arrival(which) {
    for (const row of expected.filter(which)) {
      await internet
        .seen(({ url }) => url.startsWith(row.url))
        .catch((cause) => assert.fail(telling(row, 'it arrives', cause.message)));
    }
  }

  return {
    /** @param {import('./strip-rows.js').Row} row */
    requests: (row) => log.filter(({ url }) => url.startsWith(row.url)),
    /** @param {string} address */
    arrived: (address) => log.some(({ url }) => url === address),
    report: () => log.map(({ method, url }) => `${method} ${url}`),
    cookies: () => cookiesIn(cookieAtHome),
    /** Which of the answers' cookies stayed, on any domain. */
    left: () => jar.map(({ name }) => name).filter((name) => name.startsWith(STAND_IN)),
    documentReferrer: () => log.find(({ path }) => path === '/gallery/data')?.query.get('referrer'),
  };
}

/**
 * @param {[name: string, value: string]} cookie of the member
 * @returns {import('puppeteer-core').CookieData}
 */
function atSister([name, value]) {
  return { name, value, domain: `.${SISTER_DOMAIN}`, path: '/', secure: true, sameSite: 'None' };
}

/**
 * Which of the six a request brought.
 * @param {import('./internet/index.js').Entry} request
 */
function ofMember({ headers }) {
  const names = Object.keys(cookiesIn(headers.cookie));
  return names.filter((name) => name in login).sort();
}

/**
 * @param {string} [header] a `Cookie` header
 * @returns {Record<string, string>} values by name
 */
function cookiesIn(header) {
  const pairs = header?.split('; ') ?? [];
  return Object.fromEntries(pairs.map((pair) => [pair.split('=', 1)[0], pair.slice(pair.indexOf('=') + 1)]));
}

/**
 * Chrome is told to send no referrer at all, Firefox to cut it to an origin.
 * @param {import('./drivers/index.js').BrowserName} name
 * @param {string} [referer]
 */
function tellsNothing(name, referer) {
  if (referer === undefined) return true;
  return name === 'firefox' && referer === `${new URL(referer).origin}/`;
}

/**
 * @param {import('./strip-rows.js').Row} row
 * @param {unknown} expected
 * @param {unknown} got
 */
function telling({ what, page, url }, expected, got) {
  return [
    what,
    `page: ${page}`,
    `URL: ${url}`,
    `expected: ${inspect(expected)}`,
    `got: ${inspect(got)}`,
  ].join('\n');
}
