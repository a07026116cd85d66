/**
 * The extension in each of its languages, in both browsers, as narrow as the popup: no English is left, nothing is cut
 * off or wider than its place. Photographs are left in target/looks/ for people to judge.
 */

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { english, messagesIn, translations } from '../locales.js';
import { browsers, openProtected } from './bystander.js';
import { choose } from './choosing.js';
import { SHOP_URL, shop } from './demo/shop.js';
import { DEMO_URL } from './demo/site.js';
import { SOCIAL_URL, socialBlog } from './demo/social.js';
import { sites } from './embeds/index.js';
import { startInternet } from './internet/index.js';
import { makeHistory } from './made-history.js';
import { placeholdersOn, press } from './placeholder.js';

/** @typedef {import('puppeteer-core').Page} Page */

const PHOTOGRAPHS = new URL('../../target/looks/', import.meta.url).pathname;
const CONFIRM = 'confirm/confirm.html';
const NARROW = { width: 360, height: 900 };

for (const name of browsers) {
  for (const language of ['en', ...translations]) {
    describe(`${name} in ${language}`, () => {
      /** @type {import('./internet/index.js').Internet} */
      let internet;
      /** @type {import('./drivers/index.js').TestBrowser} */
      let browser;

      before(async () => {
        await mkdir(PHOTOGRAPHS, { recursive: true });
        internet = await startInternet({ sites: { ...sites, ...socialBlog, ...shop } });
        browser = await openProtected(name, { internet, language });
      });
      after(async () => {
        await browser?.close();
        await internet.close();
      });

      it('the popup over a page with trackers', async () => {
        const page = await browser.open(DEMO_URL);
        await internet.done(DEMO_URL);
        await judge(await popupOf(page), 'popup');
      });

      it('the popup with what a company would have learned, and somebody allowed; all permissions', async () => {
        const page = await browser.open(SHOP_URL);
        const until = Date.now() + 40 * 86_400_000;
        const grantee = { network: 'facebook', name: 'Like button' };
        const permission = /** @type {const} */ ({ kind: 'permit', site: 'shop.example', identity: 'with' });
        await choose(browser, page, { ...permission, grantee, until }, { permissions: 1 });
        await page.reload();
        await internet.done(SHOP_URL);
        const popup = await popupOf(page);
        await popup.click('details.group > summary');
        await popup.waitForSelector('.detail');
        await judge(popup, 'popup-company');

        const dashboard = await browser.extensionPage('dashboard/dashboard.html#permissions');
        await dashboard.waitForSelector('#everything');
        await dashboard.click('#everything');
        await judge(dashboard, 'permissions');
        const rules = await browser.extensionPage('rules/rules.html');
        await rules.waitForSelector('textarea');
        await judge(rules, 'rules');
      });

      it('placeholders, their menu, and the page of a question', async () => {
        const page = await browser.open('about:blank');
        await page.setViewport({ width: 760, height: 1000 });
        await page.goto(SOCIAL_URL);
        await internet.done(SOCIAL_URL);
        await placeholdersOn(browser, page, (all) => all.length >= 10);
        await press(browser, page, 'Facebook', { does: 'menu' });
        const seen = await placeholdersOn(browser, page, (all) =>
          all.some(({ buttons }) => buttons.some(({ does }) => does === 'with')),
        );
        await browser.screenshot(page, photograph('placeholders'));
        assert.deepEqual(englishIn(seen.flatMap(({ label, text }) => [label, text]).join('\n')), []);
        assert.deepEqual(
          seen.flatMap(({ cut }) => cut),
          [],
        );
        await press(browser, page, 'Facebook', { does: 'with', value: 'hour' });
        const question = await browser.opened(CONFIRM);
        await question.waitForSelector('[data-answer=with]:not([disabled])');
        await judge(question, 'question');
      });

      it('the popup where it is off for now', async () => {
        const page = await browser.open(DEMO_URL);
        await internet.done(DEMO_URL);
        const popup = await popupOf(page);
        await popup.click('[role=switch]');
        await popup.locator('input[name=off][value=tab]').click();
        await popup.waitForSelector('input[name=off][value=tab]:checked');
        await judge(popup, 'popup-off');
      });

      it('the welcome page, and the sections of the dashboard', async () => {
        const maker = await browser.extensionPage('manifest.json');
        await makeHistory(maker, { days: 7, sites: 60 });
        await maker.close();
        for (const [section, drawn] of /** @type {const} */ ([
          ['overview?company=Meta', '.chosen'],
          ['log', '.filters'],
          ['sites', 'form'],
          ['companies?name=Meta', 'details[open]'],
          ['data', 'dl'],
        ])) {
          const dashboard = await browser.extensionPage(`dashboard/dashboard.html#${section}`);
          await dashboard.waitForSelector(drawn);
          await judge(dashboard, `${section.split('?')[0]}`);
        }
        const welcome = await browser.extensionPage('welcome/welcome.html');
        await welcome.waitForSelector('h2');
        await judge(welcome, 'welcome');
      });

      /** @param {Page} page */
      async function popupOf(page) {
        const popup = await browser.extensionPage(`popup/popup.html?tabId=${await browser.tabId(page)}`);
        await popup.waitForSelector('summary');
        return popup;
      }

      /**
       * @param {Page} page
       * @param {string} state
       */
      async function judge(page, state) {
        await page.setViewport(NARROW);
        await browser.screenshot(page, photograph(state));
        const found = await page.evaluate(() => ({
          language: document.documentElement.lang,
          direction: document.documentElement.dir,
          labels: [...document.querySelectorAll('[aria-label], [title]')].map(
            (element) => element.getAttribute('aria-label') ?? element.getAttribute('title'),
          ),
          // What is wider than a telephone is in a place of its own, which scrolls.
          wide: [...document.querySelectorAll('body :not(.picture *, .table *, .scroll *)')]
            .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
            .map(({ outerHTML }) => outerHTML.slice(0, 200)),
          cut: [...document.querySelectorAll(':is(button, label, h1, h2, h3, legend, p, li, a):not(.unseen)')]
            .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
            .map(({ outerHTML }) => outerHTML.slice(0, 200)),
        }));
        const words = await page.evaluate(() => {
          // Their titles are in the language that they are written in.
          for (const list of document.querySelectorAll('.sources')) list.remove();
          return [document.title, document.body.innerText].join('\n');
        });
        await page.close();
        assert.equal(found.language.split('-')[0], language);
        assert.equal(found.direction, 'ltr');
        assert.deepEqual(englishIn([words, ...found.labels].join('\n')), []);
        assert.deepEqual({ wide: found.wide, cut: found.cut }, { wide: [], cut: [] });
      }

      /** @param {string} state */
      function photograph(state) {
        return `${PHOTOGRAPHS}${name}-${language}-${state}.png`;
      }

      /**
       * English messages that stand in what is read, except where the language has the same words.
       * @param {string} read
       */
      function englishIn(read) {
        if (language === 'en') return [];
        const translated = messagesIn(language);
        const parts = new Set(read.split(/\n| · |, |: | \(|\)/).map((part) => part.trim()));
        return Object.entries(english())
          .filter(([key, { message }]) => translated[key] && translated[key].message !== message)
          .filter(([, { message }]) => isIn(message, read, parts))
          .map(([, { message }]) => message);
      }
    });
  }
}

/**
 * A single word counts only where it stands alone, since it may be a word of another language or part of a name.
 * @param {string} message
 * @param {string} read
 * @param {ReadonlySet<string>} parts
 */
function isIn(message, read, parts) {
  const words = message.replaceAll(/\$\d/g, ' ').match(/[\p{L}’]{2,}/gu) ?? [];
  if (words.length < 2) return parts.has(message);
  const form = message.replaceAll(/[.*+?^{}()|[\]\\]/g, '\\$&').replaceAll(/\$\d/g, '.+');
  return new RegExp(`(?<!\\p{L})${form}(?!\\p{L})`, 'u').test(read);
}
