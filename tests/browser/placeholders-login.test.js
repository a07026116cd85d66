/**
 * Logging in by a network whose script is held back: the page's own button works as far as a question, which is asked in
 * words about logging in; on a yes the real script loads, and what the page called on it is called again. A page that
 * calls by itself, without a press, asks nothing of anybody.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browsers, openProtected, says } from './bystander.js';
import { sites as networkSites } from './embeds/index.js';
import { MEMBER, memberAt } from './embeds/made.js';
import { html, startInternet } from './internet/index.js';
import { placeholder, press } from './placeholder.js';

/** @typedef {import('puppeteer-core').Page} Page */

const CONFIRM = 'confirm/confirm.html';
const SDK = 'https://connect.facebook.net/en_US/sdk.js';
const GSI = 'https://accounts.google.com/gsi/client';
const DIALOG = 'https://www.facebook.com/dialog/oauth?display=popup';

/** A page whose errors are noted. @param {string} body */
const pageOf = (
  body,
) => html`<!doctype html><html lang="en"><meta charset="utf-8"><title>Login</title><link rel="icon" href="data:,">
  <script>window.errors = []; onerror = (message) => { errors.push(message) }; onunhandledrejection = ({ reason }) => { errors.push(String(reason)) }</script>
  <body style="margin: 40px">${body}
  <script type="module">import { lastWords } from '/last-words.js'; lastWords()</script></body></html>`;

/** @param {string} ready what the page does when the script is there */
const facebook = (ready) => `<button id="login">Log in with Facebook</button>
  <div class="fb-login-button"></div>
  <script>
    window.ready = 0;
    window.fbAsyncInit = function () {
      FB.init({ appId: '1234567890123456', xfbml: true, version: 'v19.0' });
      ${ready}
      window.ready += 1;
    };
  </script>
  <script async defer src="${SDK}"></script>`;

const sites = {
  ...networkSites,
  'www.facebook.com': {
    ...networkSites['www.facebook.com'],
    '/dialog/oauth': html`<!doctype html><title>Log in</title><link rel="icon" href="data:,">`,
  },
  'press.example': {
    '/': pageOf(
      facebook("document.getElementById('login').onclick = () => FB.login(() => { window.answered = true })"),
    ),
  },
  'alone.example': { '/': pageOf(facebook('FB.login()')) },
  'google.example': {
    '/': pageOf(`<div id="place"></div><script src="${GSI}"></script>
      <script>
        google.accounts.id.initialize({ client_id: '123' });
        google.accounts.id.renderButton(document.getElementById('place'), { theme: 'outline' });
      </script>`),
  },
};

for (const name of browsers) {
  describe(`logging in, in ${name}`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;

    before(async () => {
      internet = await startInternet({ sites });
      browser = await openProtected(name, { internet });
      const page = await browser.open('about:blank');
      // It stays open: after it was closed, Chromium’s requests were seen without these cookies.
      await page.browserContext().setCookie(...Object.keys(networkSites).map(memberAt));
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('a page that calls the login by itself opens nothing, and throws nothing', async () => {
      const page = await opened('https://alone.example/');
      await page.waitForFunction('ready === 1');
      await placeholder(browser, page, 'Facebook: Login');
      await isHeld(page);
      await page.close();
    });

    it('the page’s own button asks the person, who declines: all stays held', async () => {
      const page = await opened('https://press.example/');
      const window = await asked(page);
      await answer(window, 'no');
      await page.bringToFront();
      await isHeld(page);
      await page.close();
    });

    it('the page’s own button asks the person, who says yes: it calls the real login from then on', async () => {
      const page = await opened('https://press.example/');
      const window = await asked(page);
      await answer(window, 'with');
      await says(window, 'Press the site’s button once more');
      await answer(window, 'no');
      await page.bringToFront();
      await page.waitForFunction('ready === 2');
      assert.deepEqual(
        cookiesOf((url) => url === SDK),
        [MEMBER],
      );
      const frame = await internet.seen(({ path }) => path.endsWith('/plugins/login_button.php'));
      assert.match(String(frame.headers.cookie), new RegExp(`\\b${MEMBER}\\b`));
      assert.equal(await page.evaluate('window.answered'), undefined);
      assert.equal(
        internet.log.some(({ url }) => url === DIALOG),
        false,
        'nobody pressed yet',
      );
      await page.click('#login');
      const dialog = await internet.seen(({ url }) => url === DIALOG);
      assert.match(String(dialog.headers.cookie), new RegExp(`\\b${MEMBER}\\b`));
      await page.waitForFunction('window.answered === true');
      assert.deepEqual(await page.evaluate('errors'), []);
      await page.close();
    });

    it('Google’s button, which the page’s script draws, has a placeholder where it is to be', async () => {
      const page = await opened('https://google.example/');
      const seen = await placeholder(browser, page, 'Google: ');
      const place = await page.evaluate(() => {
        const original = document.getElementById('place');
        return [original?.style.display, original?.nextElementSibling?.getBoundingClientRect().x];
      });
      assert.deepEqual(place, ['none', seen.box.x]);
      await isHeld(page);
      await press(browser, page, 'Google: ', { does: 'login' });
      const window = await browser.opened(CONFIRM);
      await says(window, 'Log in with Google on google\\.example\\?');
      assert.deepEqual(askedOfNetworks(), []);
      await answer(window, 'with');
      await internet.seen(({ path }) => path === '/gsi/button');
      assert.deepEqual(
        cookiesOf((url) => url === GSI),
        [MEMBER],
      );
      assert.deepEqual(
        cookiesOf((url) => url.includes('/gsi/button')).map((cookie) => cookie.includes(MEMBER)),
        [true],
      );
      assert.deepEqual(await page.evaluate('errors'), []);
      await page.close();
    });

    /** @param {string} url */
    async function opened(url) {
      internet.forget();
      const page = await browser.open(url);
      await internet.done(url);
      return page;
    }

    /** Presses the page's own button. @param {Page} page */
    async function asked(page) {
      await page.waitForFunction('ready === 1');
      await placeholder(browser, page, 'Facebook: Login');
      await page.click('#login');
      const window = await browser.opened(CONFIRM);
      await says(window, 'Log in with Facebook on press\\.example\\?');
      await says(window, 'To log you in, Meta has to know you');
      assert.deepEqual(await page.evaluate('errors'), []);
      assert.deepEqual(askedOfNetworks(), []);
      return window;
    }

    /** Nobody is asked, nothing thrown, and of the networks nothing asked for. @param {Page} page */
    async function isHeld(page) {
      internet.forget();
      await page.evaluate(async () => {
        const { lastWords } = await import(/** @type {string} */ ('/last-words.js'));
        await lastWords();
      });
      await internet.done(page.url());
      assert.deepEqual(await page.evaluate('errors'), []);
      assert.deepEqual(askedOfNetworks(), []);
      const questions = await browser.inExtension(async () => {
        const stored = await chrome.storage.session.get('questions');
        return /** @type {unknown[]} */ (stored.questions ?? []).length;
      });
      assert.equal(questions, 0);
    }

    function askedOfNetworks() {
      const fromPages = internet.log.filter(({ headers }) => headers['sec-fetch-site'] === 'cross-site');
      return fromPages.filter(({ host }) => host in networkSites).map(({ url }) => url);
    }

    /** @param {(url: string) => boolean} is */
    function cookiesOf(is) {
      return internet.log.filter(({ url }) => is(url)).map(({ headers }) => headers.cookie ?? 'no Cookie');
    }

    /** @param {Page} window @param {string} which */
    async function answer(window, which) {
      await window.waitForSelector(`[data-answer=${which}]:not([disabled])`);
      // The window may close before the click is reported as done.
      await window.click(`[data-answer=${which}]`).catch(() => {});
      if (which === 'no') await browser.shut(CONFIRM);
    }
  });
}
