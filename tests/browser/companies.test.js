/**
 * The dashboard's section on companies: it lists whom the catalogue knows, finds them, and unfolds to all that is known,
 * with sources. axe-core finds nothing, and photographs are left in target/looks/.
 */

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { violationsIn } from './accessible.js';
import { browsers, openProtected, says } from './bystander.js';
import { startInternet } from './internet/index.js';

const PHOTOGRAPHS = new URL('../../target/looks/', import.meta.url).pathname;
const THEMES = /** @type {const} */ ({ firefox: 'dark', chromium: 'light' });
const DASHBOARD = 'dashboard/dashboard.html#companies';

for (const name of browsers) {
  describe(`the dashboard’s companies in ${name}`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;
    /** @type {import('puppeteer-core').Page} */
    let dashboard;

    before(async () => {
      await mkdir(PHOTOGRAPHS, { recursive: true });
      internet = await startInternet({ sites: {} });
      browser = await openProtected(name, { internet, theme: THEMES[name] });
      dashboard = await browser.extensionPage(DASHBOARD);
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('lists all of them, and draws a hundred', async () => {
      await says(dashboard, '2,\\d{3} companies\\s+Known in detail[^]*Meta\\s*Social');
      assert.equal(await rows(), 100);
      await dashboard.locator('.more-rows').click();
      await dashboard.waitForFunction(() => document.querySelectorAll('.companies > li').length === 200);
      await looked('companies', 1000);
    });

    it('finds one by a domain, and unfolds it with the keyboard', async () => {
      await dashboard.locator('#companies-search').fill('fbcdn.net');
      await says(dashboard, '1 company found[^]*Meta');
      await dashboard.focus('.companies > li summary');
      await dashboard.keyboard.press('Enter');
      await says(
        dashboard,
        'Facebook · Social\\s+14 domains[^]*Privacy policy of Facebook[^]*Instagram · Social',
      );
    });

    it('comes to the company that an address names, unfolded', async () => {
      await dashboard.evaluate(() => location.assign('#companies?name=Snap'));
      await says(dashboard, 'Snapchat · Social');
      await dashboard.waitForFunction(
        () =>
          document.activeElement?.parentElement?.matches('[open]') &&
          document.activeElement.textContent?.startsWith('Snap'),
      );
      await dashboard.evaluate(() => location.assign('#companies?name=Meta'));
      await says(dashboard, 'Facebook · Social');
    });

    it('says what its cookies and pixels are for, with sources', async () => {
      await dashboard.evaluate(() => {
        for (const fold of document.querySelectorAll('.network:first-child .fold'))
          fold.setAttribute('open', '');
      });
      await says(
        dashboard,
        'datr\\s*named in the 2018 ruling\\s+\\S[^]*lasts [^]*\\[\\d[\\d, ]*\\][^]*Sources\\s',
      );
      const { fields, sourced, cited, links } = await dashboard.evaluate(() => {
        const facts = [...document.querySelectorAll('.network dd, .cookies > li, .network .fold > ul > li')];
        const numbers = facts.flatMap(({ textContent }) =>
          [.../** @type {string} */ (textContent).matchAll(/\[([\d, ]+)\]/g)].flatMap(([, all]) =>
            String(all).split(', ').map(Number),
          ),
        );
        return {
          fields: facts.length,
          sourced: facts.filter(({ textContent }) => /\[\d[\d, ]*\]\s*$/.test(String(textContent))).length,
          cited: Math.max(...numbers),
          links: document.querySelectorAll('.sources li a').length,
        };
      });
      assert.ok(fields > 100, `only ${fields} facts`);
      assert.equal(sourced, fields, 'every fact ends in the numbers of its sources');
      assert.equal(cited, links);
      await looked('companies-open', 1000);
      await looked('companies-narrow', 380);
    });

    async function rows() {
      return dashboard.$$eval('.companies > li', ({ length }) => length);
    }

    /**
     * @param {string} state
     * @param {number} width
     */
    async function looked(state, width) {
      await dashboard.setViewport({ width, height: 1400 });
      await browser.screenshot(dashboard, `${PHOTOGRAPHS}${name}-${THEMES[name]}-${state}.png`);
      assert.deepEqual(await violationsIn(dashboard), []);
    }
  });
}
