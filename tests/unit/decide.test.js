/**
 * @import { Decoded, Policy } from '/core/bystander.js'
 * @import { Happening } from '../../extension/background/ledger-page.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createDecide, happening, toldBy } from '../../extension/background/decide.js';
import { createDecider } from './support.js';

describe('deciding', () => {
  test('tells the core the policy only when it is another: for private windows, or after a change', () => {
    /** @type {Policy} */
    const normal = { level: 'standard', levels: [], exceptions: [], permissions: [] };
    const inPrivate = { ...normal };
    /** @type {Policy[]} */
    const told = [];
    const decide = createDecide({
      core: {
        setPolicy: (policy) => void told.push(policy),
        responseHeaders: () => [],
        site: () => undefined,
        owner: () => undefined,
        decode: () => undefined,
      },
      verdict: ({ url }, now, policy) => ({
        action: 'block',
        reason: { kind: 'none' },
        url: `${url}@${now}${policy === told.at(-1) ? '' : ' by another policy'}`,
      }),
      policy: { current: (isPrivate) => (isPrivate ? inPrivate : normal) },
      now: () => 42,
    });
    const request = { url: 'u', page: 'p', type: 'image' };
    for (const isPrivate of [false, false, true, true, false]) decide.verdict(request, isPrivate, 1);
    assert.deepEqual(
      told.map((policy) => policy === inPrivate),
      [false, true, false],
    );
    assert.equal(decide.verdict(request, false, 1).url, 'u@42');
  });

  test('the ledger is told nothing of what was left alone', () => {
    const verdict = /** @type {const} */ ({ action: 'allow', reason: { kind: 'none' } });
    assert.equal(
      happening(
        verdict,
        { url: 'https://a.example/', type: 'image', requestId: '1' },
        createDecider(() => verdict),
      ),
      undefined,
    );
  });

  test('the ledger is told whose the request was', () => {
    const verdict = /** @type {const} */ ({ action: 'block', reason: { kind: 'none' } });
    const owner = { company: 'Meta', network: 'facebook', kind: 'social' };
    const decide = createDecider(() => verdict, { owner: () => owner });
    const asked = { url: 'https://www.facebook.com/tr', type: 'image', requestId: '1' };
    const happened = happening(verdict, asked, decide);
    assert.deepEqual(happened, {
      site: 'www.facebook.com',
      ...owner,
      ...verdict,
      ...asked,
    });
  });
});

describe('what a request would have told', () => {
  /** @type {Decoded} */
  const decoded = { network: 'Facebook', product: 'Meta Pixel', fields: [] };
  const pixel = /** @type {const} */ ({ kind: 'pixel', network: 'facebook', name: 'Meta Pixel' });
  const rule = /** @type {const} */ ({ kind: 'rule', list: 'tracking', line: 1 });
  const widget = /** @type {const} */ ({ kind: 'widget', network: 'facebook', name: 'Like button' });

  for (const [name, happened, asked] of /** @type {[string, Partial<Happening>, string | undefined][]} */ ([
    ['a pixel, with its body', { action: 'block', reason: pixel, network: 'facebook' }, 'body'],
    ['a pixel on a host of no known network, with its body', { action: 'block', reason: pixel }, 'body'],
    [
      'what a list blocked of a known network, with its body',
      { action: 'block', reason: rule, network: 'facebook' },
      'body',
    ],
    ['what a list blocked elsewhere, by its address alone', { action: 'block', reason: rule }, 'no body'],
    ['a widget is not asked about', { action: 'replace', reason: widget, network: 'facebook' }, undefined],
    ['nor what goes out stripped', { action: 'strip', reason: widget, network: 'facebook' }, undefined],
  ]))
    test(name, () => {
      /** @type {string | undefined} */
      let given;
      const told = toldBy(
        {
          decode: (_, body) => {
            given = body ?? 'no body';
            return decoded;
          },
        },
        { site: 's', action: 'block', reason: rule, type: 'ping', url: 'u', requestId: '1', ...happened },
        () => 'body',
      );
      assert.deepEqual([given, told], [asked, asked && decoded]);
    });

  test('what makes the core stumble lets no request out', () => {
    const decide = createDecide({
      core: {
        setPolicy: () => {},
        responseHeaders: () => [],
        site: () => undefined,
        owner: () => undefined,
        decode: () => {
          throw new Error('unreachable');
        },
      },
      verdict: () => assert.fail(),
      policy: { current: () => ({ level: 'standard', levels: [], exceptions: [], permissions: [] }) },
      now: () => 0,
    });
    assert.equal(decide.decode('https://t.example/', undefined), undefined);
  });
});
