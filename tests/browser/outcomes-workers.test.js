/**
 * Requests that belong to no tab: what a site's service worker and shared worker ask for is stopped or stripped, and
 * counts once, on a page of that site.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browsers, openProtected, stopped } from './bystander.js';
import { openBrowser } from './drivers/index.js';
import { html, pixel, startInternet, text } from './internet/index.js';
import { lists } from './ledger-rows.js';

/** @typedef {import('puppeteer-core').Page} Page */

const BLOCKED = 'https://bat.bing.com/action/0?ti=1';
/** Of a company whose requests are stripped. */
const STRIPPED = 'https://www.facebook.com/parts/worker.json';
const ORDINARY = 'https://cdn.example/parts/worker.json';
const WORKING = 'https://working.example/';
const ELSEWHERE = 'https://elsewhere.example/';

const quiet = html`<!doctype html><title>Quiet</title><link rel="icon" href="data:,">`;
const FETCHING =
  "fetch(data, { mode: 'no-cors', credentials: 'include' }).then(() => 'answered', () => 'stopped')";
const sites = {
  'working.example': {
    '/': quiet,
    // It passes on what the page asks for, too.
    '/service.js': text(
      'text/javascript',
      `oninstall = () => skipWaiting();
      onactivate = (event) => event.waitUntil(clients.claim());
      onfetch = (event) => event.respondWith(fetch(event.request));
      onmessage = ({ data, ports: [port] }) => ${FETCHING}.then((end) => port.postMessage(end));`,
    ),
    '/shared.js': text(
      'text/javascript',
      `onconnect = ({ ports: [port] }) => {
        port.onmessage = ({ data }) => ${FETCHING}.then((end) => port.postMessage(end));
      };`,
    ),
  },
  'elsewhere.example': { '/': quiet },
  'www.facebook.com': { '/parts/*': text('application/json', '{}') },
  'bat.bing.com': { '/action/0': pixel() },
};

/** How a page has an address asked for: what became of it is `answered` or `stopped`. */
/** @type {Record<string, (page: Page, url: string) => Promise<unknown>>} */
const ways = {
  'a service worker': (page, url) =>
    page.evaluate(async (data) => {
      await navigator.serviceWorker.register('/service.js');
      const { active } = await navigator.serviceWorker.ready;
      const { port1, port2 } = new MessageChannel();
      const end = new Promise((told) => {
        port1.onmessage = (message) => told(message.data);
      });
      active?.postMessage(data, [port2]);
      return end;
    }, url),
  'a service worker on behalf of the page': (page, url) =>
    page.evaluate(async (data) => {
      await navigator.serviceWorker.register('/service.js');
      if (!navigator.serviceWorker.controller)
        await new Promise((changed) => navigator.serviceWorker.addEventListener('controllerchange', changed));
      return fetch(data, { mode: 'no-cors', credentials: 'include' }).then(
        () => 'answered',
        () => 'stopped',
      );
    }, url),
  'a shared worker': (page, url) =>
    page.evaluate((data) => {
      const { port } = new SharedWorker('/shared.js');
      const end = new Promise((told) => {
        port.onmessage = (message) => told(message.data);
      });
      port.postMessage(data);
      return end;
    }, url),
};

for (const name of browsers) {
  describe(`in ${name} what a site’s worker asks for`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;
    /** @type {Page} */
    let other;

    before(async () => {
      internet = await startInternet({ sites });
      browser = await openProtected(name, { internet });
      other = await browser.open(ELSEWHERE);
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    for (const [way, ask] of Object.entries(ways)) {
      it(`counts on its page, once, if it is ${way} that asks`, async () => {
        internet.forget();
        const page = await browser.open(WORKING);
        assert.equal(await ask(page, BLOCKED), 'stopped');
        assert.equal(await ask(page, STRIPPED), 'answered');
        assert.equal(await ask(page, ORDINARY), 'answered');
        assert.equal(internet.requestsTo('bat.bing.com').length, 0);
        assert.equal(internet.requestsTo('www.facebook.com').length, 1);
        await lists(browser, page, ['Microsoft: 1 blocked', 'Meta: 1 without cookies']);
        await lists(browser, other, []);
        await page.close();
      });
    }

    it('counts on one of several tabs of the site: the one that came last', async () => {
      const first = await browser.open(WORKING);
      const last = await browser.open(WORKING);
      assert.equal(await ways['a service worker']?.(first, BLOCKED), 'stopped');
      await lists(browser, last, ['Microsoft: 1 blocked']);
      await lists(browser, first, []);
      await first.close();
      await last.close();
    });

    it('counts on its page though the background had stopped', async () => {
      const page = await browser.open(WORKING);
      await stopped(browser);
      assert.equal(await ways['a service worker']?.(page, BLOCKED), 'stopped');
      await lists(browser, page, ['Microsoft: 1 blocked']);
      await lists(browser, other, []);
      await page.close();
    });
  });

  it(`control: without Bystander it all arrives in ${name}`, async () => {
    const internet = await startInternet({ sites });
    const browser = await openBrowser(name, { internet });
    try {
      const page = await browser.open(WORKING);
      for (const ask of Object.values(ways)) assert.equal(await ask(page, BLOCKED), 'answered');
      assert.equal(internet.requestsTo('bat.bing.com').length, Object.keys(ways).length);
    } finally {
      await browser.close();
      await internet.close();
    }
  });
}
