/**
 * Chrome reports every extension's block alike. What another extension did is not credited to Bystander, and what
 * Chrome's rules cannot say and nobody stopped is shown, in the real popup, as having got through.
 */

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as by from './asking.js';
import { openProtected } from './bystander.js';
import { makeTemporaryDirectory } from './drivers/temporary-directory.js';
import { pixel, startInternet, text } from './internet/index.js';
import { lists } from './ledger-rows.js';
import { UNSAID_PARAMETER, writeOtherExtension, writeWithUnsaidRules } from './other-extension.js';

const PHOTOGRAPHS = new URL('../../target/looks/', import.meta.url).pathname;
const SAID = 'https://bat.bing.com/action/0?ti=1';
const STRIPPED = 'https://www.facebook.com/parts/picture.gif';
const PAGE = 'https://page.example/';
/** Two parameters are two redirects and one address. */
const LINKED = `${PAGE}?fbclid=1&dclid=2`;
const UNSAID = `${PAGE}?${UNSAID_PARAMETER}=1`;

describe('with another extension in Chromium', () => {
  /** @type {import('./drivers/temporary-directory.js').TemporaryDirectory} */
  let home;
  /** @type {string} */
  let bystander;
  /** A host that the core stops and Chrome's rules do not know. @type {string} */
  let unsaid;

  before(async () => {
    await mkdir(PHOTOGRAPHS, { recursive: true });
    home = await makeTemporaryDirectory('bystander-others-');
    bystander = join(home.path, 'bystander');
    unsaid = await writeWithUnsaidRules(bystander);
  });
  after(() => home.remove());

  /** @type {{ name: string, rules: (host: string) => import('./other-extension.js').Rule[], rows: (host: string) => string[], asked: [string, number][] }[]} */
  const table = [
    {
      name: 'that does nothing, all that was not stopped got through',
      rules: () => [],
      rows: (host) => ['Microsoft: 1 blocked', 'Meta: 1 without cookies', `${host}: 1 got through`],
      asked: [
        ['unsaid', 1],
        ['stripped', 1],
      ],
    },
    {
      name: 'that blocks, its blocks are not ours, and ours stay ours',
      rules: (host) => [block(host), block('facebook.com'), block('bing.com')],
      rows: (host) => ['Microsoft: 1 blocked', 'Meta: 1 not confirmed', `${host}: 1 not confirmed`],
      asked: [
        ['unsaid', 0],
        ['stripped', 0],
      ],
    },
    {
      name: 'that sends requests to itself, they neither got through nor are ours',
      rules: (host) => [redirect(host), redirect('facebook.com')],
      rows: (host) => ['Microsoft: 1 blocked', 'Meta: 1 not confirmed', `${host}: 1 not confirmed`],
      asked: [
        ['unsaid', 0],
        ['stripped', 0],
      ],
    },
  ];
  for (const [at, { name, rules, rows, asked }] of table.entries()) {
    it(name, async () => {
      const url = `https://${unsaid}/picture.gif`;
      const internet = await startInternet({
        sites: {
          'page.example': { '/': by.askingPage([SAID, STRIPPED, url].map(by.image)) },
          [unsaid]: { '/*': pixel() },
          'www.facebook.com': { '/parts/*': pixel() },
        },
      });
      const other = join(home.path, `other${at}`);
      await writeOtherExtension(other, [rules(unsaid)]);
      const browser = await openProtected('chromium', { internet, extension: bystander, others: [other] });
      try {
        const page = await browser.open(PAGE);
        await internet.done(PAGE);
        const hosts = { unsaid, stripped: 'www.facebook.com' };
        for (const [which, count] of asked) {
          const host = hosts[/** @type {keyof typeof hosts} */ (which)];
          assert.equal(internet.requestsTo(host).length, count, `${host} was asked`);
        }
        assert.equal(internet.requestsTo('bat.bing.com').length, 0);
        await lists(browser, page, rows(unsaid));
      } finally {
        await browser.close();
        await internet.close();
      }
    });
  }

  for (const theme of /** @type {const} */ (['light', 'dark']))
    it(`the real popup says what got through, ${theme}`, async () => {
      const url = `https://${unsaid}/picture.gif`;
      const internet = await startInternet({
        sites: {
          'page.example': { '/': by.askingPage([SAID, STRIPPED, url, `${url}?2`].map(by.image)) },
          [unsaid]: { '/*': pixel() },
          'www.facebook.com': { '/parts/*': pixel() },
        },
      });
      const browser = await openProtected('chromium', { internet, extension: bystander, theme });
      try {
        const page = await browser.open(UNSAID);
        await internet.done(UNSAID);
        const popup = await browser.openPopup(page);
        await popup.waitFor(() => document.body.innerText.includes('address kept its tracking parameters'));
        const said = await popup.text();
        assert.match(said, /Stopped 1 request to 1 domain\. 1 request went out without cookies\./);
        assert.match(said, /2 requests got through although a rule says to stop them\./);
        assert.match(said, /1 address kept its tracking parameters although they were to be removed\./);
        assert.match(said, new RegExp(`${unsaid}\\s+2 got through`));
        await popup.screenshot(`${PHOTOGRAPHS}chromium-${theme}-got-through.png`);
        await popup.close();
      } finally {
        await browser.close();
        await internet.close();
      }
    });

  it('control: an address whose parameters the rules know is cleaned, once, however many they are', async () => {
    const internet = await startInternet({ sites: { 'page.example': { '/': text('text/html', 'Linked') } } });
    const browser = await openProtected('chromium', { internet, extension: bystander });
    try {
      const page = await browser.open(LINKED);
      assert.equal(page.url(), PAGE);
      await lists(browser, page, ['page.example: 1 address cleaned']);
    } finally {
      await browser.close();
      await internet.close();
    }
  });
});

/**
 * @param {string} domain
 * @returns {import('./other-extension.js').Rule}
 */
function block(domain) {
  return { action: { type: 'block' }, condition: { requestDomains: [domain] } };
}

/**
 * @param {string} domain
 * @returns {import('./other-extension.js').Rule}
 */
function redirect(domain) {
  return {
    action: { type: 'redirect', redirect: { extensionPath: '/stub.js' } },
    condition: { requestDomains: [domain] },
  };
}
