/**
 * The look of placeholders, light and dark, in both browsers: on a blog, from right to left too, and in every size, each
 * is there whole, and axe-core finds nothing. Photographs are left in target/looks/ for people to judge.
 */

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { violationsIn } from './accessible.js';
import { browsers, openProtected } from './bystander.js';
import { NIGHT_URL, SIZES_COUNT, SIZES_URL, sizes } from './demo/sizes.js';
import { SOCIAL_RTL_URL, SOCIAL_URL, socialBlog } from './demo/social.js';
import { sites } from './embeds/index.js';
import { html, startInternet } from './internet/index.js';
import { placeholdersOn, press } from './placeholder.js';
import { copiesOf, show } from './placeholder-copies.js';

/** @typedef {import('puppeteer-core').Page} Page */

const PHOTOGRAPHS = new URL('../../target/looks/', import.meta.url).pathname;
const BARE = 'https://bare.example/';
const BLOG_COUNT = 10;
const bare = {
  'bare.example': {
    '/': html`<!doctype html><html lang="en"><meta charset="utf-8"><title>Copies</title><link rel="icon" href="data:,"></html>`,
  },
};

for (const name of browsers) {
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    describe(`placeholders in ${name}, ${theme}`, () => {
      /** @type {import('./internet/index.js').Internet} */
      let internet;
      /** @type {import('./drivers/index.js').TestBrowser} */
      let browser;

      before(async () => {
        await mkdir(PHOTOGRAPHS, { recursive: true });
        internet = await startInternet({ sites: { ...sites, ...socialBlog, ...sizes, ...bare } });
        browser = await openProtected(name, { internet, theme });
      });
      after(async () => {
        await browser?.close();
        await internet.close();
      });

      for (const [state, url, count, width, height] of /** @type {const} */ ([
        ['page', SOCIAL_URL, BLOG_COUNT, 760, 1000],
        ['blog', SOCIAL_URL, BLOG_COUNT, 1000, 3200],
        ['blog-rtl', SOCIAL_RTL_URL, BLOG_COUNT, 1000, 3200],
        ['sizes', SIZES_URL, SIZES_COUNT, 700, 3400],
        ['sizes-narrow', SIZES_URL, SIZES_COUNT, 320, 3600],
        ['sizes-night', NIGHT_URL, SIZES_COUNT, 700, 3400],
      ]))
        it(`are at home: ${state}`, async () => {
          const page = await opened(url, count, width, height);
          await judge(page, state);
        });

      for (const [state, url, label, height] of /** @type {const} */ ([
        ['menu', SOCIAL_URL, 'Facebook: Like', 1000],
        ['menu-rtl', SOCIAL_RTL_URL, 'Facebook: Like', 1000],
        ['menu-narrow', SIZES_URL, 'Facebook: Like', 480],
      ]))
        it(`offer more: ${state}`, async () => {
          const page = await opened(url, 1, state === 'menu-narrow' ? 320 : 760, height);
          await press(browser, page, label, { does: 'menu' });
          await placeholdersOn(browser, page, (all) =>
            all.some(({ buttons }) => buttons.some(({ does }) => does === 'with')),
          );
          await judge(page, state);
        });

      /**
       * @param {string} url
       * @param {number} count of placeholders that are to be there
       * @param {number} width
       * @param {number} height
       */
      async function opened(url, count, width, height) {
        const page = await browser.open('about:blank');
        await page.setViewport({ width, height });
        await page.goto(url);
        await internet.done(url);
        await placeholdersOn(browser, page, (all) => all.length >= count);
        return page;
      }

      /** @param {Page} page @param {string} state */
      async function judge(page, state) {
        await browser.screenshot(page, `${PHOTOGRAPHS}${name}-${theme}-placeholders-${state}.png`);
        const { width, height } = /** @type {{ width: number, height: number }} */ (page.viewport());
        const copies = await copiesOf(browser, page);
        await page.close();
        const plain = await browser.open(BARE);
        await plain.setViewport({ width, height });
        await show(plain, copies);
        const violations = await violationsIn(plain);
        await plain.close();
        assert.deepEqual(violations, []);
      }
    });
  }
}
