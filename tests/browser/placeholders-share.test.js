/**
 * The buttons in the place of a network's own: a press on one opens the network's page for sharing, or what a widget
 * shows on the network's own site, in a tab of its own. The network learns of the page only then, without Referer, and
 * has no way back to it. The networks are those of the catalogue, the pages the official embed codes.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { browsers, dist, openProtected } from './bystander.js';
import { embeds, sites as networkSites, pageWith } from './embeds/index.js';
import { html, startInternet } from './internet/index.js';
import { placeholder, placeholdersOn, press } from './placeholder.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./embeds/row.js').Embed} Embed */
/** @typedef {{ id: string, name: string, share?: { address: string }, widgets: { id: string, name: string }[] }} Network */

/** @type {{ networks: Network[] }} */
const { networks } = JSON.parse(readFileSync(`${dist('firefox')}/data/catalogue.json`, 'utf8'));

const TITLE = 'Embeds';
/** A button by its embed code, and the networks that it stands for; the page is the one that the code names, or itself. */
const buttons = [
  ...['facebook like', 'facebook share', 'facebook save', 'x share', 'pinterest save', 'linkedin share'],
  ...['reddit share', 'tumblr share', 'vk like', 'vk share', 'ok like', 'telegram share', 'snapchat share'],
  ...['addtoany buttons'],
].map((name) => embedOf(name));
/** Of a bar of many networks. */
const BAR = ['facebook', 'x', 'whatsapp', 'linkedin', 'telegram', 'reddit', 'bluesky', 'pinterest'];
const bar = embedOf('sharethis buttons');

const rows = [
  ...buttons.map((embed) => ({ embed, network: embed.network })),
  ...BAR.map((network) => ({ embed: bar, network })),
];

const landing = html`<!doctype html><html lang="en"><meta charset="utf-8"><title>Landing</title><link rel="icon" href="data:,"><p>Landed.</p></html>`;

for (const name of browsers) {
  describe(`a press in ${name}`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;
    let visits = 0;

    before(async () => {
      internet = await startInternet({ sites: networkSites });
      for (const { share } of networks)
        if (share) {
          const { hostname, pathname } = new URL(share.address.replace(/\{.*/, ''));
          internet.serve(hostname, { [pathname]: landing });
        }
      for (const host of ['www.youtube.com', 'www.facebook.com', 'x.com', 'twitter.com', 'evil.example'])
        internet.serve(host, { '/': landing, '/watch': landing, '/jack/*': landing });
      browser = await openProtected(name, { internet });
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('is tested for twelve networks at least', () =>
      assert.ok(new Set(rows.map(({ network }) => network)).size >= 12));

    for (const { embed, network } of rows) {
      it(`on ${embed.network}’s ${embed.widget} opens ${network}’s page for sharing`, async () => {
        const { page, url } = await opened(pageWith([embed]));
        const label = labelOf(embed);
        const seen = await placeholder(browser, page, label);
        await internet.done(url);
        assert.deepEqual(asked(url), [], 'before the press');
        const wanted = addressOf(network, addressIn(embed) ?? url);
        assert.ok(seen.buttons.some(({ value }) => value === network));
        await press(browser, page, label, { does: 'share', value: network });
        await landed(wanted);
        await page.close();
      });
    }

    it('on “open the original” opens what a frame shows', async () => {
      const { page, url } = await opened(
        pageOf('<iframe width="560" height="315" src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>'),
      );
      await openOriginal(page, 'YouTube');
      await landed('https://www.youtube.com/watch?v=dQw4w9WgXcQ');
      assert.deepEqual(asked(url), ['https://www.youtube.com/watch?v=dQw4w9WgXcQ']);
      await page.close();
    });

    for (const [what, named, wanted] of [
      [
        'opens what an embed code names',
        'https://twitter.com/jack/status/20',
        'https://twitter.com/jack/status/20',
      ],
      ['opens the network’s own site where a page names a foreign address', 'https://evil.example/jack/', ''],
    ]) {
      it(`on “open the original” ${what}`, async () => {
        const { page, url } = await opened(
          pageOf(`<blockquote class="twitter-tweet"><p>Words</p><a href="${named}">March 21, 2006</a></blockquote>
            <script async src="https://platform.twitter.com/widgets.js"></script>`),
        );
        await openOriginal(page, 'X: ');
        await landed(wanted || siteOf('x'));
        assert.deepEqual(asked(url), [wanted || siteOf('x')]);
        await page.close();
      });
    }

    /** @param {import('./internet/sites.js').Response} response */
    async function opened(response) {
      const url = `https://page-${++visits}.example/`;
      internet.serve(new URL(url).hostname, { '/': response });
      internet.forget();
      return { page: await browser.open(url), url };
    }

    /** What was asked for but by the page of its own site. @param {string} url */
    function asked(url) {
      const own = new URL(url).hostname;
      return (
        internet.log
          .filter(({ host }) => host !== own && !host.endsWith(`.${own}`))
          // Chromium asks for this by itself, for no page.
          .filter(({ host, path }) => host !== 'accounts.google.com' || path !== '/ListAccounts')
          .map((one) => one.url)
      );
    }

    /** @param {Page} page @param {string} label */
    async function openOriginal(page, label) {
      await placeholder(browser, page, label);
      await internet.done(page.url());
      assert.deepEqual(asked(page.url()), [], 'before the press');
      await press(browser, page, label, { does: 'menu' });
      await placeholdersOn(browser, page, (all) =>
        all.some(({ buttons }) => buttons.some(({ does }) => does === 'original')),
      );
      await press(browser, page, label, { does: 'original' });
    }

    /** The server saw the address asked for, as if it had been typed, and the tab there has no opener. @param {string} address */
    async function landed(address) {
      const { headers } = await internet.seen(({ url }) => url === address);
      assert.equal(headers.referer, undefined);
      assert.equal(headers['sec-fetch-dest'], 'document');
      const tab = await browser.inExtension(async (address) => {
        /** @returns {Promise<chrome.tabs.Tab | undefined>} */
        const find = async () => {
          const all = await chrome.tabs.query({});
          return all.find(({ url, status }) => url?.split('#')[0] === address && status === 'complete');
        };
        let found = await find();
        while (!found) found = await find();
        const [told] = await chrome.scripting.executeScript({
          target: { tabId: Number(found.id) },
          world: 'MAIN',
          func: () => ({ opener: window.opener !== null, referrer: document.referrer }),
        });
        await chrome.tabs.remove(Number(found.id));
        return { opener: found.openerTabId ?? 'none', told: told?.result };
      }, address);
      assert.deepEqual(tab, { opener: 'none', told: { opener: false, referrer: '' } });
    }
  });
}

/** @param {string} body */
function pageOf(body) {
  return html`<!doctype html><html lang="en"><meta charset="utf-8"><title>${TITLE}</title><link rel="icon" href="data:,">
    ${body}
    <script type="module">import { lastWords } from '/last-words.js'; lastWords()</script></html>`;
}

/** @param {string} name network and widget @returns {Embed} */
function embedOf(name) {
  const found = embeds.find(({ network, widget }) => `${network} ${widget}` === name);
  assert.ok(found, `there is no embed code of ${name}`);
  return found;
}

/** The address that a code names for its button. @param {Embed} embed */
function addressIn({ code }) {
  return /data-(?:href|url)="(https?:[^"]*)"/.exec(code)?.[1];
}

/** @param {Embed} embed */
function labelOf({ network: id, widget: own }) {
  const network = networks.find((one) => one.id === id);
  return `${network?.name}: ${network?.widgets.find((one) => one.id === own)?.name}.`;
}

/** @param {string} id @param {string} page */
function addressOf(id, page) {
  const share = networks.find((one) => one.id === id)?.share;
  assert.ok(share, `${id} has no page for sharing`);
  return share.address
    .replace('{url}', encodeURIComponent(page))
    .replace('{text}', encodeURIComponent(TITLE))
    .replace(/#.*/, '');
}

/** @param {string} id */
function siteOf(id) {
  return String(Reflect.get(Object(networks.find((one) => one.id === id)), 'site'));
}
