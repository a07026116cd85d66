import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isFromPage, isSite, readFromPopup } from '../../extension/shared/protocol.js';

const runtime = { id: 'me', getURL: (/** @type {string} */ path) => `chrome-extension://me${path}` };
const popup = 'chrome-extension://me/popup/popup.html';

describe('who may speak as the popup', () => {
  for (const [
    name,
    sender,
    welcome,
  ] of /** @type {[string, Parameters<typeof isFromPage>[0], boolean][]} */ ([
    ['the popup', { id: 'me', url: popup }, true],
    ['the popup opened for a tab', { id: 'me', url: `${popup}?tabId=7#x` }, true],
    [
      'another page of the extension',
      { id: 'me', url: 'chrome-extension://me/dashboard/dashboard.html' },
      false,
    ],
    [
      'a content script, which shares our id',
      { id: 'me', url: 'https://news.example/popup/popup.html' },
      false,
    ],
    ['a web page that dresses up', { id: 'me', url: `https://evil.example/?${popup}` }, false],
    ['another extension', { id: 'you', url: popup }, false],
    ['a path that only begins like it', { id: 'me', url: `${popup}.evil` }, false],
    ['nobody', undefined, false],
    ['no address', { id: 'me' }, false],
  ]))
    test(`${name}: ${welcome ? 'welcome' : 'refused'}`, () =>
      assert.equal(isFromPage(sender, runtime, '/popup/popup.html'), welcome));
});

describe('what the popup may say', () => {
  for (const message of [
    { kind: 'watch', tabId: 7 },
    { kind: 'except', site: 'news.example' },
    { kind: 'unexcept', site: 'xn--bcher-kva.example' },
    { kind: 'level', level: 'gentle' },
    { kind: 'level', level: 'standard' },
  ])
    test(`${JSON.stringify(message)} is understood`, () => assert.deepEqual(readFromPopup(message), message));

  for (const message of [
    undefined,
    'watch',
    {},
    { kind: 'watch' },
    { kind: 'watch', tabId: '7' },
    { kind: 'except' },
    { kind: 'except', site: '' },
    { kind: 'except', site: 'https://news.example/' },
    { kind: 'except', site: ['news.example'] },
    { kind: 'level' },
    { kind: 'level', level: 'strict' },
    { kind: 'level', level: ['gentle'] },
    { kind: 'destroy', site: 'news.example' },
  ])
    test(`${JSON.stringify(message)} is not`, () => assert.equal(readFromPopup(message), undefined));
});

describe('what a site looks like', () => {
  for (const site of [
    'news.example',
    'co.uk',
    'localhost',
    '127.0.0.1',
    '[::1]',
    'a_b.example',
    'x'.repeat(60),
  ])
    test(`${site} is one`, () => assert.ok(isSite(site)));
  for (const text of [
    '',
    'News.example',
    'a b',
    'a..b',
    '.a',
    'a.',
    'a/b',
    'a:80',
    '*',
    '[',
    'ü.example',
    'x'.repeat(256),
    7,
  ])
    test(`${JSON.stringify(text)} is none`, () => assert.equal(isSite(text), false));
});
