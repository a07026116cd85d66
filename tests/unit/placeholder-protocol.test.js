/** What placeholders and the page of a question may say: all of it is read, and nothing else. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readFromConfirm, readFromPlaceholder } from '../../extension/shared/placeholder-protocol.js';

const name = { network: 'facebook', widget: 'Like button' };
const choose = { kind: 'choose', ...name, identity: 'without', lasting: 'once', seen: true };
const share = { kind: 'share', ...name, address: 'https://news.example/a?b=1', words: 'News' };
const original = { kind: 'original', ...name, address: 'http://www.facebook.com/p' };
const run = { kind: 'run', mark: 'data-abcdefgh', missing: ['https://connect.facebook.net/sdk.js'] };
const answer = { kind: 'answer', id: 'q', identity: 'with', lasting: 'always' };
const more = { site: 'evil.example', tabId: 4, isPrivate: false, company: 'Meta', outcome: 'done' };

/** @param {unknown} message */
const described = (message) => {
  const text = JSON.stringify(message) ?? String(message);
  return text.length > 120 ? `${text.slice(0, 90)}… (${text.length})` : text;
};

describe('what a placeholder may say', () => {
  for (const message of [
    choose,
    { ...choose, identity: 'with', lasting: 'hour', seen: false },
    { ...choose, lasting: 'day' },
    { ...choose, lasting: 'always' },
    { ...choose, network: 'n'.repeat(300), widget: 'w'.repeat(300) },
    share,
    { ...share, words: '' },
    { ...share, address: `https://news.example/${'a'.repeat(9_900)}` },
    original,
    run,
    { ...run, missing: [] },
    { ...run, mark: `data-${'z'.repeat(40)}` },
    { ...run, missing: Array.from({ length: 50 }, (_, at) => `https://a.example/${at}.js`) },
  ]) {
    test(`${described(message)} is understood`, () =>
      assert.deepEqual(readFromPlaceholder(message), message));
    test(`${described(message)} is understood without what it says besides`, () =>
      assert.deepEqual(readFromPlaceholder({ ...message, ...more }), message));
  }

  test('words are cut where they are too long', () => {
    assert.deepEqual(readFromPlaceholder({ ...share, words: 'ab'.repeat(200) }), {
      ...share,
      words: 'ab'.repeat(150),
    });
  });

  for (const message of [
    undefined,
    null,
    7,
    'choose',
    [],
    {},
    name,
    { ...choose, kind: undefined },
    { ...choose, kind: 'destroy' },
    { ...choose, kind: ['choose'] },
    { ...choose, kind: 'get-question', id: 'q' },
    answer,
    { ...choose, network: undefined },
    { ...choose, network: '' },
    { ...choose, network: ['facebook'] },
    { ...choose, network: 'n'.repeat(301) },
    { ...choose, widget: undefined },
    { ...choose, widget: '' },
    { ...choose, widget: 7 },
    { ...choose, widget: 'w'.repeat(301) },
    { ...choose, identity: undefined },
    { ...choose, identity: 'both' },
    { ...choose, identity: ['with'] },
    { ...choose, lasting: undefined },
    { ...choose, lasting: 'forever' },
    { ...choose, lasting: ['once'] },
    { ...choose, lasting: 3_600_000 },
    { ...choose, seen: undefined },
    { ...choose, seen: 'true' },
    { ...choose, seen: 1 },
    { ...share, network: undefined },
    { ...share, address: undefined },
    { ...share, address: 'news.example' },
    { ...share, address: 'javascript:alert(1)' },
    { ...share, address: 'data:text/html,x' },
    { ...share, address: 'file:///etc/passwd' },
    { ...share, address: 'moz-extension://me/confirm/confirm.html' },
    { ...share, address: ' https://news.example/' },
    { ...share, address: 'x\nhttps://news.example/' },
    { ...share, address: 'https://' },
    { ...share, address: ['https://news.example/'] },
    { ...share, address: `https://news.example/${'a'.repeat(10_000)}` },
    { ...share, words: undefined },
    { ...share, words: ['News'] },
    { ...original, widget: undefined },
    { ...original, address: undefined },
    { ...original, address: 'javascript:https://www.facebook.com/' },
    { ...original, address: 7 },
    { ...run, mark: undefined },
    { ...run, mark: 'abcdefgh' },
    { ...run, mark: 'data-short' },
    { ...run, mark: 'data-ABCDEFGH' },
    { ...run, mark: 'data-abcdefgh]' },
    { ...run, mark: 'data-abcdefgh\n' },
    { ...run, mark: `data-${'z'.repeat(41)}` },
    { ...run, mark: ['data-abcdefgh'] },
    { ...run, missing: undefined },
    { ...run, missing: 'https://a.example/' },
    { ...run, missing: { length: 0 } },
    { ...run, missing: ['javascript:alert(1)'] },
    { ...run, missing: ['https://a.example/', 7] },
    { ...run, missing: [''] },
    { ...run, missing: Array.from({ length: 51 }, (_, at) => `https://a.example/${at}.js`) },
  ])
    test(`${described(message)} is not`, () => assert.equal(readFromPlaceholder(message), undefined));
});

describe('what the page of a question may say', () => {
  for (const message of [
    { kind: 'get-question', id: 'q' },
    { kind: 'decline', id: '4b0f2a1e-8f0e-4f0a-9f55-2f3f4f5f6f7f' },
    answer,
    { ...answer, identity: 'without', lasting: 'once' },
  ]) {
    test(`${described(message)} is understood`, () => assert.deepEqual(readFromConfirm(message), message));
    test(`${described(message)} is understood without what it says besides`, () =>
      assert.deepEqual(readFromConfirm({ ...message, ...more, ...name }), message));
  }

  for (const message of [
    undefined,
    null,
    'decline',
    {},
    { id: 'q' },
    { kind: 'get-question' },
    { kind: 'get-question', id: '' },
    { kind: 'get-question', id: 7 },
    { kind: 'get-question', id: 'q'.repeat(301) },
    { kind: 'decline' },
    { kind: 'take', id: 'q' },
    { ...choose, id: 'q' },
    { ...answer, id: undefined },
    { ...answer, identity: undefined },
    { ...answer, identity: 'both' },
    { ...answer, lasting: undefined },
    { ...answer, lasting: 'week' },
    { ...answer, lasting: 1795478400000 },
  ])
    test(`${described(message)} is not`, () => assert.equal(readFromConfirm(message), undefined));
});
