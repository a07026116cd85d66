/**
 * Pages that want a widget to load, or to learn of a person's press, and the proof that they get neither. A page here
 * has one widget, a video of YouTube, whose server knows the browser by a cookie. It owns the widget, the proofs and the
 * control; what a page does against the placeholder is the tests'.
 */

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { openProtected } from './bystander.js';
import { html, startInternet, withCookies } from './internet/index.js';
import { placeholder, placeholdersOn, press } from './placeholder.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./placeholder.js').Seen} Seen */

export const WIDGET = 'https://www.youtube.com/embed/abc123';
export const LABEL = 'YouTube';
export const FRAME = `<iframe id="widget" name="widget" width="560" height="315" src="${WIDGET}"></iframe>`;
const SITE = 'https://news.example';

/**
 * What one browser and its internet are for a file of tests; to be called in a `describe`.
 * @param {import('./drivers/index.js').BrowserName} name
 */
export function makeStage(name) {
  /** @type {import('./internet/index.js').Internet} */
  let internet;
  /** @type {import('./drivers/index.js').TestBrowser} */
  let browser;
  let pages = 0;

  before(async () => {
    internet = await startInternet({
      sites: {
        'www.youtube.com': {
          '/': withCookies(html`<!doctype html><title>YouTube</title>`, { SID: 'me' }),
          '/embed/*': html`<!doctype html><title>Video</title><p>The video plays.</p>`,
        },
      },
    });
    browser = await openProtected(name, { internet });
    await (await browser.open('https://www.youtube.com/')).close();
  });
  after(async () => {
    await browser?.close();
    await internet.close();
  });

  return {
    get browser() {
      return browser;
    },
    get internet() {
      return internet;
    },

    /**
     * Opens a page with the widget and waits for its placeholder.
     * @param {{ head?: string, body?: string, hosts?: (seen: Seen[]) => boolean }} [parts]
     */
    async open({ head = '', body = FRAME } = {}) {
      const path = `/page-${++pages}`;
      internet.serve('news.example', {
        [path]: html`<!doctype html><html lang="en"><meta charset="utf-8"><title>Hostile</title>
          <link rel="icon" href="data:,">${head}<body style="margin: 20px">${body}</body></html>`,
      });
      internet.forget();
      const page = await browser.open(SITE + path);
      return { page, seen: await placeholder(browser, page, LABEL) };
    },

    /**
     * The placeholder is as it was: it was asked for nothing, and the server has seen nothing.
     * @param {Page} page
     * @param {Seen} before
     */
    async untouched(page, before) {
      await saidAll(page);
      const all = await placeholdersOn(browser, page, (seen) => seen.length > 0);
      const state = (/** @type {Seen[]} */ seen) =>
        seen.map(({ label, text, buttons }) => [
          label,
          text,
          ...buttons.map(({ does, disabled }) => `${does} ${disabled}`),
        ]);
      assert.deepEqual(state(all), state([before]));
      await this.nothingLoaded(page);
      assert.deepEqual(await this.asked(), [], 'the person is asked');
    },

    /**
     * Everything the page sent has arrived, and no widget is among it.
     * @param {Page} page
     */
    async nothingLoaded(page) {
      await saidAll(page);
      assert.deepEqual(requests(), []);
    },

    /** Questions that await an answer. @returns {Promise<{ id: string, widget: string, identity: string }[]>} */
    asked: () =>
      browser.inExtension(async () => {
        const { questions = [] } = await chrome.storage.session.get('questions');
        return /** @type {{ question: any }[]} */ (questions).map(
          ({ question: { id, widget, identity } }) => ({
            id,
            widget,
            identity,
          }),
        );
      }),

    /**
     * The press did not count as seen: the person is asked in a window, and declines.
     * @param {Page} page
     */
    async isAsked(page) {
      const window = await browser.opened('confirm/confirm.html');
      await this.nothingLoaded(page);
      const [question] = await this.asked();
      assert.equal(question?.widget, 'Embedded video');
      await window.waitForSelector('[data-answer=no]');
      await window.evaluate(() =>
        /** @type {HTMLElement} */ (document.querySelector('[data-answer=no]')).click(),
      );
      await browser.shut('confirm/confirm.html');
      await page.bringToFront();
      assert.deepEqual(requests(), []);
    },

    /**
     * The control: an honest press does load the widget, once, and without telling who the person is.
     * @param {Page} page
     */
    async loads(page) {
      await press(browser, page, LABEL, { does: 'load' });
      await this.loaded(page);
    },

    /** @param {Page} page */
    async loaded(page) {
      await internet.seen(({ host, path }) => host === 'www.youtube.com' && path.startsWith('/embed/'));
      await saidAll(page);
      assert.deepEqual(requests(), [`${WIDGET} without cookies`]);
    },
  };

  /** The widget's requests, as the server saw them. */
  function requests() {
    return internet
      .requestsTo('www.youtube.com', '/embed/')
      .map(({ url, headers }) => `${url} ${headers.cookie ? `as ${headers.cookie}` : 'without cookies'}`);
  }

  /**
   * The page's last words, as often as it is asked.
   * @param {Page} page
   */
  async function saidAll(page) {
    internet.log.splice(0, internet.log.length, ...internet.log.filter(({ path }) => path !== '/done'));
    await page.evaluate(async () => {
      const { lastWords } = await import(/** @type {string} */ ('/last-words.js'));
      await lastWords();
    });
    await internet.done(page.url());
  }
}
