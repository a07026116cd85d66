/**
 * What a person chooses in the popup for the page before them, in both browsers, as the servers see it: off for now, which
 * is of this tab alone; off for an hour; and a company allowed from its row, for a while, by keyboard alone.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { violationsIn } from './accessible.js';
import { browsers, openProtected, says, stopped } from './bystander.js';
import { startInternet } from './internet/index.js';
import { fatesOn, HOMES, NEWS, SHOP, sites, USUAL } from './policy-page.js';

/** @import { Fates } from './policy-page.js' */

const QUIET = NEWS.replace('read', 'quiet');
const TIME = '(tomorrow, )?\\d{1,2}:\\d\\d(?:\\s[AP]M)?';

/** @type {Fates} */
const OFF = {
  like: 'known',
  company: 'known',
  pixel: 'known',
  nested: 'known',
  worker: 'known',
  other: 'known',
};
/** Of no tab, so what is off in one tab does not reach it. @type {Fates} */
const OFF_IN_TAB = { ...OFF, worker: 'stripped' };
/** @type {Fates} */
const WITHOUT = { ...USUAL, like: 'stripped' };

for (const name of browsers) {
  describe(`choices in the popup in ${name}`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;
    /** @type {import('puppeteer-core').Page} */
    let page;

    before(async () => {
      internet = await startInternet({ sites });
      browser = await openProtected(name, { internet });
      for (const home of HOMES) page = await browser.open(home);
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('switches off for now in this tab alone, which a stopped background remembers and a closed tab forgets', async () => {
      const here = await browser.open(QUIET);
      const there = await browser.open(QUIET);
      assert.deepEqual(await fatesOn(internet, here, NEWS, USUAL), USUAL, 'the control');
      const popup = await popupOf(here);
      await says(popup, 'tried to see you here\\.');
      await popup.click('[role=switch]');
      await popup.locator('input[name=off][value=tab]').click();
      await says(popup, 'Off on this site, in this tab: nothing is stopped\\.');
      await popup.close();
      await here.bringToFront();
      assert.deepEqual(await fatesOn(internet, here, NEWS, OFF_IN_TAB), OFF_IN_TAB);
      await there.bringToFront();
      assert.deepEqual(await fatesOn(internet, there, NEWS, USUAL), USUAL, 'the other tab');
      const beside = await popupOf(there);
      await says(beside, 'tried to see you here\\.');
      await beside.close();

      await stopped(browser);
      await here.bringToFront();
      assert.deepEqual(await fatesOn(internet, here, NEWS, OFF_IN_TAB), OFF_IN_TAB, 'after it was stopped');
      const kept = await browser.inExtension(async () =>
        JSON.stringify(await chrome.storage.local.get(null)),
      );
      assert.doesNotMatch(kept, /news\.example/, 'it is written on no disk');
      await here.close();
      await there.close();
      const anew = await browser.open(QUIET);
      assert.deepEqual(await fatesOn(internet, anew, NEWS, USUAL), USUAL, 'in a new tab');
      await anew.close();
    });

    it('switches off for an hour, says until when, and on again at a press', async () => {
      await page.goto(QUIET);
      const popup = await popupOf(page);
      await popup.locator('[role=switch]').click();
      await popup.locator('input[name=off][value=hour]').click();
      await says(popup, `^news\\.example\\s+Off on this site until ${TIME}: nothing is stopped\\.`);
      assert.deepEqual(await violationsIn(popup), []);
      await page.bringToFront();
      assert.deepEqual(await fatesOn(internet, page, NEWS, OFF), OFF);
      await popup.bringToFront();
      await popup.locator('[role=switch]').click();
      await popup.waitForSelector('[role=switch][aria-checked=true]');
      await popup.close();
      await page.bringToFront();
      assert.deepEqual(await fatesOn(internet, page, NEWS, USUAL), USUAL);
    });

    it('allows a company from its row for an hour, by keyboard alone, and says what it got', async () => {
      assert.deepEqual(await fatesOn(internet, page, NEWS, USUAL), USUAL, 'the control');
      const popup = await popupOf(page);
      await says(popup, 'Companies on this page');
      await tabTo(popup, 'Meta');
      await popup.keyboard.press('Enter');
      await says(popup, 'Allow Meta on this site …');
      await tabTo(popup, 'Allow Meta on this site …');
      await popup.keyboard.press('Enter');
      await tabTo(popup, 'For an hour');
      assert.deepEqual(await violationsIn(popup), []);
      await popup.keyboard.press('Enter');
      await says(popup, `You allowed\\s+Meta, everything[^]*without telling who you are, until ${TIME}`);
      await says(popup, 'Reload the page to see the change');
      await popup.close();
      await page.bringToFront();
      assert.deepEqual(await fatesOn(internet, page, NEWS, WITHOUT), WITHOUT);
      const after = await popupOf(page);
      await says(after, `Meta loaded here without being told who you are: you allowed it until ${TIME}\\.`);
      await after.close();
      await page.bringToFront();
      assert.deepEqual(await fatesOn(internet, page, SHOP, USUAL), USUAL, 'another site');
      await page.goto(QUIET);
    });

    it('shows the page that takes the place of the one it was opened over', async () => {
      const popup = await popupOf(page);
      await says(popup, '^news\\.example\\s');
      await page.goto(SHOP.replace('read', 'quiet'));
      await says(popup, '^shop\\.example\\s+Nobody tried to see you here\\.');
      await page.goto(`${SHOP}?n=open`);
      await internet.done(`${SHOP}?n=open`);
      await says(popup, '^shop\\.example\\s+Meta tried to see you here\\.');
      await popup.close();
    });

    it('shows the right page at once when the background was stopped', async () => {
      await page.goto(`${SHOP}?n=slept`);
      await internet.done(`${SHOP}?n=slept`);
      const before = await popupOf(page);
      await says(before, '^shop\\.example\\s+Meta tried to see you here\\.');
      const was = await before.evaluate(() => document.body.innerText);
      await before.close();
      await stopped(browser);
      const popup = await popupOf(page);
      await says(popup, '^shop\\.example\\s+Meta tried to see you here\\.');
      assert.equal(await popup.evaluate(() => document.body.innerText), was);
      await popup.close();
    });

    /** @param {import('puppeteer-core').Page} over */
    async function popupOf(over) {
      return browser.extensionPage(`popup/popup.html?tabId=${await browser.tabId(over)}`);
    }
  });
}

/**
 * Goes on with the keyboard until what has the focus begins with these words.
 * @param {import('puppeteer-core').Page} popup
 * @param {string} words
 */
async function tabTo(popup, words) {
  /** @type {string[]} */
  const passed = [];
  for (;;) {
    await popup.keyboard.press('Tab');
    const focused = await popup.evaluate(() => {
      const { activeElement: at } = document;
      return at?.textContent || at?.getAttribute('aria-label') || at?.id || at?.tagName || '';
    });
    if (focused.startsWith(words)) return;
    passed.push(focused);
    assert.ok(passed.length < 60, `${words} is not reached: ${passed.join(' | ')}`);
  }
}
