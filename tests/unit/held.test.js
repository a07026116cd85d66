/**
 * @import { Held } from '../../extension/shared/protocol.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createHeld } from '../../extension/background/held.js';
import { LIKE, META, NONE } from './policy-support.js';

const site = 'news.example';
const given = /** @type {const} */ ({ site, grantee: META, identity: 'with', since: 1 });
const elsewhere = { ...given, site: 'shop.example' };
const secret = /** @type {const} */ ({ site, grantee: LIKE, identity: 'without', since: 2, until: 9 });
const forPage = /** @type {const} */ ({ site, grantee: LIKE, identity: 'with', since: 3 });
const inTab = { ...forPage, tabId: 7, isPrivate: false };

const held = createHeld({
  policy: {
    live: () => ({
      normal: { level: 'standard', ...NONE, permissions: [given, elsewhere] },
      privately: { ...NONE, permissions: [secret] },
    }),
  },
  uses: { of: (_, isPrivate) => (isPrivate ? { uses: 5, last: 8 } : { uses: 3, last: 7 }) },
  once: {
    of: (tabId) => (tabId === 7 ? [inTab, { ...inTab, site: 'left.example' }] : []),
    all: () => [inTab, { ...forPage, tabId: 13, isPrivate: true }],
  },
});

describe('what people are told of their permissions', () => {
  for (const [where, asked, expected] of /** @type {[string, Parameters<typeof held.on>, Held[]][]} */ ([
    ['on a site', [site, false, 8], [{ ...given, uses: 3, last: 7 }]],
    [
      'on a page that has its own',
      [site, false, 7],
      [
        { ...given, uses: 3, last: 7 },
        { ...forPage, uses: 0, once: true, tabId: 7 },
      ],
    ],
    [
      'in a private window, which can take back its own alone',
      [site, true, 13],
      [
        { ...given, uses: 5, last: 8, inherited: true },
        { ...secret, uses: 5, last: 8 },
      ],
    ],
    ['on a site without any', ['blog.example', false, 8], []],
  ]))
    test(where, () => assert.deepEqual(held.on(...asked), expected));

  test('everywhere, by the kind of window they were given in', () => {
    assert.deepEqual(held.all(), {
      normal: [
        { ...given, uses: 3, last: 7 },
        { ...elsewhere, uses: 3, last: 7 },
        { ...forPage, uses: 0, once: true, tabId: 7 },
      ],
      privately: [
        { ...secret, uses: 5, last: 8 },
        { ...forPage, uses: 0, once: true, tabId: 13 },
      ],
    });
  });
});
