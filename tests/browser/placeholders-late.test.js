/**
 * Placeholders in pages as they are built today: widgets that come late, go, come back and move, and widgets in frames of
 * others, in shadow trees, in frames without an address, and under a strict policy of the page's. Each has its
 * placeholder, asks for nothing before a press, which is the control: it loads the widget once, without Cookie, in the
 * page's own element.
 */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { browsers } from './bystander.js';
import { FRAME, makeStage, WIDGET } from './hostile-page.js';
import { html } from './internet/index.js';
import { chooseIn, placeholdersOn } from './placeholder.js';

/** @typedef {import('puppeteer-core').Page} Page */

const NEWS = 'https://news.example';
const LIKE = 'Facebook: Like button';
const SDK = '<script async src="https://connect.facebook.net/en_US/sdk.js#xfbml=1&version=v19.0"></script>';
const MANY = 200;
const STRICT = "default-src 'self'; style-src 'self'; script-src 'self'; frame-src https://www.youtube.com";

/**
 * What a page does, one step after the other, each followed by how many placeholders there are then. `widget` is the
 * page's own way to make its frame, `kept` the element it holds on to.
 * @type {Record<string, [step: string, placeholders: number][]>}
 */
const doings = {
  'inserts it late': [['document.body.append(kept = widget())', 1]],
  'inserts it late, deep in a new part': [
    [
      'const part = document.createElement("main"); part.append(kept = widget()); document.body.append(part)',
      1,
    ],
  ],
  'gives it its address late': [
    ['document.body.append(kept = document.createElement("iframe"))', 0],
    ['kept.src = widget().src', 1],
  ],
  'removes it, and inserts it again': [
    ['document.body.append(kept = widget())', 1],
    ['kept.remove()', 0],
    ['document.body.append(kept)', 1],
  ],
  'removes it, and inserts a new one': [
    ['document.body.append(widget())', 1],
    ['document.querySelector("iframe").remove()', 0],
    ['document.body.append(kept = widget())', 1],
  ],
  'moves it': [
    ['document.body.append(kept = widget())', 1],
    ['const part = document.createElement("main"); document.body.append(part); part.append(kept)', 1],
  ],
  'draws it anew, as equal': [
    ['document.body.append(widget())', 1],
    ['document.querySelector("iframe").replaceWith(kept = widget())', 1],
  ],
  'draws all around it anew, as equal': [
    [
      'document.body.append(document.createElement("main")); document.querySelector("main").append(widget())',
      1,
    ],
    [
      'const again = document.createElement("main"); again.append(kept = widget()); document.querySelector("main").replaceWith(again)',
      1,
    ],
  ],
  'keeps it in an open shadow tree': [
    [
      'document.body.append(document.createElement("main")); document.querySelector("main").attachShadow({ mode: "open" }).append(kept = widget())',
      1,
    ],
  ],
  'keeps it in a closed shadow tree': [
    [
      'document.body.append(document.createElement("main")); document.querySelector("main").attachShadow({ mode: "closed" }).append(kept = widget())',
      1,
    ],
  ],
};

/** The document with the widget, inside of the page. */
const inner = html`<!doctype html><html lang="en"><meta charset="utf-8"><title>Inner</title><body style="margin: 10px">${FRAME}</body></html>`;
/** @type {Record<string, { body: string, frame: string }>} */
const frames = {
  'of another site': {
    body: '<iframe id="around" width="640" height="400" src="https://blog.example/inner"></iframe>',
    frame: 'https://blog.example/inner',
  },
  'of its own site': {
    body: '<iframe id="around" width="640" height="400" src="/inner"></iframe>',
    frame: `${NEWS}/inner`,
  },
  'that has its text in an attribute': {
    body: `<iframe id="around" width="640" height="400" srcdoc="${FRAME.replaceAll('"', '&quot;')}"></iframe>`,
    frame: 'about:srcdoc',
  },
  'that has no address': {
    body: `<iframe id="around" width="640" height="400"></iframe>
      <script>document.getElementById('around').contentDocument.body.innerHTML = ${JSON.stringify(FRAME)}</script>`,
    frame: 'about:blank',
  },
};

for (const name of browsers) {
  describe(`a placeholder in ${name}, where a page`, () => {
    const stage = makeStage(name);
    let visits = 0;

    for (const [what, steps] of Object.entries(doings)) {
      it(what, async () => {
        const page = await visit('');
        await page.evaluate((address) => {
          Reflect.set(window, 'kept', undefined);
          Reflect.set(window, 'widget', () =>
            Object.assign(document.createElement('iframe'), { width: 560, height: 315, src: address }),
          );
        }, WIDGET);
        for (const [step, count] of steps) {
          await page.evaluate(`{ ${step} }`);
          await placeholdersOn(stage.browser, page, (seen) => seen.length === count);
        }
        await stage.nothingLoaded(page);
        await page.evaluate('window.parent0 = kept.parentNode');
        await stage.loads(page);
        await placeholdersOn(stage.browser, page, (seen) => seen.length === 0);
        assert.deepEqual(await page.evaluate('[kept.isConnected, kept.parentNode === parent0]'), [
          true,
          true,
        ]);
        assert.equal(await page.evaluate('[...parent0.querySelectorAll("iframe")].indexOf(kept)'), 0);
        assert.equal(await page.evaluate('kept.getAttribute("style")'), null);
        await page.close();
      });
    }

    for (const [what, { body, frame }] of Object.entries(frames)) {
      it(`has it in a frame ${what}`, async () => {
        for (const site of ['blog.example', 'news.example']) stage.internet.serve(site, { '/inner': inner });
        const page = await visit(body);
        const [seen] = await placeholdersOn(stage.browser, page, (all) => all.length === 1);
        assert.equal(seen?.frame, frame);
        await stage.nothingLoaded(page);
        await pressInside(page);
        await stage.loaded(page);
        await page.close();
      });
    }

    it('inserts an element late for a script that was held back', async () => {
      const page = await visit(SDK);
      await placeholdersOn(stage.browser, page, (seen) => seen.length === 0);
      await page.evaluate(() => {
        const like = Object.assign(document.createElement('div'), { className: 'fb-like' });
        like.dataset.href = 'https://news.example/';
        document.body.append(like);
      });
      await placeholdersOn(stage.browser, page, ([seen]) => seen?.label.startsWith(LIKE) === true);
      await stage.nothingLoaded(page);
      assert.deepEqual(stage.internet.requestsTo('connect.facebook.net'), []);
      await chooseIn(stage.browser, page, LIKE, { identity: 'without', lasting: 'once' });
      await stage.internet.seen(({ host }) => host === 'connect.facebook.net');
      const cookies = stage.internet.requestsTo('connect.facebook.net').map(({ headers }) => headers.cookie);
      assert.deepEqual(cookies, [undefined]);
      await page.close();
    });

    it(`has ${MANY} of them, drawn where the person is`, async () => {
      const address = (/** @type {number} */ at) => `https://www.facebook.com/plugins/like.php?href=${at}`;
      const likes = Array.from({ length: MANY }, (_, at) => at);
      const page = await visit(
        likes.map((at) => `<p><iframe width="140" height="28" src="${address(at)}"></iframe></p>`).join('\n'),
      );
      await page.waitForFunction(
        (many) => document.querySelectorAll('iframe + div').length === many,
        {},
        MANY,
      );
      const isHere = (/** @type {import('./placeholder.js').Seen[]} */ all) =>
        all.some(({ box }) => box.y > 0 && box.y < 600);
      const near = await placeholdersOn(stage.browser, page, isHere);
      assert.ok(near.every(({ label }) => label.startsWith(LIKE)));
      assert.ok(near.length < MANY, 'those far away are drawn too');
      await page.evaluate(() =>
        scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }),
      );
      await placeholdersOn(stage.browser, page, isHere);
      await stage.nothingLoaded(page);
      assert.deepEqual(stage.internet.requestsTo('www.facebook.com'), []);
      // A person looks at one; to look at all of them in one test takes its time.
      await page.evaluate(() => {
        for (const part of [...document.querySelectorAll('p')].slice(1)) part.remove();
      });
      await placeholdersOn(stage.browser, page, (all) => all.length === 1);
      await chooseIn(stage.browser, page, LIKE, { identity: 'without', lasting: 'once' });
      await stage.internet.seen(({ url }) => url === address(0));
      assert.equal(stage.internet.requestsTo('www.facebook.com').length, 1);
      await page.close();
    });

    it('lets nothing have a style but its own sheets', async () => {
      const page = await visit(FRAME, { 'content-security-policy': STRICT });
      await placeholdersOn(stage.browser, page, (seen) => seen.length === 1);
      const { colour, width } = await looksOf(page);
      assert.match(colour, /^rgb/);
      assert.doesNotMatch(colour, /, 0\)$/);
      assert.equal(width, 560);
      await stage.nothingLoaded(page);
      await stage.loads(page);
      await page.close();
    });

    /**
     * @param {string} body
     * @param {Record<string, string>} [headers]
     */
    async function visit(body, headers = {}) {
      const path = `/late-${++visits}`;
      const page = html`<!doctype html><html lang="en"><meta charset="utf-8"><title>Late</title>
        <link rel="icon" href="data:,"><body>${body}</body></html>`;
      stage.internet.serve('news.example', { [path]: { ...page, headers: { ...page.headers, ...headers } } });
      stage.internet.forget();
      return stage.browser.open(NEWS + path);
    }

    /** Presses in the frame `around`, as a person does: goes there, sees it, and clicks. @param {Page} page */
    async function pressInside(page) {
      const { x, y } = await page.evaluate(() => {
        const { x, y } = /** @type {HTMLElement} */ (
          document.getElementById('around')
        ).getBoundingClientRect();
        return { x, y };
      });
      for (;;) {
        const [seen] = await placeholdersOn(stage.browser, page, (all) => all.length === 1);
        const button = seen?.buttons.find(({ does }) => does === 'load');
        assert.ok(button);
        const place = /** @type {const} */ ([x + button.x, y + button.y]);
        if (button.seen) return page.mouse.click(...place);
        await page.mouse.move(place[0] - 1, place[1] - 1);
        await page.mouse.move(...place);
      }
    }

    /** What a person sees of the card. @param {Page} page */
    async function looksOf(page) {
      const tabId = await stage.browser.tabId(page);
      const looks = await stage.browser.inExtension(async (id) => {
        const [found] = await chrome.scripting.executeScript({
          target: { tabId: id },
          func: () => {
            const host = /** @type {HTMLElement} */ (document.querySelector('iframe')?.nextElementSibling);
            const root = /** @type {ShadowRoot} */ (
              Reflect.get(host, 'openOrClosedShadowRoot') ?? chrome.dom.openOrClosedShadowRoot(host)
            );
            const box = /** @type {HTMLElement} */ (root.querySelector('.box'));
            return { colour: getComputedStyle(box).backgroundColor, width: host.offsetWidth };
          },
        });
        return found?.result;
      }, tabId);
      assert.ok(looks);
      return looks;
    }
  });
}
