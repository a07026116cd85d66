/**
 * Every network of the table, on pages of others and on its own: its widgets and pixels never arrive, the rest arrives
 * from nobody in particular, and what is not the network's, or asked for at its home, is left alone.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browsers, openProtected } from './bystander.js';
import { openBrowser } from './drivers/index.js';
import { startInternet } from './internet/index.js';
import { browse, isAtHome, MEMBER, rows } from './networks-visits.js';

/** @typedef {import('./networks-visits.js').NetworkRow} NetworkRow */

const networks = [...new Set(rows.map(({ network }) => network))];

/** One for all browsers: making a certificate for every host takes its time. */
/** @type {import('./internet/index.js').Internet} */
let internet;
before(async () => {
  internet = await startInternet();
});
after(() => internet.close());

for (const name of browsers) {
  describe(`${name}, unprotected, is known to`, () => {
    const all = browsing(
      () => openBrowser(name, { internet }),
      () => true,
    );
    for (const network of networks) {
      it(`${network} by every request, and keeps its cookies`, () => {
        check(
          network,
          () => true,
          (row) => ({
            expected: { arrives: true, cookie: true, leaves: !isAtHome(row) },
            got: { ...all.seen(row), leaves: !isAtHome(row) && all.leaves(row) },
          }),
        );
      });
    }
  });

  describe(`${name} with Bystander`, () => {
    const all = browsing(
      () => openProtected(name, { internet }),
      ({ is }) => is === 'other',
    );
    for (const network of networks) {
      it(`stops the widgets and pixels of ${network}`, () => {
        check(
          network,
          ({ is }) => is === 'widget' || is === 'pixel',
          (row) => ({
            expected: { arrives: false },
            got: { arrives: all.seen(row).arrives },
          }),
        );
      });

      it(`takes the identity out of whatever else ${network} is asked for`, () => {
        check(
          network,
          ({ is }) => is === 'other' || is === 'known',
          (row) => {
            const { arrives, cookie } = all.seen(row);
            return {
              expected: { arrives: row.is === 'other' || arrives, cookie: false, leaves: false },
              got: { arrives, cookie, leaves: arrives && all.leaves(row) },
            };
          },
        );
      });

      it(`leaves alone what only looks like ${network}, or is at home there`, () => {
        check(
          network,
          ({ is }) => is === 'miss',
          (row) => {
            const { arrives, cookie } = all.seen(row);
            return {
              expected: { arrives: true, cookie: isAtHome(row) || isForeign(row) || cookie },
              got: { arrives, cookie },
            };
          },
        );
      });
    }
  });
}

/**
 * Makes all requests of the table before the tests of the `describe` it is called in.
 * @param {() => Promise<import('./drivers/index.js').TestBrowser>} open
 * @param {(row: NetworkRow) => boolean} awaited
 */
function browsing(open, awaited) {
  /** @type {Awaited<ReturnType<typeof browse>>} */
  let outcome;
  before(async () => {
    const browser = await open();
    try {
      outcome = await browse(browser, internet, awaited);
    } finally {
      await browser.close();
    }
  });

  return {
    /** @param {NetworkRow} row */
    seen(row) {
      const entries = outcome.arrived(row);
      const cookie = entries.some(({ headers }) => headers.cookie?.includes(`${MEMBER}=`) === true);
      return { arrives: entries.length > 0, cookie };
    },
    /** @param {NetworkRow} row */
    leaves: (row) => outcome.leftCookie(row),
  };
}

/**
 * Holds what came of some of a network's rows against what should have.
 * @param {string} network
 * @param {(row: NetworkRow) => boolean} chosen
 * @param {(row: NetworkRow) => { expected: object, got: object }} judge
 */
function check(network, chosen, judge) {
  const asked = rows.filter((row) => row.network === network && chosen(row));
  const wrong = asked.flatMap((row) => {
    const { expected, got } = judge(row);
    const [wanted, real] = [JSON.stringify(expected), JSON.stringify(got)];
    const { is, why, page, url, type, method = 'GET' } = row;
    return wanted === real
      ? []
      : [
          `${is}: ${why}\n  page: ${page}\n  URL: ${method} ${url} (${type})\n  expected: ${wanted}\n  got: ${real}`,
        ];
  });
  assert.equal(wrong.length, 0, `${wrong.length} of ${asked.length} requests\n${wrong.join('\n')}`);
}

/**
 * Whether a row's host only borrows the network's name.
 * @param {NetworkRow} row
 */
function isForeign({ why, url }) {
  return why.startsWith('host that ') || new URL(url).hostname.endsWith('.example');
}
