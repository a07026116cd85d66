/**
 * The core's door for JavaScript: which engines it loads, which sites it names, which policy it obeys.
 *
 * @import { Core, Policy, Request } from '/core/bystander.js'
 */

import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { before, describe, test } from 'node:test';
import { compiledEngine, isReadable } from './door.js';
import { ROOT } from './native.js';
import {
  loadCore,
  shippedCatalogue,
  shippedCompilerModule,
  shippedEngine,
  shippedModule,
} from './shipped.js';
import { temporaryFolder } from './temporary.js';

const RULES = `||tracker.example^
||page.example^$document
$removeparam=clickid
`;

/** @type {Request} */
const TRACKER = {
  url: 'https://tracker.example/x.js',
  page: 'https://www.news.example/story',
  type: 'script',
};

/** @type {Policy} */
const STANDARD = { level: 'standard', levels: [], exceptions: [], permissions: [] };

/** @type {Buffer} */
let engine;
/** @type {Core} */
let core;

const folder = temporaryFolder({ 'ours.txt': RULES });

before(async () => {
  engine = compiledEngine(folder);
  core = await loadCore(engine);
});

describe('what is shipped', () => {
  test('names no folder of the machine that built it, so that anyone can build the same bytes', async () => {
    for (const module of [await shippedModule(), await shippedCompilerModule()])
      for (const place of [homedir(), ROOT])
        assert.equal(module.includes(place), false, `a module has ${place} in it`);
  });
});

describe('an engine', () => {
  test('is loaded as the command wrote it, and cites its list', () => {
    core.setPolicy(STANDARD);
    const reason = { kind: 'rule', list: 'ours.txt', line: 1 };
    assert.deepEqual(core.decide(TRACKER, 0), { action: 'block', reason });
  });

  for (const [name, damage] of /** @type {[string, (good: Buffer) => Buffer | string][]} */ ([
    ['nothing', () => ''],
    ['a web page', () => '<!doctype html><title>Not found</title>'],
    ['its first three bytes', (good) => good.subarray(0, 3)],
    ['its first word', (good) => good.subarray(0, 8)],
    ['its header', (good) => good.subarray(0, 12)],
    ['a tenth of it', (good) => good.subarray(0, good.length / 10)],
    ['half of it', (good) => good.subarray(0, good.length / 2)],
    ['all but its last byte', (good) => good.subarray(0, -1)],
    ['another first byte', (good) => changed(good, 0)],
    ['another format', (good) => changed(good, 8)],
    ['a changed byte in its middle', (good) => changed(good, good.length / 2)],
    ['all but its first byte', (good) => good.subarray(1)],
  ])) {
    test(`is refused in readable words where the bytes are ${name}`, async () => {
      for (const good of [engine, await shippedEngine()]) {
        await assert.rejects(loadCore(damage(good)), isReadable(/engine file/));
      }
    });
  }

  test('is refused in readable words where the bytes of the catalogue are damaged', async () => {
    const good = await shippedCatalogue();
    for (const bad of [good.subarray(0, 40), Buffer.concat([good, good]), Buffer.from('not one')])
      await assert.rejects(loadCore(engine, bad), isReadable(/catalogue file/));
  });
});

describe('the site', () => {
  for (const [url, site] of /** @type {[string, string | undefined][]} */ ([
    ['https://www.news.example/story?x#y', 'news.example'],
    ['http://news.example:8080/', 'news.example'],
    ['wss://live.news.example/', 'news.example'],
    ['https://www.news.co.uk/', 'news.co.uk'],
    ['https://someone.github.io/blog', 'someone.github.io'],
    ['https://github.io/', 'github.io'],
    ['https://co.uk/', 'co.uk'],
    ['HTTPS://WWW.NEWS.EXAMPLE/', 'news.example'],
    ['https://www.news.example./', 'news.example'],
    ['https://www.münchen.example/', 'xn--mnchen-3ya.example'],
    ['https://user:secret@www.news.example/', 'news.example'],
    ['http://192.0.2.7:81/', '192.0.2.7'],
    ['http://[2001:DB8:0::1]/', '[2001:db8::1]'],
    ['http://localhost:3000/', 'localhost'],
    ['about:blank', undefined],
    ['data:text/html,x', undefined],
    ['blob:https://news.example/0b6e8f0a', undefined],
    ['file:///home/me/saved.html', undefined],
    ['moz-extension://0b6e8f0a/popup.html', undefined],
    ['not a url', undefined],
    ['', undefined],
  ])) {
    test(`of "${url}" is ${site ?? 'not there'}`, () => assert.equal(core.site(url), site));
  }
});

describe('a policy', () => {
  const NOON = Date.UTC(2026, 0, 1, 12);
  const spared = { action: 'allow', reason: { kind: 'site-exception', site: 'news.example' } };

  /** @type {{ name: string, until?: number, now: number, request?: Partial<Request>, holds: boolean }[]} */
  const cases = [
    { name: 'that never ends', now: NOON, holds: true },
    { name: 'before its end', until: NOON, now: NOON - 1, holds: true },
    { name: 'at its end', until: NOON, now: NOON, holds: false },
    { name: 'after its end', until: NOON, now: NOON + 1, holds: false },
    { name: 'on the bare site', now: NOON, request: { page: 'http://news.example:8080/' }, holds: true },
    { name: 'on another site', now: NOON, request: { page: 'https://shop.example/' }, holds: false },
    {
      name: 'on a site that ends alike',
      now: NOON,
      request: { page: 'https://fakenews.example/' },
      holds: false,
    },
    { name: 'for a frame on its page', now: NOON, request: { frame: 'https://ads.example/' }, holds: true },
    {
      name: 'for its frame on another page',
      now: NOON,
      request: { page: 'https://shop.example/', frame: TRACKER.page },
      holds: false,
    },
  ];
  for (const { name, until, now, request, holds } of cases) {
    test(`with an exception ${name} ${holds ? 'stops nothing' : 'stops the tracker'}`, () => {
      const exception = { site: 'news.example', ...(until !== undefined && { until }) };
      core.setPolicy({ ...STANDARD, exceptions: [{ site: 'unrelated.example' }, exception] });
      const verdict = core.decide({ ...TRACKER, ...request }, now);
      if (holds) assert.deepEqual(verdict, spared);
      else assert.equal(verdict.action, 'block');
    });
  }

  test('with an exception lets the page itself through, uncleaned', () => {
    const page = 'https://page.example/?clickid=1';
    /** @type {Request} */
    const navigation = { url: page, page, type: 'main_frame' };
    core.setPolicy(STANDARD);
    assert.equal(core.decide(navigation, NOON).action, 'block');
    core.setPolicy({ ...STANDARD, exceptions: [{ site: 'page.example' }] });
    assert.equal(core.decide(navigation, NOON).action, 'allow');
    assert.equal(
      core.decide({ ...navigation, url: 'https://shop.example/?clickid=1' }, NOON).action,
      'clean',
    );
  });

  test('holds until the next one, and no longer', () => {
    core.setPolicy({ ...STANDARD, exceptions: [{ site: 'news.example' }] });
    assert.equal(core.decide(TRACKER, NOON).action, 'allow');
    core.setPolicy(STANDARD);
    assert.equal(core.decide(TRACKER, NOON).action, 'block');
  });

  test('of another level strips third parties, or not', () => {
    const library = { ...TRACKER, url: 'https://cdn.example/vue.js' };
    const actions = /** @type {const} */ (['gentle', 'standard', 'strict']).map((level) => {
      core.setPolicy({ ...STANDARD, level });
      return core.decide(library, NOON).action;
    });
    assert.deepEqual(actions, ['allow', 'allow', 'strip']);
  });

  test('that is none is refused in readable words, and the last one stays', () => {
    core.setPolicy(STANDARD);
    const broken = /** @type {Policy} */ (JSON.parse(JSON.stringify({ ...STANDARD, level: 'off' })));
    assert.throws(() => core.setPolicy(broken), isReadable(/off.*gentle/));
    assert.equal(core.decide(TRACKER, NOON).action, 'block');
  });
});

/**
 * The same bytes but one.
 * @param {Buffer} bytes
 * @param {number} at
 */
function changed(bytes, at) {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(Math.floor(at)) ^ 0xff, Math.floor(at));
  return copy;
}
