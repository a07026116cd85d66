import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  factsInChrome,
  factsInFirefox,
  placeInChrome,
  placeInFirefox,
} from '../../extension/background/enforce/facts.js';

const common = { tabId: 1, requestId: '9', method: 'GET', frameId: 0, parentFrameId: -1 };
const pixel = { ...common, url: 'https://t.example/p', type: 'image' };

/** @typedef {[string, Parameters<typeof factsInFirefox>[0], { page: string, frame?: string }]} FirefoxRow */
/** @typedef {[string, Parameters<typeof factsInChrome>[0], string | undefined, { page: string, frame?: string }]} ChromeRow */

describe('facts in Firefox', () => {
  const documentUrl = 'https://news.example/a';
  const surroundings = {
    site: (/** @type {string} */ url) => new URL(url).hostname,
    pageOfTab: (/** @type {number} */ tabId) => (tabId === 1 ? documentUrl : undefined),
  };
  for (const [name, details, expected] of /** @type {FirefoxRow[]} */ ([
    [
      'a request of the page',
      { ...pixel, documentUrl, frameAncestors: [] },
      { page: documentUrl, frame: documentUrl },
    ],
    [
      'a request of a nested frame: the page is the outermost ancestor',
      {
        ...pixel,
        documentUrl: 'https://inner.example/',
        frameAncestors: [
          { url: 'https://outer.example/', frameId: 3 },
          { url: 'https://news.example/', frameId: 0 },
        ],
      },
      { page: 'https://news.example/', frame: 'https://inner.example/' },
    ],
    [
      'a sandboxed frame has no address of its own, whatever stylesheet it follows',
      {
        ...pixel,
        originUrl: 'https://cdn.example/x.css',
        frameAncestors: [{ url: 'https://news.example/', frameId: 0 }],
      },
      { page: 'https://news.example/', frame: 'null' },
    ],
    [
      'a frame inside a sandboxed frame is asked for by an opaque document',
      {
        ...pixel,
        type: 'sub_frame',
        frameAncestors: [
          { url: '', frameId: 3 },
          { url: 'https://news.example/', frameId: 0 },
        ],
      },
      { page: 'https://news.example/', frame: 'null' },
    ],
    [
      'a frame whose page does not say so is not',
      {
        ...pixel,
        type: 'sub_frame',
        frameAncestors: [{ url: 'https://news.example/', frameId: 0 }],
      },
      { page: 'https://news.example/' },
    ],
    [
      'a frame in an about:blank page that a script filled',
      { ...pixel, documentUrl, frameAncestors: [{ url: 'about:blank', frameId: 0 }] },
      { page: documentUrl, frame: documentUrl },
    ],
    [
      'a page, whoever links to it',
      { ...common, url: 'https://news.example/', type: 'main_frame', originUrl: 'https://other.example/' },
      { page: 'https://news.example/' },
    ],
    [
      'a service worker',
      { ...pixel, tabId: -1, originUrl: 'https://news.example/sw.js' },
      { page: 'https://news.example/sw.js', frame: 'https://news.example/sw.js' },
    ],
    ['the browser itself', { ...pixel, tabId: -1 }, { page: 'https://t.example/p' }],
  ]))
    test(name, () => {
      const { url, type } = details;
      assert.deepEqual(factsInFirefox(details, surroundings), { url, type, method: 'GET', ...expected });
    });

  const worker = { ...common, url: 'https://t.example/p', type: 'xmlhttprequest', thirdParty: true };
  const inFrame = {
    ...worker,
    frameId: 17,
    parentFrameId: 0,
    documentUrl: 'https://t.example/w',
    frameAncestors: [],
  };
  for (const [
    name,
    details,
    page,
  ] of /** @type {[string, Parameters<typeof factsInFirefox>[0], string][]} */ ([
    ['of a worker in a frame is the tab’s, not the worker’s own', inFrame, documentUrl],
    [
      'of a shared worker in a frame is unknown',
      { ...worker, tabId: -1, documentUrl: 'https://t.example/w' },
      'null',
    ],
    ['of a first-party worker is its own', { ...inFrame, thirdParty: false }, 'https://t.example/w'],
    [
      'of a worker in a frame that asks another domain, perhaps of the same company, is the tab’s too',
      { ...inFrame, url: 'https://other.example/' },
      documentUrl,
    ],
    [
      'of a page’s own worker is its own',
      { ...inFrame, frameId: 0, parentFrameId: -1, url: 'https://other.example/' },
      'https://t.example/w',
    ],
  ]))
    test(`the page ${name}`, () => assert.equal(factsInFirefox(details, surroundings).page, page));
});

describe('facts in Chrome', () => {
  const initiator = 'https://frame.example';
  for (const [name, details, pageUrl, expected] of /** @type {ChromeRow[]} */ ([
    [
      'a request of a frame: the page is what the ledger knows',
      { ...pixel, initiator, frameId: 4, parentFrameId: 0 },
      'https://news.example/',
      { page: 'https://news.example/', frame: initiator },
    ],
    [
      'a page the ledger does not know',
      { ...pixel, initiator },
      undefined,
      { page: initiator, frame: initiator },
    ],
    [
      'a sandboxed frame belongs to no site',
      { ...pixel, initiator: 'null' },
      'https://news.example/',
      { page: 'https://news.example/', frame: 'null' },
    ],
    [
      'a sandboxed page the ledger does not know',
      { ...pixel, initiator: 'null' },
      undefined,
      { page: pixel.url, frame: 'null' },
    ],
    [
      'a page',
      { ...common, url: 'https://news.example/', type: 'main_frame', initiator },
      'https://before.example/',
      { page: 'https://news.example/' },
    ],
  ]))
    test(name, () => {
      const { url, type } = details;
      assert.deepEqual(factsInChrome(details, pageUrl), { url, type, method: 'GET', ...expected });
    });
});

describe('places in the ledger', () => {
  const page = { ...common, url: 'https://news.example/', type: 'main_frame' };
  const navigation = { requestId: '9', url: 'https://news.example/' };

  test('the request for a page is a navigation in both browsers', () => {
    assert.deepEqual(placeInFirefox(page).navigation, navigation);
    assert.deepEqual(placeInChrome(page).navigation, navigation);
  });

  test('a page prefetched by speculation rules is not: it names the document that asked', () => {
    assert.equal(placeInChrome({ ...page, documentId: 'doc-1' }).navigation, undefined);
  });

  test('nor is a page being prerendered', () => {
    assert.equal(placeInChrome({ ...page, documentLifecycle: 'prerender' }).navigation, undefined);
  });

  test('in Chrome the initiator of a frame’s request says nothing about the page', () => {
    const frame = { ...pixel, initiator: 'https://frame.example', parentFrameId: 0 };
    assert.equal(placeInChrome(frame).pageUrl, undefined);
    assert.equal(placeInChrome({ ...frame, parentFrameId: -1 }).pageUrl, 'https://frame.example');
    assert.equal(placeInChrome({ ...frame, parentFrameId: -1, initiator: 'null' }).pageUrl, undefined);
  });
});
