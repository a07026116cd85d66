/**
 * The quick way to a verdict (`extension/background/verdicts.js`) says what the plain one does, over the shipped core.
 *
 * @import { Policy, Request } from '/core/bystander.js'
 */

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { createVerdicts } from '../../extension/background/verdicts.js';
import { readCorpus, requestOf } from './corpus.js';
import { Core, loadCompiler, loadCore, shippedEngine } from './shipped.js';

const NEWS = 'https://www.news.example/story';
const STANDARD = /** @type {Policy} */ ({ level: 'standard', levels: [], exceptions: [], permissions: [] });
const widget = { network: 'facebook', name: 'Like button' };

/** @type {[string, Policy][]} */
const POLICIES = [
  ['by default', STANDARD],
  ['at level strict', { ...STANDARD, levels: [{ site: 'news.example', level: 'strict' }] }],
  ['at level gentle', { ...STANDARD, level: 'gentle' }],
  ['on an excepted site', { ...STANDARD, exceptions: [{ site: 'news.example', until: 5 }] }],
  [
    'with permissions',
    {
      ...STANDARD,
      permissions: [
        { site: 'other.example', grantee: { company: 'Meta' }, identity: 'with' },
        { site: 'news.example', grantee: widget, identity: 'without', until: 9 },
        { site: 'news.example', grantee: { company: 'Google' }, identity: 'with' },
      ],
    },
  ],
];

/** @type {Request[]} what the corpus has little of */
const ODD = [
  { url: 'https://www.facebook.com/plugins/like.php', page: NEWS, type: 'sub_frame' },
  { url: 'https://connect.facebook.net/en_US/sdk.js', page: NEWS, type: 'script' },
  {
    url: 'https://www.google-analytics.com/collect?v=1',
    page: NEWS,
    frame: 'about:blank',
    type: 'ping',
    method: 'POST',
  },
  { url: 'https://bücher.example/größe?utm_source=a', page: NEWS, type: 'main_frame' },
  { url: `https://www.news.example/?${'a'.repeat(20_000)}`, page: NEWS, type: 'image' },
  { url: `https://www.facebook.com/tr?id=1&a=${'a'.repeat(400)}`, page: NEWS, type: 'image' },
  { url: `https://www.news.example/${'ö'.repeat(400)}?utm_source=a`, page: NEWS, type: 'main_frame' },
  {
    url: 'https://t.example/ours.js',
    page: NEWS,
    frame: 'blob:https://frame.example/1',
    type: 'never heard of',
  },
  { url: '', page: '', type: '' },
];

describe('the quick way to a verdict says what the plain one does', async () => {
  /** @type {import('/core/bystander.js').Core} */
  let core;
  /** @type {Awaited<ReturnType<typeof loadCompiler>>} */
  let compiler;
  /** @type {ReturnType<typeof createVerdicts>} */
  let verdict;
  /** @type {Request[]} */
  let requests;

  before(async () => {
    core = await loadCore(await shippedEngine());
    compiler = await loadCompiler();
    lay('||t.example/ours.js\n');
    verdict = createVerdicts({ core, numbers: Core });
    requests = [...readCorpus().flatMap(({ rows }) => rows.map(requestOf)), ...ODD];
  });

  for (const [what, policy] of POLICIES)
    test(what, () => {
      core.setPolicy(policy);
      const kinds = new Set();
      for (const request of requests) {
        const plain = core.decide(request, 1);
        kinds.add(plain.reason.kind);
        assert.deepEqual(verdict(request, 1, policy), plain, JSON.stringify(request));
      }
      assert.ok(kinds.size > 1, 'everything is decided alike');
    });

  test('also where somebody else made the core forget its documents', () => {
    core.setPolicy(STANDARD);
    const request = { url: 'https://www.facebook.com/tr?id=1', page: NEWS, type: 'image' };
    const plain = core.decide(request, 1);
    assert.deepEqual(verdict(request, 1, STANDARD), plain);
    core.forgetDocuments();
    assert.deepEqual(verdict(request, 1, STANDARD), plain);
    assert.equal(plain.action, 'block');
  });

  test('also where the memory has grown meanwhile, and after more documents than are remembered', () => {
    core.setPolicy(STANDARD);
    const before = core.memory.buffer.byteLength;
    lay(Array.from({ length: 200_000 }, (_, number) => `||n${number}.filling.example/path^\n`).join(''));
    assert.ok(core.memory.buffer.byteLength > before, 'the memory has not grown');
    for (let number = 0; number < 500; number++) {
      const request = {
        url: 'https://www.facebook.com/tr?id=1',
        page: `https://n${number}.example/`,
        type: 'image',
      };
      assert.deepEqual(verdict(request, 1, STANDARD), core.decide(request, 1), request.page);
    }
  });

  /** @param {string} text what a person wrote */
  function lay(text) {
    core.setOverlay(compiler.compile([{ id: 'own', text }]).overlay);
  }
});
