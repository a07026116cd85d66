/**
 * The storage guard, on pages: a frame that was stripped finds nothing of what it stored before and keeps nothing for
 * later, while everything works within one load. Without Bystander it finds all of it again, or this proves nothing.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browsers, openProtected } from './bystander.js';
import { openBrowser } from './drivers/index.js';
import { exercise } from './guard-stores.js';
import { tryWays, useArea } from './guard-ways.js';
import { html, json, startInternet } from './internet/index.js';

/** @typedef {import('./guard-stores.js').Found} Found */
/** @typedef {import('./internet/index.js').Internet} Internet */
/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./drivers/index.js').TestBrowser} TestBrowser */

const FRAME = 'https://www.facebook.com/frame';
const SECRET = 'https://news.example/story?illness=1';
const at = `new URL(location.href).searchParams.get('at')`;

/** @param {Function} program */
const reporting = (program) =>
  html`<!doctype html><body><script>
    Promise.resolve((${program})()).then((found) => fetch('/found', { method: 'POST', body: JSON.stringify(found) }));
  </script>`;

const around = html`<!doctype html><title>News</title><script>
  const frame = document.createElement('iframe');
  frame.src = '${FRAME}/stores?at=' + ${at};
  addEventListener('DOMContentLoaded', () => document.body.append(frame));
</script>`;

const sites = {
  'news.example': {
    '/': around,
    '/story': html`<!doctype html><title>Story</title><iframe referrerpolicy="unsafe-url" src="${FRAME}/ways"></iframe>`,
    '/area': html`<!doctype html><title>Area</title><iframe src="${FRAME}/area"></iframe>`,
    '/two': html`<!doctype html><title>Two</title><iframe src="${FRAME}/hears"></iframe>`,
    '/touched': html`<!doctype html><title>Touched</title><iframe src="https://maps.example/touched"></iframe>`,
  },
  'maps.example': { '/touched': html`<!doctype html><p>A map.` },
  'www.facebook.com': {
    '/frame/stores': html`<!doctype html><script>(${exercise})(${at})</script>`,
    '/frame/ways': reporting(tryWays),
    '/frame/area': reporting(useArea),
    '/frame/later': html`<!doctype html><p>Later.`,
    '/frame/hears': html`<!doctype html><script>
      const heard = [];
      new BroadcastChannel('ids').onmessage = ({ data }) => {
        heard.push(data);
        if (data === 'own') fetch('/found', { method: 'POST', body: JSON.stringify({ heard }) });
      };
      const other = document.createElement('iframe');
      other.src = '/frame/speaks';
      // What the other frame said before this message is heard before what is said after it.
      addEventListener('message', () => new BroadcastChannel('ids').postMessage('own'));
      addEventListener('DOMContentLoaded', () => document.body.append(other));
    </script>`,
    '/frame/speaks': html`<!doctype html><script>
      new BroadcastChannel('ids').postMessage('id');
      parent.postMessage('spoken', '*');
    </script>`,
    '/found': json({}),
    '/first': html`<!doctype html><title>Facebook</title><script>(${exercise})('first-party')</script>`,
    '/first/area': reporting(useArea),
  },
};

/**
 * Goes to a page, in the same tab as before, and waits for what its frame finds.
 * @param {Internet} internet
 * @param {Page} tab
 * @param {string} url
 */
async function visit(internet, tab, url) {
  // What the page before still reports is broken off here, and then has no body.
  await tab.goto('about:blank');
  internet.forget();
  await tab.goto(url);
  const { body } = await internet.seen(
    ({ host, path, body }) => host === 'www.facebook.com' && path === '/found' && body !== '',
  );
  return JSON.parse(body);
}

/** The kinds of storage that only pages with encryption have. */
const encryptedOnly = ['cookieStore', 'caches', 'the names of caches'];

for (const name of browsers) {
  /** What a person's browser does: a visit at the network itself, then twice at a newspaper that embeds it. */
  const visits = /** @type {const} */ ({
    'the network itself': 'https://www.facebook.com/first',
    'a newspaper': 'https://news.example/?at=once',
    'the newspaper again': 'https://news.example/?at=again',
    'the newspaper without encryption': 'http://news.example/?at=plain-once',
    'the newspaper without encryption again': 'http://news.example/?at=plain-again',
  });

  describe(`an unprotected ${name}`, () => {
    /** @type {Record<string, Found>} */
    const found = {};
    /** @type {any} */
    let ways;
    /** @type {any} */
    let two;

    before(async () => {
      const internet = await startInternet({ sites });
      const browser = await openBrowser(name, { internet });
      try {
        const tab = await browser.open('https://news.example/touched');
        for (const [where, url] of Object.entries(visits)) found[where] = await visit(internet, tab, url);
        ways = await visit(internet, tab, SECRET);
        two = await visit(internet, tab, 'https://news.example/two');
      } finally {
        await browser.close();
        await internet.close();
      }
    });

    it('lets a frame find everything again', () => {
      for (const [kind, value] of Object.entries(found['the newspaper again']?.before ?? {}))
        assert.match(String(value), /once/, kind);
    });

    it('shows a frame the cookies of the network itself', () => {
      assert.match(String(found['a newspaper']?.before['document.cookie']), /first-party/);
    });

    it('tells a frame the whole address of the page, and what other frames say', () => {
      assert.equal(ways.referrer, SECRET);
      assert.deepEqual(two, { heard: ['id', 'own'] });
    });
  });

  describe(`${name} with Bystander`, () => {
    /** @type {Internet} */
    let internet;
    /** @type {TestBrowser} */
    let browser;
    /** @type {Page} */
    let tab;
    /** @type {Record<string, Found>} */
    const found = {};

    before(async () => {
      internet = await startInternet({ sites });
      browser = await openProtected(name, { internet });
      tab = await browser.open('https://news.example/touched');
      for (const [where, url] of Object.entries(visits)) found[where] = await visit(internet, tab, url);
    });
    after(async () => {
      await browser?.close();
      await internet?.close();
    });

    for (const [where, url] of Object.entries(visits).slice(1)) {
      it(`gives a stripped frame empty storage that works on ${where}`, () => {
        const { at, before, after } = /** @type {Found} */ (found[where]);
        for (const kind of Object.keys(before)) {
          if (url.startsWith('http:') && encryptedOnly.includes(kind)) continue;
          assert.equal(before[kind], null, `${url}: ${kind} held something before`);
          assert.match(String(after[kind]), new RegExp(`${at}$`), `${url}: ${kind} lost what was written`);
        }
      });
    }

    it('keeps nothing away from the network itself', async () => {
      const again = await visit(internet, tab, visits['the network itself']);
      for (const [kind, value] of Object.entries(again.before))
        assert.match(String(value), /first-party/, kind);
    });

    it('is in the frames that a stripped frame makes, asks nobody, and cuts the referrer', async () => {
      const empty = { cookie: null, area: null };
      const { 'what open() gives': opened, ...ways } = await visit(internet, tab, SECRET);
      assert.deepEqual(opened, empty);
      assert.deepEqual(ways, {
        'an empty frame': empty,
        'an empty frame, by index': empty,
        'a written frame': empty,
        'about:blank': empty,
        srcdoc: empty,
        'a blob': empty,
        'a frame made by markup': empty,
        'what a srcdoc frame is before it loads': empty,
        'what a blob frame is before it loads': empty,
        'what a frame on the network is before it loads': empty,
        requestStorageAccess: 'NotAllowedError',
        hasStorageAccess: false,
        'a service worker': 'SecurityError',
        'a shared worker': 'undefined',
        'a private file system': 'SecurityError',
        referrer: 'https://news.example/',
      });
    });

    it('lets a frame hear itself and no other', async () => {
      assert.deepEqual(await visit(internet, tab, 'https://news.example/two'), { heard: ['own'] });
    });

    it('gives areas that behave as the real ones', async () => {
      const real = await visit(internet, tab, 'https://www.facebook.com/first/area');
      assert.deepEqual(await visit(internet, tab, 'https://news.example/area'), real);
    });

    it('touches neither pages nor frames that are not stripped', async () => {
      await tab.goto('https://news.example/touched');
      for (const frame of tab.frames()) {
        const source = await frame.evaluate(() =>
          String(Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')?.get),
        );
        assert.match(source, /\[native code\]/, frame.url());
        assert.equal(await frame.evaluate(() => 'bystanderStorageGuard' in window), false, frame.url());
      }
    });
  });
}
