/** The drivers themselves, tried with a toy extension in both browsers. What the real extension does is tested elsewhere. */

import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { html, pixel, startInternet } from '../internet/index.js';
import { openBrowser } from './index.js';
import { makeTemporaryDirectory } from './temporary-directory.js';
import { BLOCKED, writeToyExtension } from './toy-extension.js';

/** @typedef {import('./index.js').TestBrowser} TestBrowser */
/** @typedef {import('../internet/index.js').Internet} Internet */

const PAGE = 'https://shop.example/';

const shop = html`<!doctype html><title>Shop</title>
  <img src="${BLOCKED}" alt=""><img src="https://cdn.shop.example/own.gif" alt="">
  <script type="module">import { lastWords } from '/last-words.js'; lastWords();</script>`;

for (const name of /** @type {const} */ (['firefox', 'chromium'])) {
  describe(`the ${name} driver`, () => {
    /** @type {Internet} */
    let internet;
    /** @type {import('./temporary-directory.js').TemporaryDirectory} */
    let home;
    /** @type {string} */
    let extension;

    before(async () => {
      internet = await startInternet({
        sites: {
          'shop.example': { '/': shop },
          'cdn.shop.example': { '/own.gif': pixel() },
          'tracker.example': { '/pixel': pixel() },
        },
      });
      home = await makeTemporaryDirectory('bystander-toy-');
      extension = join(home.path, 'toy');
      await writeToyExtension(extension, name);
    });
    after(async () => {
      await internet.close();
      await home.remove();
    });

    describe('with an extension loaded for the session', () => {
      /** @type {TestBrowser} */
      let browser;
      before(async () => {
        browser = await openBrowser(name, { internet, extension, theme: 'dark' });
      });
      after(() => browser.close());

      it('lets the extension act on a page', async () => {
        internet.forget();
        await browser.open(PAGE);
        await internet.done(PAGE);
        assert.equal(internet.requestsTo('cdn.shop.example').length, 1);
        assert.equal(internet.requestsTo('tracker.example').length, 0);
      });

      it('tells the id of each tab, also of two that show the same page', async () => {
        const pages = [
          await browser.open(`${PAGE}?first`),
          await browser.open(PAGE),
          await browser.open(PAGE),
        ];
        /** @type {number[]} */
        const ids = [];
        for (const page of pages) ids.push(await browser.tabId(page));
        const tabs = await browser.inExtension(() => chrome.tabs.query({}));
        assert.equal(new Set(ids).size, 3);
        assert.equal(tabs.find(({ id }) => id === ids[0])?.url, `${PAGE}?first`);
        assert.equal(tabs.find(({ id }) => id === ids[2])?.url, PAGE);
      });

      it('shows a page of the extension in a tab', async () => {
        const page = await browser.extensionPage('popup.html?tabId=7');
        await page.waitForFunction(() => document.querySelector('#state')?.textContent === 'Ready.');
        assert.equal(await page.evaluate(() => location.search), '?tabId=7');
      });

      it('works the real popup: reads it, clicks in it, draws it and closes it', async () => {
        const page = await browser.open(PAGE);
        const popup = await browser.openPopup(page);
        await popup.waitFor(() => document.querySelector('#state')?.textContent === 'Ready.');
        await popup.click('#press');
        await popup.waitFor(() => document.querySelector('#state')?.textContent !== 'Ready.');
        const text = await popup.text();
        assert.match(text, /Pressed over https:\/\/shop\.example\//);
        assert.doesNotMatch(text, /Unseen/);
        const answers = [1, 2, 3].map((n) => popup.evaluate((a, b) => `${document.title} ${a + b}`, n, 2));
        assert.deepEqual(await Promise.all(answers), ['Toy 3', 'Toy 4', 'Toy 5']);
        const picture = join(home.path, 'popup.png');
        await popup.screenshot(picture);
        assert.ok((await stat(picture)).size > 500);
        await popup.close();
        await assert.rejects(popup.text());
      });

      it('survives a popup that closes itself, and can open it again', async () => {
        const first = await browser.openPopup();
        await first.waitFor(() => document.querySelector('#state')?.textContent === 'Ready.');
        await first.click('#leave');
        const second = await browser.openPopup();
        await second.waitFor(() => document.querySelector('#state')?.textContent === 'Ready.');
        await second.close();
      });

      it('tells what was wrong when a wait in the popup fails', async () => {
        const popup = await browser.openPopup();
        await assert.rejects(popup.waitFor(() => document.querySelector('#nowhere'), { within: 50 }));
        await assert.rejects(popup.click('#nowhere'), /nowhere/);
        await popup.close();
      });

      it('shows pages and popup in the theme that was asked for', async () => {
        const isDark = () => matchMedia('(prefers-color-scheme: dark)').matches;
        const page = await browser.open(PAGE);
        assert.equal(await page.evaluate(isDark), true);
        const popup = await browser.openPopup(page);
        assert.equal(await popup.evaluate(isDark), true);
        await popup.close();
      });

      it('stops the background, which wakes again for an event', async () => {
        await browser.inExtension(() => chrome.runtime.sendMessage('how often?'));
        assert.equal(await browser.backgroundState(), 'running');
        await browser.stopBackground();
        assert.equal(await browser.backgroundState(), 'stopped');
        await browser.stopBackground();
        const starts = await browser.inExtension(() => chrome.runtime.sendMessage('how often?'));
        assert.equal(starts, 2);
        assert.equal(await browser.backgroundState(), 'running');
      });

      it('says why it cannot relaunch', async () => {
        await assert.rejects(browser.relaunch(), /permanent: true/);
      });
    });

    it('relaunches with a permanent extension that acts on the first page and remembers', async () => {
      const browser = await openBrowser(name, { internet, extension, permanent: true });
      try {
        await browser.inExtension(() => chrome.storage.local.set({ kept: 'yes' }));
        for (const _ of ['once', 'twice']) {
          internet.forget();
          const page = await browser.relaunch({ url: PAGE });
          await internet.done(PAGE);
          assert.equal(page.url(), PAGE);
          assert.equal(internet.requestsTo('cdn.shop.example').length, 1);
          assert.equal(internet.requestsTo('tracker.example').length, 0);
          assert.deepEqual(await browser.inExtension(() => chrome.storage.local.get('kept')), {
            kept: 'yes',
          });
        }
      } finally {
        await browser.close();
      }
    });

    it('lets an extension into private windows, if so asked', async () => {
      const browser = await openBrowser(name, { internet, extension, privateWindows: true });
      try {
        internet.forget();
        const page = await browser.openPrivate(PAGE);
        await internet.done(PAGE);
        assert.equal(internet.requestsTo('cdn.shop.example').length, 1);
        assert.equal(internet.requestsTo('tracker.example').length, 0);
        const id = await browser.tabId(page);
        const tab = await browser.inExtension((id) => chrome.tabs.get(id), id);
        assert.equal(tab.incognito, true);
      } finally {
        await browser.close();
      }
    });

    it('leaves http alone, and sees WebSockets and beacons', async () => {
      const browser = await openBrowser(name, { internet });
      try {
        internet.forget();
        internet.serve('shop.example', { '/plain': html`<!doctype html><title>Plain</title>` });
        const page = await browser.open('http://shop.example/plain');
        await page.evaluate(() => {
          new WebSocket('wss://chat.example/room?secure');
          new WebSocket('ws://chat.example/room?plain');
          navigator.sendBeacon('https://tracker.example/beacon', 'body of the beacon');
        });
        const beacon = await internet.seen(({ path }) => path === '/beacon');
        await internet.seen(
          ({ url, headers }) => url === 'https://chat.example/room?secure' && !!headers.upgrade,
        );
        await internet.seen(
          ({ url, headers }) => url === 'http://chat.example/room?plain' && !!headers.upgrade,
        );
        assert.equal(beacon.body, 'body of the beacon');
        assert.equal(internet.requestsTo('shop.example', '/plain')[0]?.url, 'http://shop.example/plain');
      } finally {
        await browser.close();
      }
    });
  });
}
