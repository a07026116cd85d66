/**
 * How long what a person chose in a placeholder lasts: once ends with the page, an hour ends though the background is
 * dead, a day outlives the browser's end and not its own, and what is chosen in a private window stays there. The proof
 * is what the server saw of the widget.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { awake, browsers, openProtected } from './bystander.js';
import { noRulesLeft } from './choosing.js';
import { html, startInternet } from './internet/index.js';
import { chooseIn, placeholder, press } from './placeholder.js';
import { endAt, ends, endsWhileStopped, noneIsPrivate } from './stored-ends.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./internet/index.js').Internet} Internet */
/** @typedef {import('./drivers/index.js').TestBrowser} TestBrowser */

const NEWS = 'https://news.example/article';
const OTHER = 'https://news.example/elsewhere';
const TOWN = 'https://town.example/article';
const VIDEO = 'YouTube: Embedded video';
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Longer than it takes to see that an end was moved, and to close a browser. */
const SOON_MS = 6_000;

const article = html`<!doctype html><html lang="en"><meta charset="utf-8"><title>Article</title><link rel="icon" href="data:,">
  <iframe width="560" height="315" src="https://www.youtube.com/embed/abc123"></iframe>
  <script type="module">import { lastWords } from '/last-words.js'; lastWords()</script></html>`;
/**
 * The next page arrives when the browser has no rule left for the page that was left: it has ended at the navigation's
 * beginning, or the page never comes. Without waiting, a page of the loopback would race what ends in a few milliseconds.
 * @type {() => Promise<void>}
 */
let beforeArticle = async () => {};
const answer = async () => {
  await beforeArticle();
  return article;
};
const sites = {
  'news.example': { '/article': answer, '/elsewhere': answer },
  'town.example': { '/article': article },
  'www.youtube.com': { '/embed/*': html`<!doctype html><title>Video</title><p>The video plays.</p>` },
};

for (const name of browsers) {
  describe(`what is let load for a time in ${name}`, () => {
    /** @type {Internet} */
    let internet;
    /** @type {TestBrowser} */
    let browser;
    /** @type {Page} */
    let page;

    before(async () => {
      internet = await startInternet({ sites });
      browser = await openProtected(name, { internet });
      page = await browser.open('about:blank');
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    /** @type {Record<string, () => Promise<unknown>>} */
    const leavings = {
      'when the page is loaded again': () => page.reload(),
      'when the person goes to another page of the site': () => page.goto(OTHER),
      'when they come back from there': async () => {
        await page.goto(OTHER);
        await internet.done(OTHER);
        internet.forget();
        await page.goto(NEWS);
      },
    };
    for (const [when, leave] of Object.entries(leavings)) {
      it(`once ends ${when}`, async () => {
        await page.goto(NEWS);
        internet.forget();
        await press(browser, page, VIDEO, { does: 'load' });
        await seenOnce(internet, 'the control: once');
        internet.forget();
        beforeArticle = () => noRulesLeft(browser);
        await leave();
        beforeArticle = async () => {};
        await isHeld(internet, browser, page);
      });
    }

    it('once never was in another tab of the site', async () => {
      await page.goto(NEWS);
      internet.forget();
      await press(browser, page, VIDEO, { does: 'load' });
      await seenOnce(internet, 'the control: once');
      internet.forget();
      const other = await browser.open(NEWS);
      await isHeld(internet, browser, other);
      await other.close();
      await page.bringToFront();
    });

    it('an hour is an hour, on every page of the site', async () => {
      await page.goto(NEWS);
      internet.forget();
      const began = Date.now();
      await chooseIn(browser, page, VIDEO, { identity: 'without', lasting: 'hour' });
      await seenOnce(internet, 'the control: chosen');
      const [until = 0] = await ends(browser, 'news.example');
      assert.ok(until >= began + HOUR_MS && until <= Date.now() + HOUR_MS, `it ends at ${until}`);
      internet.forget();
      await page.goto(OTHER);
      await seenOnce(internet, 'the control: within the hour');
    });

    it('an hour ends while the background is dead', async () => {
      const [hour = 0] = await ends(browser, 'news.example');
      await page.goto('about:blank');
      await endsWhileStopped(browser, 'news.example', hour);
      await noRulesLeft(browser);
      internet.forget();
      await page.goto(NEWS);
      await isHeld(internet, browser, page);
    });
  });

  describe(`what is let load for a day in ${name}`, () => {
    /** @type {Internet} */
    let internet;
    /** @type {TestBrowser} */
    let browser;

    before(async () => {
      internet = await startInternet({ sites });
      browser = await openProtected(name, { internet, permanent: true });
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('holds after the browser was closed, unless its end came meanwhile', async () => {
      for (const address of [NEWS, TOWN]) {
        internet.forget();
        const began = Date.now();
        const page = await browser.open(address);
        await chooseIn(browser, page, VIDEO, { identity: 'without', lasting: 'day' });
        await seenOnce(internet, 'the control: chosen');
        const [until = 0] = await ends(browser, new URL(address).hostname);
        assert.ok(until >= began + DAY_MS && until <= Date.now() + DAY_MS, `it ends at ${until}`);
      }
      const end = Date.now() + SOON_MS;
      await endAt(browser, 'town.example', end);
      assert.deepEqual(await ends(browser, 'town.example'), [end], 'the control: kept when it closes');

      internet.forget();
      const first = await browser.relaunch({ url: TOWN, meanwhile: () => clockShows(end) });
      await internet.done(TOWN);
      assert.deepEqual(widgets(internet), [], 'the browser’s first page');
      await awake(browser);
      internet.forget();
      await first.goto(TOWN);
      await isHeld(internet, browser, first);
      assert.deepEqual(await ends(browser, 'town.example'), []);
      assert.equal((await ends(browser, 'news.example')).length, 1);
      internet.forget();
      await first.goto(NEWS);
      await seenOnce(internet, 'what has time left');
    });
  });

  describe(`what is let load in a private window of ${name}`, () => {
    /** @type {Internet} */
    let internet;
    /** @type {TestBrowser} */
    let browser;

    before(async () => {
      internet = await startInternet({ sites });
      browser = await openProtected(name, { internet, privateWindows: true });
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    for (const lasting of ['once', 'hour', 'day']) {
      it(`holds there, in no normal window, and is gone with it: ${lasting}`, async () => {
        // Firefox opens a tab in the window in front.
        const normal = await browser.open('about:blank');
        internet.forget();
        const secret = await browser.openPrivate(NEWS);
        await isHeld(internet, browser, secret);
        await chooseIn(browser, secret, VIDEO, { identity: 'without', lasting });
        await seenOnce(internet, 'the control: chosen');
        if (lasting !== 'once') {
          internet.forget();
          await secret.goto(OTHER);
          await seenOnce(internet, 'there');
        }

        internet.forget();
        await normal.bringToFront();
        await normal.goto(NEWS);
        await isHeld(internet, browser, normal);
        const kept = await browser.inExtension(async () => ({
          stored: await chrome.storage.local.get(null),
          alarms: await chrome.alarms.getAll(),
          rules: (await chrome.declarativeNetRequest?.getDynamicRules?.()) ?? [],
        }));
        assert.doesNotMatch(JSON.stringify(kept), /news\.example|youtube/i);
        assert.deepEqual([kept.alarms, kept.rules], [[], []]);

        await secret.close();
        await noneIsPrivate(browser);
        internet.forget();
        const again = await browser.openPrivate(NEWS);
        await isHeld(internet, browser, again);
        await again.close();
        await normal.close();
        await noneIsPrivate(browser);
      });
    }
  });
}

/**
 * The placeholder is there, and of the widget the server saw nothing.
 * @param {Internet} internet
 * @param {TestBrowser} browser
 * @param {Page} page
 */
async function isHeld(internet, browser, page) {
  await placeholder(browser, page, VIDEO);
  await internet.done(page.url());
  assert.deepEqual(widgets(internet), [], page.url());
}

/** Resolves when that is past. @param {number} time */
async function clockShows(time) {
  while (Date.now() <= time) await new Promise((later) => setTimeout(later, time - Date.now() + 1));
}

/**
 * The widget was asked for, once, and without Cookie.
 * @param {Internet} internet
 * @param {string} what
 */
async function seenOnce(internet, what) {
  await internet.seen(({ path }) => path.startsWith('/embed/'));
  assert.deepEqual(widgets(internet), ['no Cookie'], what);
}

/** @param {Internet} internet */
function widgets(internet) {
  return internet
    .requestsTo('www.youtube.com', '/embed/')
    .map(({ headers }) => headers.cookie ?? 'no Cookie');
}
