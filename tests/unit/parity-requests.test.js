/**
 * The makers of requests for parity: a rule as it is written, a request that it matches, and requests that violate one
 * condition. What is asked of them here is the book's, not any engine's.
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createChance } from '../browser/parity/chance.js';
import { matching } from '../browser/parity/matching.js';
import { nearMisses } from '../browser/parity/near-misses.js';
import { readRule } from '../browser/parity/written.js';

/** @import { Asked } from '../browser/parity/matching.js' */

const OFTEN = 40;

/** @param {string} text */
function many(text) {
  const chance = createChance(7);
  const rule = readRule(text);
  const all = Array.from({ length: OFTEN }, () => matching(rule, chance)).filter(
    (asked) => asked !== undefined,
  );
  assert.ok(all.length > OFTEN / 4, `only ${all.length} of ${OFTEN} were found for ${text}`);
  const misses = all.flatMap((asked) => nearMisses(rule, asked, chance));
  return { all, misses };
}

/** @param {Asked} asked */
const hostOf = ({ url }) => new URL(url).hostname;
/** @param {Asked} asked */
const askerOf = ({ page, frame = page }) => (frame === 'null' ? 'null' : new URL(frame).hostname);

/** @param {string} host @param {string} name */
const within = (host, name) => host === name || host.endsWith(`.${name}`);

describe('a matching request', () => {
  for (const [text, holds] of /** @type {[string, (asked: Asked) => boolean][]} */ ([
    ['||ads.example^', (asked) => within(hostOf(asked), 'ads.example') && asked.type !== 'main_frame'],
    ['0.0.0.0 ads.example', (asked) => within(hostOf(asked), 'ads.example')],
    ['|https://ads.example/x|', ({ url }) => url === 'https://ads.example/x'],
    ['/banner/*/img^', ({ url }) => /\/banner\/.*\/img([^\w.%-]|$)/.test(url)],
    [
      '/^https:\\/\\/[a-z]{3}\\.example\\/ad[0-9]+\\.js$/',
      ({ url }) => /^https:\/\/[a-z]{3}\.example\/ad\d+\.js$/i.test(url),
    ],
    ['||ads.example/A$match-case', ({ url }) => url.includes('ads.example/A')],
    ['||ads.example^$script,image', ({ type }) => ['script', 'image'].includes(type)],
    ['||ads.example^$~script', ({ type }) => type !== 'script' && type !== 'main_frame'],
    ['||ads.example^$document', (asked) => asked.type === 'main_frame'],
    ['||ads.example^$websocket', ({ url, type }) => type === 'websocket' && url.startsWith('ws')],
    ['||ads.example^$third-party', (asked) => !within(askerOf(asked), 'ads.example')],
    ['||ads.example^$1p', (asked) => within(askerOf(asked), 'ads.example')],
    ['||ads.example^$strict1p', (asked) => askerOf(asked) === hostOf(asked)],
    ['||ads.example^$domain=a.example|~b.a.example', (asked) => within(askerOf(asked), 'a.example')],
    ['||ads.example^$from=shop.*', (asked) => /(^|\.)shop\.[a-z.]+$/.test(askerOf(asked))],
    ['*$script,3p,to=x.example|y.example', (asked) => /(^|\.)[xy]\.example$/.test(hostOf(asked))],
    [
      '*$script,3p,from=a.example,denyallow=ok.example',
      (asked) => within(askerOf(asked), 'a.example') && !within(hostOf(asked), 'ok.example'),
    ],
    ['||ads.example^$method=post|put', ({ method = '' }) => ['post', 'put'].includes(method)],
    ['||ads.example^$csp=script-src none', (asked) => within(hostOf(asked), 'ads.example')],
    ['||ads.example^$script,redirect=noop.js,important', ({ type }) => type === 'script'],
    ['$removeparam=gclid', ({ url, type }) => /[?&]gclid=\w+$/.test(url) && /frame$|^xml/.test(type)],
    ['$removeparam=/^utm_[a-z]{1\\,4}=/', ({ url }) => /[?&]utm_[a-z]{1,4}=/.test(url)],
    ['@@||ads.example/ok$domain=a.example', ({ url }) => url.includes('ads.example/ok')],
  ]))
    test(`meets ${text}`, () => {
      assert.deepEqual(
        many(text).all.filter((asked) => !holds(asked)),
        [],
      );
    });

  test('comes from frames that are not the page, from opaque ones, and from pages of all sorts', () => {
    const { all } = many('||ads.example^');
    assert.ok(all.some(({ frame, page }) => frame !== undefined && frame !== page));
    assert.ok(all.some(({ frame }) => frame === 'null'));
    assert.ok(new Set(all.map(({ page }) => page)).size > 3);
  });
});

describe('a near miss', () => {
  for (const [text, variant, holds] of /** @type {[string, string, (asked: Asked) => boolean][]} */ ([
    ['||ads.example^', 'look-alike host', (asked) => !within(hostOf(asked), 'ads.example')],
    ['||ads.example^', 'with a port', ({ url }) => new URL(url).port === '8443'],
    ['||ads.example^$third-party', 'other party', (asked) => within(askerOf(asked), 'ads.example')],
    ['||ads.example^$1p', 'other party', (asked) => !within(askerOf(asked), 'ads.example')],
    ['||ads.example^$script', 'other type', ({ type }) => type !== 'script'],
    ['||ads.example^', 'as a page', ({ type }) => type === 'main_frame'],
    ['||ads.example^$domain=a.example', 'look-alike frame', (asked) => !within(askerOf(asked), 'a.example')],
    [
      '||ads.example^$domain=a.example|~b.a.example',
      'frame not meant',
      (asked) => within(askerOf(asked), 'b.a.example'),
    ],
    [
      '*$3p,denyallow=ok.example,from=a.example',
      'host not meant',
      (asked) => within(hostOf(asked), 'ok.example'),
    ],
    ['||ads.example/path', 'letters changed', ({ url }) => url.includes('/PATH')],
    ['||ads.example/path', 'path changed', ({ url }) => !url.includes('example/path')],
    ['||ads.example^$method=get', 'other method', ({ method }) => method === 'post'],
    ['$removeparam=gclid', 'other parameter', ({ url }) => url.endsWith('?other=1')],
    ['$removeparam=gclid', 'parameter without value', ({ url }) => url.endsWith('gclid=')],
  ]))
    test(`of ${text}: ${variant}`, () => {
      const made = many(text).misses.filter((miss) => miss.variant === variant);
      assert.ok(made.length > 0);
      assert.deepEqual(
        made.filter(({ asked }) => !holds(asked)),
        [],
      );
    });
});

test('the same seed makes the same requests', () => {
  assert.deepEqual(many('||ads.*/x^$~image'), many('||ads.*/x^$~image'));
});
