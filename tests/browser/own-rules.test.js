/**
 * A person's own rules in both browsers: written on their page they act at once, on what pages that are open ask for
 * next, and go on to act when the background was stopped. While they are replaced, what both the old and the new ones
 * stop never gets through.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browsers, openProtected, stopped } from './bystander.js';
import { html, startInternet, text } from './internet/index.js';

const PAGE = 'https://own.example/';
const FIRST = 'https://first-own.example/x.js';
const SECOND = 'https://second-own.example/x.js';
const script = text('text/javascript', '');
const sites = {
  'own.example': { '/': html`<!doctype html><title>Own</title><link rel="icon" href="data:,">` },
  'first-own.example': { '/x.js': script },
  'second-own.example': { '/x.js': script },
};

for (const name of browsers) {
  describe(`a person’s own rules in ${name}`, () => {
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

    it('are in force once their page says so, and no sooner', async () => {
      const page = await browser.open(PAGE);
      assert.deepEqual([await asks(page, FIRST), await asks(page, SECOND)], ['loads', 'loads']);
      await save('||first-own.example^\n');
      internet.forget();
      assert.deepEqual([await asks(page, FIRST), await asks(page, SECOND)], ['fails', 'loads']);
      assert.deepEqual(internet.requestsTo('first-own.example'), []);
    });

    it('say of a line that does nothing why it does not', async () => {
      const rules = await save('||first-own.example^\n||second-own.example^$popup\n');
      const remarks = await rules.$$eval('.remarks li', (all) => all.map((item) => item.textContent));
      assert.equal(remarks.length, 1, String(remarks));
      assert.match(String(remarks[0]), /Line 2.*second-own\.example\^\$popup.*Passed over: .*popup/s);
      await rules.close();
    });

    it('let nothing through while they are replaced and a page loads', async () => {
      await save('||first-own.example^\n');
      const page = await browser.open(PAGE);
      internet.forget();
      const loading = page.evaluate(async (url) => {
        let loaded = 0;
        for (let at = 0; !Reflect.get(window, 'enough'); at++) {
          const done = new Promise((resolve) => {
            const script = document.createElement('script');
            script.onload = () => resolve(loaded++);
            script.onerror = resolve;
            script.src = `${url}?${at}`;
            document.head.append(script);
          });
          await done;
        }
        return loaded;
      }, FIRST);
      for (const more of ['||a.example^', '||b.example^\n/c.js', '||second-own.example^'])
        await save(`||first-own.example^\n${more}\n`).then((rules) => rules.close());
      await page.evaluate(() => Reflect.set(window, 'enough', true));
      assert.equal(await loading, 0);
      assert.deepEqual(internet.requestsTo('first-own.example'), []);
      assert.equal(await asks(page, SECOND), 'fails');
    });

    it('act after the background was stopped', async () => {
      await save('||first-own.example^\n').then((rules) => rules.close());
      const page = await browser.open(PAGE);
      await browser.stopBackground();
      internet.forget();
      assert.equal(await asks(page, FIRST), 'fails');
      assert.deepEqual(internet.requestsTo('first-own.example'), []);
    });

    it('are laid as they were compiled when the background wakes, and compiled anew only where that is damaged', async () => {
      await save('||first-own.example^\n').then((rules) => rules.close());
      const page = await browser.open(PAGE);
      // Other lines than were compiled: whichever are in force tell whether a compiler has read them.
      await changeStored({ lists: [{ id: 'own', text: '||second-own.example^\n' }] });
      await wakeAnew();
      assert.deepEqual([await asks(page, FIRST), await asks(page, SECOND)], ['fails', 'loads']);
      await changeStored({ overlay: 'AAAA' });
      await wakeAnew();
      assert.deepEqual([await asks(page, FIRST), await asks(page, SECOND)], ['loads', 'fails']);
    });

    if (name === 'chromium')
      it('leave no page of the compiler open', async () => {
        await save('||first-own.example^\n/d.js\n').then((rules) => rules.close());
        const open = await browser.inExtension(async () => {
          const pages = await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
          return pages.map(({ documentUrl }) => documentUrl);
        });
        assert.deepEqual(open, []);
      });

    it('are gone when they are taken back', async () => {
      await save('').then((rules) => rules.close());
      const page = await browser.open(PAGE);
      assert.equal(await asks(page, FIRST), 'loads');
    });

    /**
     * Changes what the background reads when it wakes.
     * @param {object} fields
     */
    async function changeStored(fields) {
      await browser.inExtension(async (changed) => {
        const { 'own-lists': stored } = await chrome.storage.local.get('own-lists');
        await chrome.storage.local.set({ 'own-lists': { ...Object(stored), ...changed } });
      }, fields);
    }

    /** Stops the background, and resolves when it is awake again and goes by the rules. */
    async function wakeAnew() {
      await stopped(browser);
      await (await inForce()).close();
    }

    /** The page of the rules, once it says that they are in force. */
    async function inForce() {
      const page = await browser.extensionPage('rules/rules.html');
      await page.waitForFunction(() => /in force/.test(document.querySelector('#status')?.textContent ?? ''));
      return page;
    }

    /** @param {string} rules */
    async function save(rules) {
      const page = await inForce();
      await page.evaluate((written) => {
        const area = /** @type {HTMLTextAreaElement} */ (document.querySelector('#rules'));
        area.value = written;
        area.dispatchEvent(new Event('input'));
      }, rules);
      await page.waitForFunction(() =>
        /Not saved/.test(document.querySelector('#status')?.textContent ?? ''),
      );
      await page.click('button');
      await page.waitForFunction(() => /in force/.test(document.querySelector('#status')?.textContent ?? ''));
      return page;
    }
  });
}

/**
 * Whether a script of the page's gets what it asks for.
 * @param {import('puppeteer-core').Page} page
 * @param {string} url
 */
function asks(page, url) {
  return page.evaluate(
    (address) =>
      new Promise((resolve) => {
        const script = document.createElement('script');
        script.onload = () => resolve('loads');
        script.onerror = () => resolve('fails');
        script.src = `${address}?${Math.random()}`;
        document.head.append(script);
      }),
    url,
  );
}
