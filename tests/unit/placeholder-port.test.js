/**
 * Who may speak to the background as a placeholder or as the page of a question, and what is believed of it.
 *
 * @import { Answer, Sender } from '../../extension/background/placeholder-port.js'
 * @import { Catalogue } from '../../extension/shared/catalogue.js'
 * @import { Asked } from '../../extension/background/questions.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answerPlaceholders } from '../../extension/background/placeholder-port.js';
import { createShownWidgets } from '../../extension/background/shown-widgets.js';

const ORIGIN = 'chrome-extension://me';
const CONFIRM = `${ORIGIN}/confirm/confirm.html?id=q`;

/** @param {{ from: string, to: string, decode: boolean }[]} original */
const post = (...original) => ({
  id: 'post',
  name: 'Post',
  kind: 'post',
  placeholder: true,
  elements: [],
  original,
});
const catalogue = /** @type {Catalogue} */ (
  /** @type {unknown} */ ([
    {
      id: 'facebook',
      name: 'Facebook',
      company: 'Meta',
      site: 'https://www.facebook.com/',
      kind: 'social',
      cookies: [],
      share: {
        address: 'https://www.facebook.com/sharer?u={url}&t={text}',
        label: 'Share',
        short: 'f',
        sources: [],
      },
      widgets: [
        post({ from: '^https://www\\.facebook\\.com/plugins/post\\?href=(.*)$', to: '', decode: true }),
      ],
    },
    { id: 'siteless', name: 'Siteless', company: 'Siteless', kind: 'social', cookies: [], widgets: [post()] },
  ])
);

const tab = { id: 3, url: 'https://www.news.example/story', incognito: false, windowId: 2, index: 5 };
/** @type {Sender} */
const page = { id: 'me', url: tab.url, origin: 'https://www.news.example', tab, frameId: 0, documentId: 'd' };
/** @type {Sender} */
const confirmPage = {
  id: 'me',
  url: CONFIRM,
  tab: { ...tab, id: 9, url: CONFIRM },
  frameId: 0,
  documentId: 'c',
};

const name = { network: 'facebook', widget: 'Post' };
const choose = { kind: 'choose', ...name, identity: 'without', lasting: 'once', seen: true };
const share = { kind: 'share', ...name, address: 'https://news.example/', words: 'News' };
const original = { kind: 'original', ...name };
const run = { kind: 'run', mark: 'data-abcdefgh', missing: ['https://a.example/sdk.js'] };

/** @type {Asked} */
const asked = {
  question: {
    id: 'q',
    site: 'news.example',
    ...name,
    networkName: 'Facebook',
    company: 'Meta',
    widgetKind: 'post',
    identity: 'with',
    lasting: 'always',
  },
  asker: { tabId: 3, isPrivate: false, to: { documentId: 'd' } },
};

function start() {
  /** @type {unknown[]} */
  const done = [];
  /** @type {((message: unknown, sender: Sender, answer: (answer: Answer) => void) => boolean)[]} */
  const listeners = [];
  answerPlaceholders({
    runtime: {
      id: 'me',
      getURL: (path) => `${ORIGIN}${path}`,
      onMessage: { addListener: (listener) => void listeners.push(listener) },
    },
    grants: {
      async choose(wish, wisher) {
        if (wish.network === 'broken') throw new Error('out of order');
        done.push(['choose', wish, wisher]);
        return { outcome: 'permitted' };
      },
      async answer(id, answer) {
        done.push(['answer', id, answer.identity, answer.lasting]);
        return id === 'q';
      },
    },
    questions: {
      get: async (id) => (id === 'q' ? asked : undefined),
      async take(id) {
        done.push(['take', id]);
        return undefined;
      },
    },
    knowledge: async () => createShownWidgets(catalogue, {}),
    siteOf: async (url) => /([a-z]+\.example)\//.exec(url)?.[1],
    companyOf: async (url) =>
      /(^|\.)(facebook|fbcdn)\.com$/.test(new URL(url).hostname) ? 'Meta' : undefined,
    open: async (url, beside) => void done.push(['open', url, beside.index]),
    run: async (where, mark, missing) => void done.push(['run', where, mark, missing]),
  });
  /**
   * @param {unknown} message
   * @param {Sender} sender
   * @returns {Promise<Answer | 'ignored'>}
   */
  const say = (message, sender) =>
    new Promise((answered) => {
      const [listener] = listeners;
      if (listener?.(message, sender, answered) !== true) answered('ignored');
    });
  return { say, done };
}

describe('a placeholder’s wish', () => {
  test('is heard from a page, and the site, tab and window are the browser’s word', async () => {
    const { say, done } = start();
    const claims = { site: 'evil.example', tabId: 4, isPrivate: true, to: { frameId: 9 } };
    assert.deepEqual(await say({ ...choose, ...claims }, page), { outcome: 'permitted' });
    const wisher = { site: 'news.example', tabId: 3, isPrivate: false, to: { documentId: 'd' } };
    assert.deepEqual(done, [['choose', choose, wisher]]);
  });

  test('of a frame is for the page’s site, and answered to the frame', async () => {
    const { say, done } = start();
    const frame = { ...page, url: 'https://blog.example/', origin: 'https://blog.example', frameId: 7 };
    await say(choose, { ...frame, documentId: 'frame', tab: { ...tab, incognito: true } });
    await say(choose, { ...frame, documentId: undefined });
    assert.deepEqual(done, [
      ['choose', choose, { site: 'news.example', tabId: 3, isPrivate: true, to: { documentId: 'frame' } }],
      ['choose', choose, { site: 'news.example', tabId: 3, isPrivate: false, to: { frameId: 7 } }],
    ]);
  });

  for (const [what, sender] of /** @type {[string, Sender][]} */ ([
    ['another extension', { ...page, id: 'you' }],
    ['nobody', { ...page, id: undefined }],
    ['the page of a question', confirmPage],
    ['another page of the extension in a tab', { ...page, url: `${ORIGIN}/rules/rules.html` }],
    ['what is in no tab', { ...page, tab: undefined }],
    ['what is in no frame', { ...page, frameId: undefined }],
  ]))
    test(`is not heard from ${what}`, async () => {
      const { say, done } = start();
      for (const message of [choose, share, { ...original, address: 'https://www.facebook.com/' }, run])
        assert.equal(await say(message, sender), 'ignored');
      assert.deepEqual(done, []);
    });

  for (const message of [undefined, {}, { ...choose, identity: 'both' }, { kind: 'get-question', id: 'q' }])
    test(`is none that makes no sense: ${JSON.stringify(message)}`, async () => {
      assert.equal(await start().say(message, page), 'ignored');
    });

  for (const url of [undefined, '', 'about:blank'])
    test(`fails where the page has no site: ${url}`, async () => {
      const { say, done } = start();
      const answer = await say(choose, { ...page, tab: { ...tab, url } });
      assert.deepEqual(answer, { outcome: 'failed', error: 'Bystander does not know which site this is.' });
      assert.deepEqual(done, []);
    });

  test('that fails is answered with why', async () => {
    const answer = await start().say({ ...choose, network: 'broken' }, page);
    assert.deepEqual(answer, { outcome: 'failed', error: 'out of order' });
  });
});

describe('sharing', () => {
  test('opens the network’s page for it beside the tab', async () => {
    const { say, done } = start();
    assert.deepEqual(await say(share, page), { outcome: 'done' });
    assert.deepEqual(done, [
      ['open', 'https://www.facebook.com/sharer?u=https%3A%2F%2Fnews.example%2F&t=News', 5],
    ]);
  });

  for (const network of ['siteless', 'nobody'])
    test(`opens nothing at a network without such a page: ${network}`, async () => {
      const { say, done } = start();
      assert.deepEqual(await say({ ...share, network }, page), {
        outcome: 'failed',
        error: 'There is nothing to open.',
      });
      assert.deepEqual(done, []);
    });
});

describe('the original', () => {
  const framed = 'https://www.facebook.com/plugins/post?href=';
  for (const [what, address, opened] of /** @type {const} */ ([
    [
      'is what the frame’s address names',
      `${framed}https%3A%2F%2Fwww.facebook.com%2Fp%2F1`,
      'https://www.facebook.com/p/1',
    ],
    [
      'is what the embed code names, if it is the company’s',
      'https://www.fbcdn.com/p/2',
      'https://www.fbcdn.com/p/2',
    ],
    [
      'is the network’s site where the frame names another company',
      `${framed}https%3A%2F%2Fevil.example%2F`,
      'https://www.facebook.com/',
    ],
    ['is the network’s site where the frame names no address', `${framed}p%2F1`, 'https://www.facebook.com/'],
    [
      'is the network’s site where the frame names a script',
      `${framed}javascript%3Aalert(1)`,
      'https://www.facebook.com/',
    ],
    [
      'is the network’s site where the page names another company',
      'https://evil.example/',
      'https://www.facebook.com/',
    ],
  ]))
    test(what, async () => {
      const { say, done } = start();
      assert.deepEqual(await say({ ...original, address }, page), { outcome: 'done' });
      assert.deepEqual(done, [['open', opened, 5]]);
    });

  for (const [what, wanted] of /** @type {const} */ ([
    ['of a network whose site nobody knows', { network: 'siteless', address: 'https://siteless.example/' }],
    ['of a network nobody knows', { network: 'nobody', address: 'https://www.facebook.com/' }],
    ['of nobody’s network at nobody’s address', { network: 'nobody', address: 'https://evil.example/' }],
    ['which is no page of the web', { address: `${framed}ftp%3A%2F%2Fwww.facebook.com%2F` }],
    ['of a widget nobody knows', { widget: 'Poke', address: 'https://www.facebook.com/' }],
  ]))
    test(`${what} is not opened`, async () => {
      const { say, done } = start();
      const answer = await say({ ...original, ...wanted }, page);
      assert.deepEqual(answer, { outcome: 'failed', error: 'There is nothing to open.' });
      assert.deepEqual(done, []);
    });
});

test('scripts are run again in the document that asks, whatever it says', async () => {
  const { say, done } = start();
  const where = { tabId: 4, frameId: 0, where: { tabId: 4, frameId: 0 } };
  assert.deepEqual(await say({ ...run, ...where }, { ...page, frameId: 7 }), { outcome: 'done' });
  assert.deepEqual(done, [['run', { tabId: 3, frameId: 7 }, run.mark, run.missing]]);
});

describe('the page of a question', () => {
  for (const [message, answer, expected] of /** @type {const} */ ([
    [{ kind: 'get-question', id: 'q' }, { question: asked.question }, []],
    [{ kind: 'get-question', id: 'r' }, { error: 'gone' }, []],
    [
      { kind: 'answer', id: 'q', identity: 'with', lasting: 'day' },
      { done: true },
      [['answer', 'q', 'with', 'day']],
    ],
    [
      { kind: 'answer', id: 'r', identity: 'with', lasting: 'day' },
      { error: 'gone' },
      [['answer', 'r', 'with', 'day']],
    ],
    [{ kind: 'decline', id: 'q' }, { done: true }, [['take', 'q']]],
  ]))
    test(`is answered: ${JSON.stringify(message)}`, async () => {
      const { say, done } = start();
      assert.deepEqual(await say(message, confirmPage), answer);
      assert.deepEqual(done, expected);
    });

  for (const [what, sender] of /** @type {[string, Sender][]} */ ([
    ['a content script', page],
    ['a page that dresses up', { ...page, url: `https://evil.example/?${CONFIRM}` }],
    ['another page of the extension', { ...confirmPage, url: `${ORIGIN}/popup/popup.html` }],
    ['another extension', { ...confirmPage, id: 'you' }],
    ['a page without address', { ...confirmPage, url: undefined }],
  ]))
    test(`is not ${what}`, async () => {
      const { say, done } = start();
      for (const kind of ['get-question', 'answer', 'decline'])
        assert.equal(await say({ kind, id: 'q', identity: 'with', lasting: 'day' }, sender), 'ignored');
      assert.deepEqual(done, []);
    });
});
