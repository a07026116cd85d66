/**
 * Hostile pages learn nothing of placeholders: not that one was pressed, nor where, nor what is in it, nor which extension
 * it is of; and what they have patched of the browser is never called with anything of Bystander's. Each page ends with an
 * honest press, which loads the widget all the same.
 */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { browsers } from './bystander.js';
import { LABEL, makeStage } from './hostile-page.js';
import { forge, listen, pollute, reach } from './hostile-programs.js';
import { placeholdersOn, press } from './placeholder.js';

/** @typedef {import('./hostile-programs.js').Heard} Heard */

const TYPES = [
  ...['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'auxclick', 'dblclick', 'contextmenu'],
  ...['touchstart', 'touchend', 'keydown', 'keypress', 'keyup'],
];

for (const name of browsers) {
  describe(`A hostile page in ${name}`, () => {
    const stage = makeStage(name);

    it('hears of no press on a placeholder, by mouse or by key, though it listened first', async () => {
      const { page } = await stage.open({ head: `<script>(${listen})(${JSON.stringify(TYPES)})</script>` });
      await press(stage.browser, page, LABEL, { does: 'menu' });
      await placeholdersOn(
        stage.browser,
        page,
        ([seen]) => seen?.buttons.some(({ value }) => value === 'day') ?? false,
      );
      await page.keyboard.press('Escape');
      await placeholdersOn(
        stage.browser,
        page,
        ([seen]) => seen?.buttons.every(({ value }) => value !== 'day') ?? false,
      );
      assert.deepEqual(await heard(page), []);

      // The control: it hears what is not the placeholder's.
      await page.mouse.click(900, 20);
      assert.ok((await heard(page)).some(({ type, x }) => type === 'click' && x === 900));
      await forget(page);
      await stage.loads(page);
      assert.deepEqual(await heard(page), []);
      await page.close();
    });

    it('finds nothing in a placeholder, and names nothing of the extension', async () => {
      const { page } = await stage.open();
      const found = await page.evaluate(() => {
        const host = /** @type {HTMLElement} */ (document.getElementById('widget')?.nextElementSibling);
        const { innerHTML, innerText, shadowRoot, attributes } = host;
        const entries = performance.getEntries().map(({ name: entry }) => entry);
        return {
          innerHTML,
          innerText,
          shadowRoot,
          attributes: [...attributes].map(({ name: attribute }) => attribute),
          ofExtension: [...entries, host.outerHTML, ...Object.keys(window)].filter((text) =>
            /-extension:|bystander/i.test(text),
          ),
          sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
          scripts: document.scripts.length,
        };
      });
      assert.deepEqual(found, {
        innerHTML: '',
        innerText: '',
        shadowRoot: null,
        attributes: ['style'],
        ofExtension: [],
        sheets: 0,
        scripts: 0,
      });
      await stage.loads(page);
      await page.close();
    });

    it('has patched the browser, and is told nothing by that', async () => {
      const { page } = await stage.open({ head: `<script>(${pollute})()</script>` });
      // The control: its patches do see what the page does itself.
      const own = await page.evaluate(() => {
        document.createElement('p').attachShadow({ mode: 'closed' });
        document.querySelectorAll('b');
        return /** @type {any} */ (window).caught.splice(0);
      });
      assert.deepEqual(own, ['Document.createElement', 'Element.attachShadow', 'Document.querySelectorAll']);
      await press(stage.browser, page, LABEL, { does: 'menu' });
      await press(stage.browser, page, LABEL, { does: 'without', value: 'once' });
      await stage.internet.seen(({ host }) => host === 'www.youtube.com');
      const caught = await page.evaluate(() => /** @type {any} */ (window).caught.splice(0));
      assert.deepEqual(caught, []);
      await page.close();
    });

    it('cannot reach the extension, though it knows its address', async () => {
      const { page, seen } = await stage.open();
      const base = await stage.browser.inExtension(() => chrome.runtime.getURL('/'));
      const reached = await page.evaluate(reach, base, [
        ...['confirm/confirm.html', 'confirm/main.js', 'content/placeholders/main.js', 'data/catalogue.json'],
        ...[
          'data/marks.json',
          'background/main.js',
          'manifest.json',
          'popup/popup.html',
          'icons/bystander-48.png',
        ],
        ...['shared/theme.css'],
      ]);
      assert.deepEqual(reached, []);
      const views = await stage.browser.inExtension(() =>
        chrome.extension.getViews().map(({ location }) => location.pathname),
      );
      assert.ok(!views.includes('/confirm/confirm.html'), 'the question page is in a frame');
      await stage.untouched(page, seen);
      await stage.loads(page);
      await page.close();
    });

    it('forges messages that nobody hears', async () => {
      const { page, seen } = await stage.open();
      const apis = await page.evaluate(forge);
      assert.deepEqual(apis, []);
      await stage.untouched(page, seen);
      await stage.loads(page);
      await page.close();
    });

    it('does not answer questions that nobody asked', async () => {
      const window = await stage.browser.extensionPage(
        'confirm/confirm.html?id=00000000-0000-4000-8000-000000000000',
      );
      await window.waitForFunction(() => document.body.innerText.includes('nothing to answer'));
      const buttons = await window.$$eval('button', (all) => all.map(({ innerText }) => innerText));
      assert.deepEqual(buttons, ['Close']);
      await window.close();
    });
  });
}

/** @param {import('puppeteer-core').Page} page @returns {Promise<Heard[]>} */
function heard(page) {
  return page.evaluate(() => /** @type {any} */ (window).heard);
}

/** @param {import('puppeteer-core').Page} page */
function forget(page) {
  return page.evaluate(() => void (/** @type {any} */ (window).heard.splice(0)));
}
