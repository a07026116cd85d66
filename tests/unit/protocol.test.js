import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isSite } from '../../extension/shared/choices.js';
import { isFromPage, readFromDashboard, readFromPopup } from '../../extension/shared/protocol.js';

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
    { kind: 'except', site: 'news.example', until: 1795478400000 },
    { kind: 'site-level', site: 'news.example', level: 'strict' },
    { kind: 'site-level', site: 'news.example', level: 'gentle', until: 0 },
    { kind: 'site-level', site: 'news.example', level: null },
    { kind: 'permit', site: 'news.example', grantee: { company: 'Meta' }, identity: 'with' },
    {
      kind: 'permit',
      site: 'news.example',
      grantee: { network: 'facebook', name: 'Like button' },
      identity: 'without',
      until: 8.64e15,
    },
    { kind: 'revoke', site: 'news.example', grantee: { company: 'Meta' } },
    { kind: 'revoke', site: 'news.example', grantee: { network: 'facebook', name: 'Like button' } },
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
    { kind: 'except', site: 'news.example', until: '1795478400000' },
    { kind: 'except', site: 'news.example', until: Number.NaN },
    { kind: 'except', site: 'news.example', until: Number.POSITIVE_INFINITY },
    { kind: 'except', site: 'news.example', until: -1 },
    { kind: 'except', site: 'news.example', until: null },
    { kind: 'site-level', level: 'strict' },
    { kind: 'site-level', site: 'news.example' },
    { kind: 'site-level', site: 'news.example', level: 'off' },
    { kind: 'site-level', site: 'news.example', level: 'strict', until: 8.65e15 },
    { kind: 'permit', site: 'news.example', grantee: { company: 'Meta' } },
    { kind: 'permit', site: 'news.example', grantee: { company: 'Meta' }, identity: 'both' },
    { kind: 'permit', grantee: { company: 'Meta' }, identity: 'with' },
    { kind: 'permit', site: 'news.example', identity: 'with' },
    { kind: 'permit', site: 'news.example', grantee: 'Meta', identity: 'with' },
    { kind: 'permit', site: 'news.example', grantee: { company: '' }, identity: 'with' },
    { kind: 'permit', site: 'news.example', grantee: { company: 7 }, identity: 'with' },
    { kind: 'permit', site: 'news.example', grantee: { company: 'x'.repeat(201) }, identity: 'with' },
    { kind: 'permit', site: 'news.example', grantee: { network: 'facebook' }, identity: 'with' },
    {
      kind: 'permit',
      site: 'news.example',
      grantee: { company: 'Meta', network: 'facebook', name: 'Like button' },
      identity: 'with',
    },
    { kind: 'revoke', site: 'news.example' },
    { kind: 'revoke', site: 'News.example', grantee: { company: 'Meta' } },
  ])
    test(`${JSON.stringify(message)} is not`, () => assert.equal(readFromPopup(message), undefined));
});

test('of what the popup says nothing is kept that was not asked for', () => {
  const grantee = { company: 'Meta', until: 1 };
  assert.deepEqual(
    readFromPopup({
      kind: 'permit',
      site: 'news.example',
      grantee,
      identity: 'with',
      level: 'strict',
      more: 1,
    }),
    { kind: 'permit', site: 'news.example', grantee: { company: 'Meta' }, identity: 'with' },
  );
});

describe('what the dashboard may say', () => {
  const revoke = {
    kind: 'revoke',
    site: 'news.example',
    grantee: { company: 'Meta' },
    isPrivate: false,
  };
  for (const message of [
    { kind: 'watch-permissions' },
    revoke,
    { ...revoke, isPrivate: true, grantee: { network: 'facebook', name: 'Like button' } },
    { ...revoke, tabId: 7 },
  ])
    test(`${JSON.stringify(message)} is understood`, () =>
      assert.deepEqual(readFromDashboard({ ...message, more: 1 }), message));

  for (const message of [
    undefined,
    'watch-permissions',
    {},
    { kind: 'watch', tabId: 7 },
    { kind: 'except', site: 'news.example' },
    { ...revoke, site: 'https://news.example/' },
    { ...revoke, grantee: {} },
    { ...revoke, isPrivate: undefined },
    { ...revoke, isPrivate: 'false' },
    { ...revoke, tabId: '7' },
    { ...revoke, tabId: null },
  ])
    test(`${JSON.stringify(message)} is not`, () => assert.equal(readFromDashboard(message), undefined));
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
