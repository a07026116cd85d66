/**
 * Every network of the table, on pages of others and on its own: its widgets and pixels never arrive, unless the person
 * lets widgets load; the rest arrives from nobody in particular, or not, as the core says; and what is not the network's,
 * or asked for at its home, is left alone.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browsers, openProtected } from './bystander.js';
import { openBrowser } from './drivers/index.js';
import { startInternet } from './internet/index.js';
import { browse, isAtHome, MEMBER, rows, verdictsAt } from './networks-visits.js';
import { chooseGentle } from './strip-gentle.js';

/** @typedef {import('./networks-visits.js').NetworkRow} NetworkRow */

const widgets = rows.filter(({ is }) => is === 'widget');
const atStandard = verdictsAt('standard');
const atGentle = verdictsAt('gentle');

/** What a `Referer` comes to that is missing or, in Firefox, names the page's site alone. */
const NO_ADDRESS = 'no address';

/**
 * What came of a row, or should have; of what never arrived there is no more to say.
 * @typedef {{ arrives: boolean, cookie?: string, referer?: string, leaves?: boolean }} Outcome
 */

/** @type {Outcome} */
const STOPPED = { arrives: false };
/** @type {Outcome} */
const FROM_NOBODY = { arrives: true, cookie: '', referer: NO_ADDRESS, leaves: false };

/** One for all browsers: making a certificate for every host takes its time. */
/** @type {import('./internet/index.js').Internet} */
let internet;
before(async () => {
  internet = await startInternet();
});
after(() => internet.close());

for (const name of browsers) {
  describe(`${name}, unprotected, is known by every request, and keeps its cookies:`, () => {
    const seen = browsing(name, () => openBrowser(name, { internet }), rows, fromMember);
    check(rows, fromMember, seen);
  });

  describe(`${name} with Bystander`, () => {
    const seen = browsing(name, () => openProtected(name, { internet }), rows, judgedByDefault);

    describe('stops the widgets and pixels of', () => {
      check(
        rows.filter(({ is }) => is === 'widget' || is === 'pixel'),
        judgedByDefault,
        seen,
      );
    });
    describe('takes the identity out of whatever else is asked of', () => {
      check(
        rows.filter(({ is }) => is === 'other' || is === 'known'),
        judgedByDefault,
        seen,
      );
    });
    describe('takes for no widget and no pixel what only looks like one, or is at home, of', () => {
      check(
        rows.filter(({ is }) => is === 'miss'),
        judgedByDefault,
        seen,
      );
    });
  });

  describe(`${name} with Bystander, gentle, takes the identity out of the widgets of`, () => {
    const seen = browsing(name, openGentle, widgets, judgedGently);
    check(widgets, judgedGently, seen);

    async function openGentle() {
      const browser = await openProtected(name, { internet });
      const page = await browser.open('https://news.example/');
      await chooseGentle(browser, page);
      await page.close();
      return browser;
    }
  });
}

/**
 * Without protection.
 * @param {NetworkRow} row
 * @returns {Outcome}
 */
function fromMember(row) {
  const referer = row.type === 'websocket' ? NO_ADDRESS : new URL(row.page).href;
  return { arrives: true, cookie: MEMBER, referer, leaves: !isAtHome(row) };
}

/**
 * At the standard level; where the table leaves it open, by what the core says.
 * @param {NetworkRow} row
 */
function judgedByDefault(row) {
  if (row.is === 'widget' || row.is === 'pixel') return STOPPED;
  return row.is === 'other' ? FROM_NOBODY : outcomeOf(row, atStandard(row));
}

/** @param {NetworkRow} row a widget, which only a list that insists on it may stop */
function judgedGently(row) {
  return atGentle(row) === 'block' ? STOPPED : FROM_NOBODY;
}

/**
 * @param {NetworkRow} row
 * @param {string} action of the core's verdict
 */
function outcomeOf(row, action) {
  switch (action) {
    case 'allow':
      return fromMember(row);
    case 'strip':
      return FROM_NOBODY;
    case 'block':
    case 'replace':
      return STOPPED;
    default:
      throw new Error(`The table has no request of a page that the core answers with ${action}: ${row.url}`);
  }
}

/**
 * Makes requests of the table before the tests of the `describe` it is called in.
 * @param {import('./drivers/index.js').BrowserName} name
 * @param {() => Promise<import('./drivers/index.js').TestBrowser>} open
 * @param {readonly NetworkRow[]} asked
 * @param {(row: NetworkRow) => Outcome} expected
 * @returns {(row: NetworkRow) => Outcome}
 */
function browsing(name, open, asked, expected) {
  /** @type {Awaited<ReturnType<typeof browse>>} */
  let outcome;
  before(async () => {
    const browser = await open();
    try {
      outcome = await browse(browser, internet, asked, (row) => expected(row).arrives);
    } finally {
      await browser.close();
    }
  });

  return (row) => {
    const entries = outcome.arrived(row);
    if (entries.length === 0) return STOPPED;
    const cookies = entries.map(({ headers }) => headers.cookie ?? '');
    const tell = entries.map(({ headers }) => headers.referer).find((referer) => !isSilent(referer, row));
    return {
      arrives: true,
      cookie: cookies.some((cookie) => cookie.includes(`${MEMBER}=`)) ? MEMBER : cookies.join(''),
      referer: tell ?? NO_ADDRESS,
      leaves: !isAtHome(row) && outcome.leftCookie(row),
    };
  };

  /**
   * @param {string | undefined} referer
   * @param {NetworkRow} row
   */
  function isSilent(referer, { page }) {
    const { href, origin } = new URL(page);
    // Of a site's front page the origin is the whole address.
    return referer === undefined || (name === 'firefox' && referer === `${origin}/` && referer !== href);
  }
}

/**
 * Holds what came of each network's rows against what should have, a test a network that has any.
 * @param {readonly NetworkRow[]} asked
 * @param {(row: NetworkRow) => Outcome} expected
 * @param {(row: NetworkRow) => Outcome} seen
 */
function check(asked, expected, seen) {
  for (const network of new Set(asked.map((row) => row.network))) {
    it(network, () => {
      const ofNetwork = asked.filter((row) => row.network === network);
      assert.ok(ofNetwork.length > 0, `no request of ${network}`);
      const wrong = ofNetwork.flatMap((row) => {
        const [wanted, real] = [JSON.stringify(expected(row)), JSON.stringify(seen(row))];
        const { is, why, page, url, type, method = 'GET' } = row;
        return wanted === real
          ? []
          : [
              `${is}: ${why}\n  page: ${page}\n  URL: ${method} ${url} (${type})\n  expected: ${wanted}\n  got: ${real}`,
            ];
      });
      assert.equal(wrong.length, 0, `${wrong.length} of ${ofNetwork.length} requests\n${wrong.join('\n')}`);
    });
  }
}
