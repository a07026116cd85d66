/**
 * How Chrome shows what became of each verdict.
 *
 * @import { Action } from '/core/bystander.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { atError, atRedirect, atRequest, atResponse } from '../../extension/background/enforce/dnr.js';
import { ACTIONS, url, verdict } from './enforcement-support.js';

describe('what Chrome shows of each verdict', () => {
  const own = 'chrome-extension://me/';
  const blocked = 'net::ERR_BLOCKED_BY_CLIENT';
  const once = { url: 'https://t.example/p?a=1&b=2', redirectUrl: 'https://t.example/p?b=2' };
  const server = { ip: '192.0.2.1' };
  /** @typedef {import('../../extension/background/ledger-page.js').Outcome | undefined} Seen */
  /** @type {Record<string, (given: ReturnType<typeof verdict>) => Seen>} */
  const moments = {
    'when it starts': atRequest,
    'sent on without a parameter, by the browser': (given) => atRedirect(given, once, own),
    'sent on without a parameter, by its server': (given) => atRedirect(given, { ...once, ...server }, own),
    'sent on without a parameter, as its server said before': (given) =>
      atRedirect(given, { ...once, fromCache: true }, own),
    'sent to us': (given) => atRedirect(given, { url, redirectUrl: `${own}stub.js` }, own),
    'sent to another extension': (given) =>
      atRedirect(given, { url, redirectUrl: 'chrome-extension://other/stub.js' }, own),
    'sent elsewhere by the browser': (given) =>
      atRedirect(given, { url, redirectUrl: 'https://else.example/next' }, own),
    'sent elsewhere by its server': (given) =>
      atRedirect(given, { url, redirectUrl: 'https://t.example/next', ...server }, own),
    answered: atResponse,
    refused: (given) => atError(given, blocked),
    failed: (given) => atError(given, 'net::ERR_ABORTED'),
  };
  const stopped = /** @type {const} */ ({
    'when it starts': 'predicted',
    'sent on without a parameter, by the browser': 'moved',
    'sent on without a parameter, by its server': 'contradicted',
    'sent on without a parameter, as its server said before': 'contradicted',
    'sent elsewhere by the browser': 'moved',
    'sent elsewhere by its server': 'contradicted',
    answered: 'contradicted',
    refused: 'confirmed',
  });
  /** @type {Record<Action, Record<string, Seen>>} what is not named shows nothing */
  const table = {
    // Only what a permission let out is asked about.
    allow: {
      'when it starts': 'predicted',
      'sent on without a parameter, by the browser': 'moved',
      'sent on without a parameter, by its server': 'confirmed',
      'sent on without a parameter, as its server said before': 'confirmed',
      'sent elsewhere by the browser': 'moved',
      'sent elsewhere by its server': 'confirmed',
      answered: 'confirmed',
      refused: 'moved',
      failed: 'moved',
    },
    strip: {
      'when it starts': 'predicted',
      'sent on without a parameter, by the browser': 'moved',
      'sent elsewhere by the browser': 'moved',
    },
    clean: {
      'sent on without a parameter, by the browser': 'confirmed',
      'sent on without a parameter, by its server': 'contradicted',
      'sent on without a parameter, as its server said before': 'contradicted',
      'sent elsewhere by its server': 'contradicted',
      answered: 'contradicted',
    },
    replace: { ...stopped, 'sent to us': 'confirmed' },
    block: stopped,
  };
  for (const action of ACTIONS)
    for (const [moment, shown] of Object.entries(moments))
      test(`${action}, ${moment}: ${table[action][moment] ?? 'nothing'}`, () => {
        assert.equal(shown(verdict(action)), table[action][moment]);
      });

  for (const [what, redirectUrl, shown] of /** @type {const} */ ([
    ['its stub', 'chrome-extension://74a1db94-83cf/stubs/stand-in.js', 'confirmed'],
    ['another stub', 'chrome-extension://74a1db94-83cf/stubs/empty.js', undefined],
    ['the network', 'https://t.example/stubs/stand-in.js', 'moved'],
  ]))
    test(`replace by a stub, sent under the session’s address to ${what}: ${shown ?? 'nothing'}`, () => {
      const given = { ...verdict('replace'), stub: 'stand-in.js' };
      assert.equal(atRedirect(given, { url, redirectUrl }, own), shown);
    });
});
