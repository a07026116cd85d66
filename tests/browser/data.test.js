/**
 * The dashboard's section on data: it says what is kept, deletes what a person names after a question, and takes in what
 * it exported. axe-core finds nothing, and photographs are left in target/looks/.
 */

import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { browsers, openProtected, says } from './bystander.js';
import { choose } from './choosing.js';
import { makeTemporaryDirectory } from './drivers/temporary-directory.js';
import { historySays, onDisk } from './history-days.js';
import { html, startInternet } from './internet/index.js';

const PHOTOGRAPHS = new URL('../../target/looks/', import.meta.url).pathname;
const THEMES = /** @type {const} */ ({ firefox: 'light', chromium: 'dark' });
const DASHBOARD = 'dashboard/dashboard.html#data';
const page = html`<!doctype html><title>Page</title><link rel="icon" href="data:,">
  <script src="https://bat.bing.com/bat.js"></script>`;
const sites = { 'one.example': { '/': page }, 'two.example': { '/': page } };

for (const name of browsers) {
  describe(`the dashboard’s data in ${name}`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;
    /** @type {import('puppeteer-core').Page} */
    let dashboard;
    /** @type {import('./drivers/temporary-directory.js').TemporaryDirectory} */
    let home;
    /** What was exported. */
    let file = '';

    before(async () => {
      await mkdir(PHOTOGRAPHS, { recursive: true });
      home = await makeTemporaryDirectory('bystander-data-');
      internet = await startInternet({ sites });
      browser = await openProtected(name, { internet, theme: THEMES[name] });
      const one = await browser.open('https://one.example/');
      const except = /** @type {const} */ ({ kind: 'except', site: 'one.example' });
      await choose(browser, one, except, { exception: 'normal' });
      await browser.open('https://two.example/');
      await historySays(browser, ([day]) =>
        ['one', 'two'].every((site) => day?.cells[`Microsoft on ${site}.example`]),
      );
      dashboard = await browser.extensionPage(DASHBOARD);
    });
    after(async () => {
      await browser?.close();
      await internet.close();
      await home.remove();
    });

    it('says what is kept, and since when', async () => {
      await says(
        dashboard,
        'History\\s+1 day, since [^]*Sites where Bystander is off\\s+1\\s[^]*Space on the disk\\s+about \\d',
      );
      await looked('data', 1000);
    });

    it('exports it', async () => {
      // What the link would save is read where it is: a browser that is driven does not say where it saves.
      await dashboard.evaluate(() => {
        const made = URL.createObjectURL;
        URL.createObjectURL = (/** @type {Blob} */ blob) => {
          void blob.text().then((written) => Object.assign(globalThis, { written }));
          return made.call(URL, blob);
        };
      });
      await press('Export to a file');
      await says(dashboard, 'Exported to bystander-\\d{4}-\\d\\d-\\d\\d\\.json');
      await dashboard.waitForFunction(() => 'written' in globalThis);
      file = await dashboard.evaluate(() => String(Object(globalThis).written));
      assert.match(file, /"exceptions": \[\s*\{\s*"site": "one\.example"/);
    });

    it('deletes a site after a question, and nothing of it comes back', async () => {
      await dashboard.locator('#data-name').fill('one.example');
      await press('Delete …');
      await says(dashboard, 'Delete from the history: one\\.example\\?');
      await dashboard.keyboard.press('Escape');
      await says(dashboard, '^(?![^]*Delete from the history: one)');
      assert.match(await onDisk(browser), /one\.example/);
      await press('Delete …');
      await says(dashboard, 'Delete from the history: one\\.example\\?');
      await looked('data-asking', 380);
      await press('Yes, delete');
      await says(dashboard, 'Deleted: one\\.example, from 1 day\\.');
      const disk = await onDisk(browser);
      assert.doesNotMatch(disk, /one\.example/);
      assert.match(disk, /two\.example/);
    });

    it('keeps none where none is wanted', async () => {
      await dashboard.locator('input[name=keep][value="0"]').click();
      await says(dashboard, 'All history is deleted now');
      await press('Yes, delete it');
      await says(dashboard, 'No history is kept from now on\\.');
      assert.equal(await onDisk(browser), '[[],[]]');
      await dashboard.locator('input[name=keep][value="90"]').click();
      await says(dashboard, 'History is kept for 90 days from now on\\.');
    });

    it('takes in what it exported, and nothing of what is damaged', async () => {
      const damaged = join(home.path, 'damaged.json');
      await writeFile(damaged, file.replace('"history": [', '"history": [{},'));
      await take(damaged);
      await press('Yes, import it');
      await says(dashboard, 'Nothing was changed: the history in the file is damaged\\.');
      assert.equal(await onDisk(browser), '[[],[]]');
      const whole = join(home.path, 'whole.json');
      await writeFile(whole, file);
      await take(whole);
      await press('Yes, import it');
      await says(dashboard, 'Imported: 1 choice, 0 new rules, 1 day of history\\.');
      await historySays(browser, ([day]) => String(day?.cells['Microsoft on one.example']) === '1,1,0,0,0,0');
    });

    /** @param {string} path */
    async function take(path) {
      const input = await dashboard.$('input[type=file]');
      assert.ok(input);
      await /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (input).uploadFile(path);
      await says(dashboard, 'Import \\w+\\.json, exported');
    }

    /** @param {string} label */
    async function press(label) {
      await dashboard.locator(`::-p-aria([name="${label}"][role="button"])`).click();
    }

    /**
     * @param {string} state
     * @param {number} width
     */
    async function looked(state, width) {
      await dashboard.setViewport({ width, height: width < 500 ? 1900 : 1250 });
      const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      await browser.screenshot(dashboard, `${PHOTOGRAPHS}${name}-${THEMES[name]}-${state}.png`);
      await dashboard.evaluate(axe);
      const violations = await dashboard.evaluate(async () => {
        const { axe: checker } = /** @type {{ axe: import('axe-core') }} */ (
          /** @type {unknown} */ (globalThis)
        );
        const { violations: found } = await checker.run();
        return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html: markup }) => markup).join(' ')}`);
      });
      assert.deepEqual(violations, []);
    }
  });
}
