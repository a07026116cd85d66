/**
 * What a person reads of a page: each company with what was done and what was not, and the number on the button.
 */

import assert from 'node:assert/strict';

/** @typedef {import('./drivers/index.js').TestBrowser} TestBrowser */
/** @typedef {import('puppeteer-core').Page} Page */

/**
 * Waits until the popup of a page, opened as a page of its own, lists exactly these rows, as `Meta: 1 blocked`, and
 * compares the badge with what they say was stopped.
 * @param {TestBrowser} browser
 * @param {Page} page
 * @param {string[]} expected in any order
 */
export async function lists(browser, page, expected) {
  const tabId = await browser.tabId(page);
  const popup = await browser.extensionPage(`popup/popup.html?tabId=${tabId}`);
  await popup.waitForSelector('header[data-state="on"]');
  try {
    await popup.waitForFunction(
      (wanted) => {
        const rows = [...document.querySelectorAll('details.group > summary')].map((summary) =>
          [...summary.querySelectorAll('.done, .tag')]
            .map(({ textContent }) => textContent)
            .filter(Boolean)
            .join(', '),
        );
        return (
          rows.length === wanted.length &&
          wanted.every((row) => rows.some((done) => row.endsWith(`: ${done}`)))
        );
      },
      {},
      expected,
    );
  } catch {
    // What it lists instead is compared below.
  }
  assert.deepEqual((await rowsOf(popup)).toSorted(), expected.toSorted());
  const stopped = expected
    .flatMap((row) => [...row.matchAll(/(\d+) (?:blocked|held back)/g)].map(([, count]) => Number(count)))
    .reduce((sum, count) => sum + count, 0);
  await badgeSays(popup, tabId, stopped > 0 ? String(stopped) : '');
  await popup.close();
}

/**
 * @param {Page} popup any page of the extension
 * @param {number} tabId
 * @param {string} expected
 */
async function badgeSays(popup, tabId, expected) {
  try {
    await popup.waitForFunction(
      async (id, wanted) => (await globalThis.browser.action.getBadgeText({ tabId: id })) === wanted,
      {},
      tabId,
      expected,
    );
  } catch (cause) {
    const badge = await popup.evaluate((id) => globalThis.browser.action.getBadgeText({ tabId: id }), tabId);
    throw new Error(`The badge says ${badge}, not ${expected}.`, { cause });
  }
}

/** @param {Page} popup */
function rowsOf(popup) {
  return popup.$$eval('details.group > summary', (all) =>
    all.map((summary) => {
      const name = summary.querySelector('.name')?.firstChild?.textContent;
      const said = [...summary.querySelectorAll('.done, .tag')].map(({ textContent }) => textContent);
      return `${name}: ${said.filter(Boolean).join(', ')}`;
    }),
  );
}
