/**
 * What can be asked at the core's door for JavaScript: any text at all, from any page, without a throw.
 *
 * @import { Core, Request } from '/core/bystander.js'
 */

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { compiledEngine, isReadable } from './door.js';
import { loadCore } from './shipped.js';
import { temporaryFolder } from './temporary.js';

const RULES = `||tracker.example^
||other.example^$other
||post.example^$method=post
$removeparam=clickid
`;

/** @type {Request} */
const TRACKER = {
  url: 'https://tracker.example/x.js',
  page: 'https://www.news.example/story',
  type: 'script',
};

/** @type {Core} */
let core;

const folder = temporaryFolder({ 'ours.txt': RULES });

before(async () => {
  core = await loadCore(compiledEngine(folder));
});

describe('a request', () => {
  test('of an unknown type counts as other', () => {
    const other = { ...TRACKER, url: 'https://other.example/x' };
    const actions = ['other', 'some_day', '', 'script'].map(
      (type) => core.decide({ ...other, type }, 0).action,
    );
    assert.deepEqual(actions, ['block', 'block', 'block', 'allow']);
  });

  test('without a method is a GET', () => {
    const post = { ...TRACKER, url: 'https://post.example/x' };
    const actions = [post, { ...post, method: 'GET' }, { ...post, method: 'POST' }].map(
      (request) => core.decide(request, 0).action,
    );
    assert.deepEqual(actions, ['allow', 'allow', 'block']);
  });

  const nasty = [
    [
      '',
      ' ',
      '\0',
      '\ud800',
      '\udfff\ud800',
      '\u202e',
      '💥',
      'a'.repeat(100_000),
      '://',
      '//',
      ':',
      '?',
      '#',
      '%',
      '@',
    ],
    [
      'https://',
      'https:///',
      'https://.',
      'https://..',
      'https://./?',
      'https://-/',
      'https://%/',
      'https://%00/',
    ],
    [
      'https://[',
      'https://[]/',
      'https://[::1',
      'https://[::g]/',
      'https://::1/',
      'https://999.999.999.999/',
    ],
    [
      'https://a:b:c/',
      'https://a:-1/',
      'https://a:65536/',
      'https://@/',
      'https://@@/',
      'https://:@:/',
      'https://a@',
    ],
    [
      'https://xn--/',
      'https://xn--a/',
      `https://xn--${'9'.repeat(300)}/`,
      'https://\u00ad/',
      'https://ß.ẞ/',
      'https://。/',
    ],
    [
      `https://${'a.'.repeat(1_000)}example/`,
      `https://${'ü'.repeat(5_000)}.example/`,
      'https://\ud83d.example/',
    ],
    [`https://a.example/?${'&'.repeat(50_000)}`, `https://a.example/?${'clickid=1&'.repeat(5_000)}`],
    [
      'https://a.example/?clickid=%',
      'https://a.example/?=&=&==',
      'https://a.example/#?clickid=1',
      'https://a.example?#',
    ],
    [
      'data:',
      'blob:',
      'blob:blob:blob:',
      'blob:https://',
      'about:',
      'javascript:',
      'view-source:',
      'wss:',
      'file://',
    ],
  ].flat();
  for (const text of nasty) {
    test(`with ${JSON.stringify(text).slice(0, 40)} (${text.length} characters) anywhere never throws`, () => {
      for (const type of ['script', 'main_frame', text]) {
        for (const request of [
          { url: text, page: TRACKER.page },
          { url: TRACKER.url, page: text },
          { url: TRACKER.url, page: TRACKER.page, frame: text },
          { url: text, page: text, frame: text, method: text },
        ]) {
          const { action, reason } = core.decide({ ...request, type }, Number.NaN);
          assert.match(`${action} ${reason.kind}`, /^(allow (none|unsupported)|block rule|clean rule)$/);
        }
      }
      assert.doesNotThrow(() => core.site(text));
    });
  }

  test('that is none is refused in readable words', () => {
    for (const broken of ['{}', 'null', '{"url":1,"page":"","type":""}', '{"url":"","page":""}']) {
      assert.throws(() => core.decide(/** @type {Request} */ (JSON.parse(broken)), 0), isReadable(/./));
    }
  });
});
