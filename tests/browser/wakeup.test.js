/**
 * What the death of the background may not cost: the next page's first tracker is stopped all the same, and what was
 * written down of open tabs is still there. Then the same for the death of the whole browser.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { awake, browsers, openProtected, says, stopped } from './bystander.js';
import { DEMO_URL } from './demo/site.js';
import { html, startInternet, text } from './internet/index.js';

/** A page whose very first subresource is a tracker. */
const FIRST = 'https://first.example/';
/** A page whose only tracker is a frame, which names the page around it and none of its own. */
const FRAMED = 'https://framed.example/';
/** A page that asks for nothing more, not even an icon, once it has loaded. */
const QUIET = 'https://quiet.example/';
const sites = {
  'first.example': {
    '/': html`<!doctype html><title>First</title>
      <script src="https://www.google-analytics.com/analytics.js"></script>
      <script src="https://bat.bing.com/bat.js"></script>
      <script>addEventListener('load', () => fetch('/own').then(() => navigator.sendBeacon('/done', location.href)))</script>`,
    '/own': text('text/plain', 'own'),
    '/done': text('text/plain', ''),
  },
  'quiet.example': {
    '/': html`<!doctype html><title>Quiet</title><link rel="icon" href="data:,">`,
  },
  'framed.example': {
    '/': html`<!doctype html><title>Framed</title>
      <iframe src="https://ad.doubleclick.net/activityi;src=1"></iframe>
      <script>addEventListener('load', () => fetch('/own').then(() => navigator.sendBeacon('/done', location.href)))</script>`,
    '/own': text('text/plain', 'own'),
    '/done': text('text/plain', ''),
  },
};

for (const name of browsers) {
  describe(`${name} after the background was stopped`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;

    before(async () => {
      internet = await startInternet({ sites });
      browser = await openProtected(name, { internet });
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('stops the first tracker of the next page, and still knows what it stopped before', async () => {
      const page = await browser.open(DEMO_URL);
      await internet.done(DEMO_URL);
      const before = await ledgerOf(page);
      assert.ok(before.length > 0, 'nothing was stopped on the newspaper');

      const next = await openAsleep();
      await next.goto(FIRST);
      await internet.seen(({ host, path }) => host === 'first.example' && path === '/done');
      assert.deepEqual(
        internet.requestsTo('www.google-analytics.com').map(({ url }) => url),
        [],
      );
      assert.deepEqual(
        internet.requestsTo('bat.bing.com').map(({ url }) => url),
        [],
      );
      assert.deepEqual(await ledgerOf(page), before);
      assert.deepEqual((await ledgerOf(next)).map(({ company }) => company).sort(), ['Google', 'Microsoft']);
    });

    it('writes down a frame that was stopped on the page that woke it', async () => {
      const page = await openAsleep();
      await page.goto(FRAMED);
      await internet.seen(({ host, path }) => host === 'framed.example' && path === '/done');
      assert.deepEqual(
        internet.requestsTo('ad.doubleclick.net').map(({ url }) => url),
        [],
      );
      assert.deepEqual(await ledgerOf(page), [{ company: 'Google', done: '1 blocked' }]);
    });

    /** A tab that was open before the background stopped: a new one would wake it before the page does. */
    async function openAsleep() {
      const page = await browser.open(QUIET);
      await stopped(browser);
      internet.forget();
      return page;
    }

    /**
     * What a person reads of a page: each company with what was done.
     * @param {import('puppeteer-core').Page} page
     */
    async function ledgerOf(page) {
      const popup = await browser.extensionPage(`popup/popup.html?tabId=${await browser.tabId(page)}`);
      await says(popup, 'Stopped \\d+ requests?');
      const rows = await popup.$$eval('section[data-kind="companies"] details.group', (all) =>
        all.map((details) => ({
          company: details.querySelector('.name')?.firstChild?.textContent ?? '',
          done: details.querySelector('.done')?.textContent ?? '',
        })),
      );
      await popup.close();
      return rows;
    }
  });

  describe(`${name} started anew with Bystander installed`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;

    before(async () => {
      internet = await startInternet({ sites });
      browser = await openProtected(name, { internet, permanent: true });
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('lets nothing leak on the first page', async () => {
      internet.forget();
      await browser.relaunch({ url: FIRST });
      await internet.seen(({ host, path }) => host === 'first.example' && path === '/done', {
        within: 60_000,
      });
      assert.deepEqual(
        internet.requestsTo('www.google-analytics.com').map(({ url }) => url),
        [],
      );
      assert.deepEqual(
        internet.requestsTo('bat.bing.com').map(({ url }) => url),
        [],
      );
    });

    it('keeps an exception over a restart', async () => {
      await awake(browser);
      const page = await browser.open(FIRST);
      const popup = await browser.openPopup(page);
      await popup.waitFor(
        () => document.querySelector('[role=switch]')?.getAttribute('aria-checked') === 'true',
      );
      await popup.click('[role=switch]');
      await popup.waitFor(
        () => document.querySelector('[role=switch]')?.getAttribute('aria-checked') === 'false',
      );
      await popup.close();

      internet.forget();
      await browser.relaunch({ url: FIRST });
      await internet.seen(({ host, path }) => host === 'first.example' && path === '/done', {
        within: 60_000,
      });
      assert.ok(
        internet.requestsTo('bat.bing.com').length > 0,
        'the excepted site was protected after the restart',
      );
    });
  });
}
