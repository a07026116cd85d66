/**
 * The dashboard's overview in both browsers: it says who tried to see a person where, as the history of real visits has
 * it; its picture is explored by keyboard, read as a table, and saved as a file. axe-core finds nothing, and photographs
 * are left in target/looks/.
 */

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { violationsIn } from './accessible.js';
import { browsers, openProtected, says } from './bystander.js';
import { historySays } from './history-days.js';
import { html, startInternet } from './internet/index.js';
import { makeHistory } from './made-history.js';

const PHOTOGRAPHS = new URL('../../target/looks/', import.meta.url).pathname;
const DASHBOARD = 'dashboard/dashboard.html';
const THEMES = /** @type {const} */ ({ firefox: 'dark', chromium: 'light' });
const asking = (/** @type {string[]} */ images) =>
  html`<!doctype html><title>Page</title><link rel="icon" href="data:,">
  ${images.map((image) => `<img alt="" src="${image}">`).join('')}`;
const BING = 'https://bat.bing.com/action/0?ti=1';
const PIXEL = 'https://www.facebook.com/tr/?id=1&ev=PageView';
const sites = {
  'one.example': { '/': asking([BING, PIXEL]) },
  'two.example': { '/': asking([BING]) },
  'quiet.example': { '/': asking([]) },
};

for (const name of browsers) {
  describe(`the overview in ${name}`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;

    before(async () => {
      await mkdir(PHOTOGRAPHS, { recursive: true });
      internet = await startInternet({ sites });
      browser = await openProtected(name, { internet, theme: THEMES[name] });
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('says what will be here when there is no history, and opens by itself', async () => {
      const dashboard = await browser.extensionPage(DASHBOARD);
      await says(dashboard, 'There is nothing here yet\\.\\s+Visit a few sites');
      assert.deepEqual(await violationsIn(dashboard), []);
      await dashboard.close();
    });

    it('says who tried to see a person on which of the sites they visited, in words, a picture and a table', async () => {
      for (const site of Object.keys(sites)) await browser.open(`https://${site}/`);
      await historySays(
        browser,
        ([day]) =>
          day?.cells['Microsoft on one.example']?.[1] &&
          day.cells['Meta on one.example']?.[1] &&
          day.cells['Microsoft on two.example']?.[1] &&
          day.pages['quiet.example'],
      );
      const dashboard = await browser.extensionPage(`${DASHBOARD}#overview?days=1`);
      await says(dashboard, '2 companies tried to see you on 2 of the 3 sites you visited\\.');
      await says(dashboard, 'Of their requests: 3 stopped\\.');
      assert.equal(await dashboard.$eval('input[name=span]:checked', ({ value }) => value), '1');
      await dashboard.click('details.table summary');
      assert.deepEqual(
        await dashboard.$eval('details.table', (table) =>
          [...table.querySelectorAll('tbody tr')].map((row) =>
            [...row.children].slice(0, 4).map(({ textContent }) => textContent),
          ),
        ),
        [
          ['Microsoft', 'Advertising', '2 of 3', '2'],
          ['Meta', 'Social', '1 of 3', '1'],
        ],
      );
      await dashboard.close();
    });

    it('is explored by keyboard alone', async () => {
      const dashboard = await browser.extensionPage(`${DASHBOARD}#overview`);
      await says(dashboard, '2 companies tried');
      await dashboard.focus('.picture[role=application]');
      const { keyboard } = dashboard;
      await keyboard.press('ArrowDown');
      await says(dashboard, 'Microsoft tried to see you on 2 of 3 sites\\.');
      await keyboard.press('ArrowRight');
      await says(dashboard, 'Microsoft tried on one\\.example, on 1 page: 1 stopped\\.');
      await keyboard.press('ArrowDown');
      await keyboard.press('ArrowRight');
      await says(dashboard, 'Meta did not try on two\\.example\\.');
      await keyboard.press('Enter');
      await says(
        dashboard,
        'Meta tried to see you on 1 of 3 sites\\.\\s+Close\\s+one\\.example\\s+1 page, 1 stopped',
      );
      assert.deepEqual(await violationsIn(dashboard), []);
      await dashboard.type('input[type=search]', 'micro');
      await dashboard.waitForFunction(() => document.querySelectorAll('svg.reach text.company').length === 1);
      await dashboard.close();
    });

    it('saves its picture as a file that stands alone', async () => {
      const dashboard = await browser.extensionPage(DASHBOARD);
      await says(dashboard, '2 companies tried');
      // What the link would save is read where it is: a browser that is driven does not say where it saves.
      await dashboard.evaluate(() => {
        const made = URL.createObjectURL;
        URL.createObjectURL = (/** @type {Blob} */ blob) => {
          void blob.text().then((written) => Object.assign(globalThis, { written }));
          return made.call(URL, blob);
        };
      });
      await dashboard.locator('::-p-aria([name="Save the picture"][role="button"])').click();
      await says(dashboard, 'Saved as bystander-\\d{4}-\\d\\d-\\d\\d\\.svg');
      await dashboard.waitForFunction(() => 'written' in globalThis);
      const read = await dashboard.evaluate(() => {
        const picture = new DOMParser().parseFromString(Object(globalThis).written, 'image/svg+xml');
        const addresses = [...picture.querySelectorAll('*')].flatMap(({ attributes }) =>
          [...attributes].filter(({ localName }) => /^(href|src|style|on.*)$/.test(localName)),
        );
        return {
          root: picture.documentElement.localName,
          words: [...picture.querySelectorAll('text')].map(({ textContent }) => textContent),
          foreign: addresses.map(({ name, value }) => `${name}=${value}`),
          marks: picture.querySelectorAll('path.stopped').length,
        };
      });
      assert.equal(
        read.root,
        'svg',
        `${JSON.stringify(read)} of ${await dashboard.evaluate(() => Object(globalThis).written)}`,
      );
      for (const words of ['Microsoft', 'Meta', '2 of 3', 'one.example', 'stopped'])
        assert.ok(read.words.includes(words), `${words}: ${read.words}`);
      assert.match(read.words[0] ?? '', /^2 companies tried to see you/);
      assert.deepEqual([read.foreign, read.marks], [[], 2]);
      await dashboard.close();
    });

    it('looks good with a month of history, wide and narrow', async () => {
      const dashboard = await browser.extensionPage('manifest.json');
      await makeHistory(dashboard, { days: 30, sites: 120 });
      await dashboard.close();
      for (const [state, width, height] of /** @type {const} */ ([
        ['overview', 1100, 1650],
        ['overview-narrow', 380, 2300],
      ])) {
        const shown = await browser.extensionPage(`${DASHBOARD}#overview?company=Meta`);
        await says(shown, 'companies tried to see you on \\d+ of the \\d+ sites');
        await shown.setViewport({ width, height });
        await browser.screenshot(shown, `${PHOTOGRAPHS}${name}-${THEMES[name]}-${state}.png`);
        assert.deepEqual(await violationsIn(shown), []);
        assert.ok(
          await shown.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
          'the page itself scrolls sideways',
        );
        await shown.close();
      }
    });
  });
}
