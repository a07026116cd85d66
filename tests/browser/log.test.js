/**
 * The dashboard's live log in both browsers: it shows what is decided about the requests of real pages while it is open,
 * and what became of them; chosen, paused, walked through by keyboard and written to files. axe-core finds nothing, and
 * photographs are left in target/looks/.
 */

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { violationsIn } from './accessible.js';
import { browsers, openProtected, says } from './bystander.js';
import { DEMO_URL } from './demo/site.js';
import { html, startInternet, text } from './internet/index.js';
import { noneIsPrivate } from './stored-ends.js';
import { PATIENCE_MS } from './waiting.js';

const PHOTOGRAPHS = new URL('../../target/looks/', import.meta.url).pathname;
const THEMES = /** @type {const} */ ({ firefox: 'light', chromium: 'dark' });
const DASHBOARD = 'dashboard/dashboard.html#log';
const SECRET = 'https://secret.example/';
const WORKING = 'https://working.example/';
const OF_WORKER = `${WORKING}of-a-worker?`;
const sites = {
  'secret.example': {
    '/': html`<!doctype html><title>Secret</title><img alt="" src="https://bat.bing.com/secret">`,
  },
  'working.example': {
    '/': html`<!doctype html><title>Working</title><link rel="icon" href="data:,">`,
    '/shared.js': text(
      'text/javascript',
      'onconnect = ({ ports: [port] }) => { port.onmessage = ({ data }) => fetch(data); };',
    ),
    '/of-a-worker': text('text/plain', 'nothing'),
  },
};

for (const name of browsers) {
  describe(`the log in ${name}`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;
    /** @type {import('puppeteer-core').Page} */
    let page;
    /** @type {import('puppeteer-core').Page} */
    let log;

    before(async () => {
      await mkdir(PHOTOGRAPHS, { recursive: true });
      internet = await startInternet({ sites });
      browser = await openProtected(name, { internet, theme: THEMES[name], privateWindows: true });
      page = await browser.open(DEMO_URL);
      await internet.done(DEMO_URL);
      log = await browser.extensionPage(DASHBOARD);
      await log.setViewport({ width: 1100, height: 1000 });
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('shows nothing of before, and every request of a page as it is made, with what became of it', async () => {
      await says(log, 'Listening\\. Open or reload a page');
      await visit();
      const rows = await rowsWhen((all) => all.some(isBlocked('Meta')) && all.some(isBlocked('ByteDance')));
      for (const [, verdict, company, site] of rows) {
        assert.equal(site, 'news.example', `${company}: ${verdict}`);
        assert.doesNotMatch(String(verdict), /got through/);
      }
      assert.ok(
        rows.some(([, verdict, , , type]) => verdict === 'let load' && type === 'page'),
        'the page itself',
      );
      await says(log, '^[^]*\\d+ requests\\.');
      const tops = await log.$$eval('.rows [role=row]', (all) =>
        all.map((row) => row.getBoundingClientRect().top),
      );
      assert.equal(new Set(tops).size, tops.length, 'rows lie on each other');
      await photographed('log');
    });

    it('tells all of one row, chosen by keyboard', async () => {
      await log.focus('[role=grid]');
      await log.keyboard.press('Home');
      await log.keyboard.press('ArrowDown');
      await log.keyboard.press('ArrowUp');
      await log.waitForSelector('[role=row][aria-selected=true][aria-rowindex="2"]');
      await says(log, 'Time[^]*Verdict[^]*Reason[^]*Address\\s+https://news\\.example/');
      assert.deepEqual(await violationsIn(log), []);
      // The clipboard is the whole machine's.
      await log.evaluate(() => {
        navigator.clipboard.writeText = async (text) => void Object.assign(globalThis, { copied: text });
      });
      await press('Copy this one');
      await says(log, 'Copied 1 request, as JSON\\.');
      const copied = await log.evaluate(() => String(Object(globalThis).copied));
      assert.deepEqual(
        [JSON.parse(copied).url, JSON.parse(copied).type],
        ['https://news.example/', 'main_frame'],
      );
      await log.evaluate(() => {
        navigator.clipboard.writeText = async () => Promise.reject(new Error('nobody holds the clipboard'));
      });
      await press('Copy this one');
      await says(log, 'nobody holds the clipboard');
      await log.focus('[role=grid]');
      await log.keyboard.press('Escape');
      await log.waitForFunction(() => !document.querySelector('.facts'));
    });

    it('shows what is asked for, as its address says, and writes no more than that to a file', async () => {
      await go('#log?company=Meta&action=block');
      const rows = await rowsWhen((all) => all.length > 0 && all.every(isBlocked('Meta')));
      assert.equal(await log.$eval('select[name=company]', ({ value }) => value), 'Meta');
      await log.evaluate(() => {
        const made = URL.createObjectURL;
        URL.createObjectURL = (/** @type {Blob} */ blob) => {
          void blob.text().then((text) => Object.assign(globalThis, { [blob.type]: text }));
          return made.call(URL, blob);
        };
      });
      await press('Save as NDJSON');
      await says(log, 'Saved \\d+ requests? as bystander-log-\\d{4}-\\d\\d-\\d\\d\\.ndjson\\.');
      await press('Save as CSV');
      await log.waitForFunction(() => 'text/csv' in globalThis && 'application/x-ndjson' in globalThis);
      const [lines, table] = await log.evaluate(() => {
        const { 'application/x-ndjson': json, 'text/csv': csv } = Object(globalThis);
        return [String(json).trimEnd().split('\n'), String(csv).trimEnd().split('\r\n')];
      });
      assert.deepEqual([lines?.length, table?.length], [rows.length, rows.length + 1]);
      for (const line of lines ?? []) {
        const { company, action, fate, page: of, url } = JSON.parse(line);
        assert.deepEqual([company, action, fate, of], ['Meta', 'block', 'confirmed', DEMO_URL], url);
      }
      await log.select('select[name=company]', '');
      await log.select('select[name=action]', '');
      assert.equal(await log.evaluate(() => location.hash), '#log');
    });

    it('stands still while it is paused, and then goes on with what waited', async () => {
      await press('Clear');
      await press('Pause');
      await visit();
      await says(log, 'Paused: \\d+ wait\\.');
      assert.deepEqual(await rows(), []);
      await press('Pause');
      await rowsWhen((all) => all.some(isBlocked('Meta')));
    });

    it('shows nothing of private windows', async () => {
      await press('Clear');
      const secret = await browser.openPrivate(SECRET);
      await internet.seen(({ url }) => url === SECRET);
      await visit();
      const seen = await rowsWhen((all) => all.some(isBlocked('Meta')));
      assert.ok(!seen.flat().some((cell) => cell.includes('secret')), JSON.stringify(seen));
      await secret.close();
    });

    it('shows what workers ask for, unless it may be in a private window that they do', async () => {
      await press('Clear');
      internet.forget();
      // Firefox opens a tab in the window in front.
      const working = await browser.open('about:blank');
      const secret = await browser.openPrivate(WORKING);
      await working.bringToFront();
      // Of the same site, and later, so that a request which no tab is named for counts on it.
      await working.goto(WORKING);
      await askByWorker(secret, 'secretly');
      await visit();
      const seen = await rowsWhen((all) => all.some(isBlocked('Meta')));
      assert.ok(!seen.flat().some((cell) => cell.includes('secretly')), JSON.stringify(seen));
      await secret.close();
      await noneIsPrivate(browser);
      await askByWorker(working, 'openly');
      await rowsWhen((all) => all.some((cells) => cells.includes(`${OF_WORKER}openly`)));
      await working.close();
      await log.bringToFront();
    });

    it('shows nothing of what is asked for while another section is open', async () => {
      await press('Clear');
      await go('#permissions');
      await says(log, 'Nothing is allowed');
      await visit();
      await go('#log');
      await says(log, 'Listening\\.');
      internet.forget();
      const other = 'https://news.example/other';
      await page.evaluate((url) => fetch(url).catch(() => undefined), other);
      const [[, , , , , first] = []] = await rowsWhen((all) => all.length > 0);
      assert.equal(first, other);
    });

    /**
     * @param {import('puppeteer-core').Page} asker
     * @param {string} how
     */
    async function askByWorker(asker, how) {
      const url = OF_WORKER + how;
      await asker.evaluate((url) => new SharedWorker('/shared.js').port.postMessage(url), url);
      await internet.seen((entry) => entry.url === url);
    }

    /** @param {string} hash */
    function go(hash) {
      return log.evaluate((to) => {
        location.hash = to;
      }, hash);
    }

    async function visit() {
      internet.forget();
      await page.reload();
      await internet.done(DEMO_URL);
    }

    /** @param {string} company */
    function isBlocked(company) {
      return (/** @type {string[]} */ [, verdict, who]) => who === company && verdict === 'blocked';
    }

    /** @returns {Promise<string[][]>} the cells of all rows that are drawn */
    function rows() {
      return log.$$eval('.rows [role=row]', (all) =>
        all.map((row) => [...row.children].map(({ textContent }) => textContent ?? '')),
      );
    }

    /** @param {(rows: string[][]) => boolean} isSo */
    async function rowsWhen(isSo) {
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        const now = await rows();
        if (isSo(now)) return now;
        if (Date.now() > deadline)
          throw new Error(`The log never showed it. It shows ${JSON.stringify(now)}`);
      }
    }

    /** @param {string} label */
    async function press(label) {
      await log.locator(`::-p-aria([name="${label}"][role="button"])`).click();
    }

    /** @param {string} state */
    async function photographed(state) {
      await browser.screenshot(log, `${PHOTOGRAPHS}${name}-${THEMES[name]}-${state}.png`);
      assert.deepEqual(await violationsIn(log), []);
    }
  });
}
