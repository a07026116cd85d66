/**
 * Rules that people write, in every form that means something different to Chrome: the core and Chrome's own matcher
 * judge the same requests by the same rules, and a person says what is right: where both misread alike, parity.test.js
 * finds nothing.
 */

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { buildNative } from '../core/native.js';
import { enforce } from './parity/chrome.js';
import { judge } from './parity/core.js';
import { openChrome } from './parity/parity.js';

const NEWS = 'https://news.example/';

/** Each row has hosts of its own, so that all rules can stand in one list. */
/** @type {[rules: string, url: string, type: string, frame: string, action: 'block' | 'allow'][]} */
const rows = [
  ['||a1.example^', 'https://x.a1.example/', 'script', NEWS, 'block'],
  ['||a2.example^', 'https://nota2.example/', 'script', NEWS, 'allow'],
  ['||a3.example', 'https://x.a3.example/', 'script', NEWS, 'block'],
  ['||a4.example/path', 'https://a4.example:8443/path', 'script', NEWS, 'allow'],
  ['||a5.example^*/ad/', 'https://a5.example/x/ad/1', 'script', NEWS, 'block'],
  ['||a6.exam', 'https://a6.example/', 'script', NEWS, 'block'],
  ['|https://a7.example/x|', 'https://a7.example/x', 'script', NEWS, 'block'],
  ['|https://a8.example/x|', 'https://a8.example/xy', 'script', NEWS, 'allow'],
  ['/a9-Banner.', 'https://cdn.example/A9-banner.gif', 'image', NEWS, 'block'],
  ['a10.example/^x^', 'https://a10.example/?x', 'script', NEWS, 'block'],
  ['||b1.example^$third-party', 'https://b1.example/', 'script', 'https://www.b1.example/', 'allow'],
  ['||b2.example^$third-party', 'https://b2.example/', 'script', NEWS, 'block'],
  ['||b3.example^$~third-party', 'https://b3.example/', 'script', NEWS, 'allow'],
  ['||b4.example^$third-party,first-party', 'https://b4.example/', 'script', NEWS, 'allow'],
  ['||b5.example^$third-party', 'https://b5.example/', 'script', 'null', 'block'],
  ['||b6.example^$domain=news.example', 'https://b6.example/', 'script', 'null', 'allow'],
  ['||b7.example^$domain=~news.example', 'https://b7.example/', 'script', 'null', 'block'],
  [
    '||c1.example^$domain=news.example|~sport.news.example',
    'https://c1.example/',
    'script',
    'https://sport.news.example/',
    'allow',
  ],
  [
    '||c2.example^$domain=news.example,domain=~sport.news.example',
    'https://c2.example/',
    'script',
    'https://sport.news.example/',
    'allow',
  ],
  ['||c3.example^$domain=google.*', 'https://c3.example/', 'script', 'https://www.google.co.uk/', 'block'],
  ['||c4.example^$domain=blogspot.*', 'https://c4.example/', 'script', 'https://x.blogspot.com/', 'allow'],
  ['||c5.example^\n@@||c5.example^$domain=~bücher.example', 'https://c5.example/', 'script', NEWS, 'allow'],
  [
    '||c6.example^\n@@||c6.example/ok$domain=google.*',
    'https://c6.example/ok',
    'script',
    'https://google.de/',
    'allow',
  ],
  ['||d1.example^', 'https://d1.example/', 'main_frame', NEWS, 'allow'],
  ['||d2.example^$document', 'https://d2.example/', 'main_frame', NEWS, 'block'],
  ['||d3.example^$all\n@@||d3.example^', 'https://d3.example/', 'main_frame', NEWS, 'allow'],
  [
    '||sub.d4.example^$document\n@@||sub.d4.example^$domain=d4.example',
    'https://sub.d4.example/',
    'main_frame',
    NEWS,
    'allow',
  ],
  ['||d5.example^$document,third-party', 'https://d5.example/', 'main_frame', NEWS, 'allow'],
  ['||d6.example^$document,domain=d6.example', 'https://d6.example/', 'main_frame', NEWS, 'block'],
  ['||e1.example^$~script', 'https://e1.example/', 'script', NEWS, 'allow'],
  ['||e2.example^$~script', 'https://e2.example/', 'csp_report', NEWS, 'block'],
  ['||e3.example^$other', 'https://e3.example/', 'csp_report', NEWS, 'block'],
  ['||e4.example^$websocket', 'wss://e4.example/', 'websocket', NEWS, 'block'],
  ['||e5.example^$ping', 'https://e5.example/', 'ping', NEWS, 'block'],
  ['||f1.example^$important\n@@||f1.example^', 'https://f1.example/', 'script', NEWS, 'block'],
  ['||f2.example^\n@@||f2.example^', 'https://f2.example/', 'script', NEWS, 'allow'],
  ['||f3.example^\n||f3.example^$badfilter', 'https://f3.example/', 'script', NEWS, 'allow'],
  ['||f4.example^\n@@/^https:..f4.example/$script', 'https://f4.example/', 'script', NEWS, 'allow'],
];

describe('Chrome and the core read alike', () => {
  /** @type {string} */
  let folder;
  /** @type {import('./parity/parity.js').Chrome} */
  let opened;
  /** @type {string} */
  let list;

  before(async () => {
    buildNative();
    folder = await mkdtemp(join(tmpdir(), 'bystander-dialect-'));
    list = join(folder, 'written.txt');
    await writeFile(list, rows.map(([rules]) => `${rules}\n`).join(''));
    opened = await openChrome([list]);
  });
  after(async () => {
    await opened?.close();
    await rm(folder, { recursive: true });
  });

  it('every row', async () => {
    const asked = rows.map(([, url, type, frame]) => ({ url, type, frame, page: NEWS }));
    const core = judge(asked, { lists: [list] });
    const chromium = await enforce(asked, opened);
    const wrong = rows.flatMap(([rules, url, type, frame, expected], index) => {
      const stops = chromium[index]?.action === 'stop';
      const found = { core: core[index]?.action, chrome: stops ? 'block' : chromium[index]?.action };
      return found.core === expected && found.chrome === expected
        ? []
        : [{ rules, url, type, frame, expected, ...found }];
    });
    assert.deepEqual(wrong, []);
  });
});
