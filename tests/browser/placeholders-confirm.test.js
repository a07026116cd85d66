/**
 * The page of a question: where a person says whether a widget may know them, or may load for good. It opens by a choice in
 * a placeholder; what it says is true, and what is answered there is what the server sees. Its photographs are left in
 * target/looks/.
 */

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { violationsIn } from './accessible.js';
import { browsers, openProtected, says } from './bystander.js';
import { html, script, startInternet, withCookies } from './internet/index.js';
import { chooseIn, placeholder, press } from './placeholder.js';

/** @typedef {import('puppeteer-core').Page} Page */

const CONFIRM = 'confirm/confirm.html';
const PHOTOGRAPHS = new URL('../../target/looks/', import.meta.url).pathname;
const PAGE = 'https://news.example/article';
const LEFT = 'https://news.example/elsewhere';
const VIDEO = 'YouTube';
const IN_SIGHT_MS = 600;

const sites = {
  'news.example': {
    '/article': html`<!doctype html><html lang="en"><meta charset="utf-8"><title>Article</title><link rel="icon" href="data:,">
      <iframe width="560" height="315" src="https://www.youtube.com/embed/abc123"></iframe>
      <div class="fb-login-button"></div>
      <script async src="https://connect.facebook.net/en_US/sdk.js"></script></html>`,
    '/elsewhere': html`<!doctype html><title>Elsewhere</title><link rel="icon" href="data:,">`,
  },
  'www.youtube.com': {
    '/': withCookies(html`<!doctype html><title>YouTube</title>`, { SID: 'me' }),
    '/embed/*': html`<!doctype html><title>Video</title><p>The video plays.</p>`,
  },
  'connect.facebook.net': { '/en_US/sdk.js': script(() => {}) },
};

for (const name of browsers) {
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    describe(`A question in ${name}, ${theme}`, () => {
      /** @type {import('./internet/index.js').Internet} */
      let internet;
      /** @type {import('./drivers/index.js').TestBrowser} */
      let browser;

      before(async () => {
        await mkdir(PHOTOGRAPHS, { recursive: true });
        internet = await startInternet({ sites });
        browser = await openProtected(name, { internet, theme });
        await (await browser.open('https://www.youtube.com/')).close();
      });
      after(async () => {
        await browser?.close();
        await internet.close();
      });

      for (const [lasting, chosen] of Object.entries({ once: 'Once', always: 'Always' })) {
        it(`says whom it is about, and how long: ${chosen}`, async () => {
          const { page, window } = await asked({ identity: 'with', lasting });
          await says(window, 'Let YouTube know you on news\\.example\\?');
          await says(window, 'Google can tell that it is you who reads news\\.example');
          await says(window, 'by its cookies: VISITOR_INFO1_LIVE');
          assert.equal(await checked(window), chosen);
          await photographed(window, `with-${lasting}`);
          await answer(window, 'no');
          await nothingLoaded(page);
        });
      }

      it('about a widget that is to load always says that nobody is told who', async () => {
        const { page, window } = await asked({ identity: 'without', lasting: 'always' });
        await says(window, 'Let YouTube load on news\\.example\\?');
        await says(window, 'without telling who you are');
        assert.deepEqual(await answers(window), ['without', 'no']);
        await photographed(window, 'without');
        await answer(window, 'no');
        await nothingLoaded(page);
      });

      it('about a login speaks of logging in, and loads its script on a yes', async () => {
        const page = await opened();
        await press(browser, page, 'Facebook', { does: 'login' });
        const window = await browser.opened(CONFIRM);
        await says(window, 'Log in with Facebook on news\\.example\\?');
        await says(window, 'To log you in, Meta has to know you');
        assert.deepEqual(await answers(window), ['with', 'no']);
        await photographed(window, 'login');
        assert.deepEqual(internet.requestsTo('connect.facebook.net'), []);
        await window.waitForSelector('[data-answer=with]:not([disabled])');
        await window.click('[data-answer=with]');
        await says(window, 'Press the site’s button once more');
        await internet.seen(({ host }) => host === 'connect.facebook.net');
        await answer(window, 'no');
        await page.close();
      });

      if (theme === 'dark') return;

      it('is over with Escape, and loads nothing', async () => {
        const { page, window } = await asked({ identity: 'with', lasting: 'day' });
        await says(window, 'Let YouTube know you');
        // The window may close before the press is reported as done.
        await window.keyboard.press('Escape').catch(() => {});
        await browser.shut(CONFIRM);
        await nothingLoaded(page);
      });

      it('takes no yes before it was in sight for a while, nor out of sight', async () => {
        const { page, window } = await asked({ identity: 'with', lasting: 'hour' });
        await window.close();
        const [id] = await questions();
        const tab = await browser.extensionPage(`${CONFIRM}?id=${id}`);
        await tab.waitForSelector('[data-answer=with]:not([disabled])');
        await page.bringToFront();
        await tab.waitForSelector('[data-answer=with][disabled]');
        await tab.evaluate(watchSight);
        await tab.bringToFront();
        await tab.waitForSelector('[data-answer=with]:not([disabled])');
        const { visible, enabled } = await tab.evaluate(() => Reflect.get(window, 'sight'));
        assert.ok(enabled - visible >= IN_SIGHT_MS - 10, `${enabled - visible} ms after it came into sight`);
        assert.deepEqual(loads(), []);
        await answer(tab, 'no');
        await nothingLoaded(page);
      });

      it('answered with yes loads the widget, which knows the person', async () => {
        const { page, window } = await asked({ identity: 'with', lasting: 'once' });
        await answer(window, 'with');
        await loaded();
        assert.deepEqual(loads(), ['SID=me']);
        await page.close();
      });

      it('answered with less loads the widget, which does not know the person', async () => {
        const { page, window } = await asked({ identity: 'with', lasting: 'once' });
        await answer(window, 'without');
        await loaded();
        assert.deepEqual(loads(), [undefined]);
        await page.close();
      });

      it('of a page that is left has nothing to answer any more', async () => {
        const { page, window } = await asked({ identity: 'with', lasting: 'hour' });
        await window.waitForSelector('[data-answer=with]:not([disabled])');
        await page.goto(LEFT);
        await window.bringToFront();
        await window.waitForSelector('[data-answer=with]:not([disabled])');
        await window.click('[data-answer=with]');
        await says(window, 'There is nothing to answer any more');
        await photographed(window, 'gone');
        await window.click('[data-answer=no]').catch(() => {});
        await browser.shut(CONFIRM);
        await page.goto(PAGE);
        await placeholder(browser, page, VIDEO);
        assert.deepEqual(loads(), []);
        await page.close();
      });

      it('answered for an hour holds when the page is loaded again', async () => {
        const { page, window } = await asked({ identity: 'with', lasting: 'hour' });
        await answer(window, 'with');
        await loaded();
        internet.forget();
        await page.reload();
        await loaded();
        assert.deepEqual(loads(), ['SID=me']);
        await page.close();
      });

      async function opened() {
        internet.forget();
        const page = await browser.open(PAGE);
        await placeholder(browser, page, VIDEO);
        return page;
      }

      /** @param {{ identity: 'with' | 'without', lasting: string }} choice */
      async function asked(choice) {
        const page = await opened();
        await chooseIn(browser, page, VIDEO, choice);
        return { page, window: await browser.opened(CONFIRM) };
      }

      /** @param {Page} window @param {string} which */
      async function answer(window, which) {
        await window.waitForSelector(`[data-answer=${which}]:not([disabled])`);
        // The window may close before the click is reported as done.
        await window.click(`[data-answer=${which}]`).catch(() => {});
        await browser.shut(CONFIRM);
      }

      async function loaded() {
        await internet.seen(({ path }) => path.startsWith('/embed/'));
      }

      /** As whom the widget was asked for. */
      function loads() {
        return internet.requestsTo('www.youtube.com', '/embed/').map(({ headers }) => headers.cookie);
      }

      /** What came of the answer came before the page says its last words. @param {Page} page */
      async function nothingLoaded(page) {
        await page.bringToFront();
        await page.evaluate(async () => {
          const { lastWords } = await import(/** @type {string} */ ('/last-words.js'));
          await lastWords();
        });
        await internet.done(PAGE);
        assert.deepEqual(loads(), []);
        assert.deepEqual(await questions(), []);
        await page.close();
      }

      /** @returns {Promise<string[]>} the ids of those that are open */
      function questions() {
        return browser.inExtension(async () => {
          const { questions: all = [] } = await chrome.storage.session.get('questions');
          return /** @type {{ question: { id: string } }[]} */ (all).map(({ question }) => question.id);
        });
      }

      /** @param {Page} window @param {string} state */
      async function photographed(window, state) {
        await window.waitForFunction(() => !document.querySelector('button[disabled]'));
        await window.setViewport({ width: 460, height: 560 });
        assert.deepEqual(await violationsIn(window), []);
        // All answers are in sight, however small a window the person's screen allows.
        await window.setViewport({ width: 360, height: 320 });
        assert.deepEqual(await window.evaluate(outOfSight), []);
        await window.setViewport({ width: 460, height: 560 });
        await browser.screenshot(window, `${PHOTOGRAPHS}${name}-${theme}-confirm-${state}.png`);
      }
    });
  }
}

/** @param {Page} window */
function checked(window) {
  return window.$eval('label:has(:checked)', (label) => /** @type {HTMLElement} */ (label).innerText.trim());
}

/** @param {Page} window */
function answers(window) {
  return window.$$eval('[data-answer]', (all) => all.map((button) => button.getAttribute('data-answer')));
}

/** Runs in the page of a question: notes when it came into sight, and when a yes counted. */
function watchSight() {
  /** @type {Record<string, number>} */
  const times = {};
  Reflect.set(window, 'sight', times);
  document.addEventListener('visibilitychange', () => {
    times.visible = performance.now();
  });
  new MutationObserver(() => {
    times.enabled = performance.now();
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['disabled'] });
}

/** Runs in the page of a question. @returns {string[]} answers that are not to be seen whole without scrolling */
function outOfSight() {
  return [...document.querySelectorAll('button')]
    .filter((button) => {
      const { bottom, right, top } = button.getBoundingClientRect();
      return top < 0 || bottom > innerHeight || right > innerWidth;
    })
    .map(({ innerText }) => innerText);
}
