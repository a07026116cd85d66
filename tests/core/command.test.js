/**
 * The promises of `bystander verdict`: what it says to people, what it answers line by line, which lists it judges
 * by, and how it refuses. Every test brings lists of its own; which verdict is right is the corpus's business.
 */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { before, describe, test } from 'node:test';
import { askInLines, buildNative, bystander, PROGRAM } from './native.js';
import { temporaryFolder } from './temporary.js';

const RULES = `! Title: Ours
||tracker.example^
@@||tracker.example/needed.js$script
$removeparam=clickid
`;

const BLOCKED = { url: 'https://tracker.example/x.js', page: 'https://news.example/', type: 'script' };
const ALLOWED = { ...BLOCKED, url: 'https://cdn.example/x.js' };

before(buildNative);

describe('bystander verdict', () => {
  const cwd = temporaryFolder({ 'ours.txt': RULES });

  for (const { name, url, type, args = [], says } of [
    {
      name: 'a block, and the rule that did it',
      url: BLOCKED.url,
      type: 'script',
      says: /^block: .*\nbecause: rule in line 2 of list ours\.txt\n +\|\|tracker\.example\^\n$/,
    },
    {
      name: 'what an exception spares, and the exception',
      url: 'https://tracker.example/needed.js',
      type: 'script',
      says: /^allow: .*\nbecause: exception rule in line 3 of list ours\.txt\n +@@\|\|tracker/,
    },
    {
      name: 'a cleaned address, and where it leads',
      url: 'https://shop.example/?id=7&clickid=1',
      type: 'main_frame',
      says: /^clean: .*\n +to: https:\/\/shop\.example\/\?id=7\nbecause: rule in line 4 of list ours\.txt\n/,
    },
    {
      name: 'what nobody minds',
      url: ALLOWED.url,
      type: 'xhr',
      says: /^allow: .*\nbecause: no rule matches\n$/,
    },
    {
      name: 'what is stripped, and why',
      url: ALLOWED.url,
      type: 'script',
      args: ['--level', 'strict'],
      says: /^strip: .*\nbecause: .*strict.*third party\n$/,
    },
    {
      name: 'what the user excepted',
      url: BLOCKED.url,
      type: 'script',
      args: ['--except', 'news.example'],
      says: /^allow: .*\nbecause: you excepted news\.example\n$/,
    },
    {
      name: 'what the user permitted',
      url: 'https://www.facebook.com/plugins/like.php',
      type: 'sub_frame',
      args: ['--permit', 'widget:facebook/Like button', '--without-identity'],
      says: /^strip: .*\nbecause: you let Like button of the network facebook load here, without identity\n$/,
    },
    { name: 'what is never judged', url: 'data:,x', type: 'image', says: /^allow: .*\nbecause: only http/ },
    {
      name: 'what a frame asks',
      url: BLOCKED.url,
      type: 'script',
      args: ['--frame', 'https://ads.example/', '--method', 'POST'],
      says: /^block: /,
    },
  ]) {
    test(`tells people of ${name}`, () => {
      const request = [url, '--page', BLOCKED.page, '--type', type];
      const { status, stdout, stderr } = bystander(['verdict', ...request, ...args, '--lists', 'ours.txt'], {
        cwd,
      });
      assert.match(stdout, says);
      assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
    });
  }
});

describe('bystander verdict --ndjson', () => {
  const lists = ['--lists', `${temporaryFolder({ 'ours.txt': RULES })}/ours.txt`];

  for (const [name, line, problem] of /** @type {[string, string | Buffer, RegExp][]} */ ([
    ['a blank line', '', /^line 2: blank$/],
    ['a line of white space', ' \t ', /^line 2: blank$/],
    ['words', 'hello', /^line 2: ./],
    ['half an object', '{"url":"https://a.example/"', /^line 2: ./],
    ['two objects', `${JSON.stringify(BLOCKED)} ${JSON.stringify(BLOCKED)}`, /^line 2: ./],
    ['a list', '["https://a.example/"]', /^line 2: ./],
    ['a line without url', '{"page":"","type":"script"}', /^line 2: .*url/],
    ['a line without page', '{"url":"","type":"script"}', /^line 2: .*page/],
    ['a line without type', '{"url":"","page":""}', /^line 2: .*type/],
    ['a number for a URL', '{"url":1,"page":"","type":"script"}', /^line 2: ./],
    ['an unknown type', '{"url":"","page":"","type":"scripts"}', /^line 2: .*scripts/],
    ['half a surrogate pair', '{"url":"\\ud800","page":"","type":"script"}', /^line 2: ./],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), /^line 2: not UTF-8$/],
  ])) {
    test(`answers ${name} with an error that has its number, and goes on`, () => {
      const good = `${JSON.stringify(BLOCKED)}\n`;
      const input = Buffer.concat([Buffer.from(good), Buffer.from(line), Buffer.from(`\n${good}`)]);
      const { status, stdout, stderr } = bystander(['verdict', '--ndjson', ...lists], { input });
      const [first, second, third, ...rest] = stdout.trimEnd().split('\n');
      assert.match(JSON.parse(second ?? '').error, problem);
      assert.deepEqual(Object.keys(JSON.parse(second ?? '')), ['error']);
      assert.equal(JSON.parse(first ?? '').action, 'block');
      assert.deepEqual({ third, rest, status, stderr }, { third: first, rest: [], status: 1, stderr: '' });
    });
  }

  for (const [name, line] of /** @type {[string, string][]} */ ([
    ['more than is asked for', JSON.stringify({ ...BLOCKED, why: 'x', expect: {} })],
    ['a frame and a method of null', JSON.stringify({ ...BLOCKED, frame: null, method: null })],
    ['escapes', JSON.stringify(BLOCKED).replace('tracker', '\\u0074racker')],
    ['a carriage return at the end', `${JSON.stringify(BLOCKED)}\r`],
  ])) {
    test(`understands a line with ${name}`, () => {
      const { answers, status } = askInLines([line], lists);
      assert.deepEqual(
        { actions: answers.map(({ action }) => action), status },
        { actions: ['block'], status: 0 },
      );
    });
  }

  test('answers nothing with nothing', () => {
    assert.deepEqual(bystander(['verdict', '--ndjson', ...lists]), { status: 0, stdout: '', stderr: '' });
  });

  test('answers a last line that does not end', () => {
    const { status, stdout } = bystander(['verdict', '--ndjson', ...lists], {
      input: JSON.stringify(BLOCKED),
    });
    assert.deepEqual({ status, action: JSON.parse(stdout).action }, { status: 0, action: 'block' });
  });

  test('keeps the order over 5,000 mixed lines', () => {
    const kinds = [
      { question: () => BLOCKED, answer: () => 'block' },
      { question: () => ALLOWED, answer: () => 'allow' },
      {
        question: (/** @type {number} */ n) => ({
          ...ALLOWED,
          type: 'xhr',
          url: `https://a.example/?n=${n}&clickid=1`,
        }),
        answer: (/** @type {number} */ n) => `https://a.example/?n=${n}`,
      },
      { question: () => 'nonsense', answer: (/** @type {number} */ n) => `line ${n + 1}` },
    ];
    // A walk that visits the kinds in no regular order, the same at every run.
    const walk = Array.from({ length: 5000 }, (_, n) => kinds[((n * n + 7 * n) >> 3) % kinds.length]);
    const { answers, status } = askInLines(
      walk.map((kind, n) => kind?.question(n) ?? ''),
      lists,
    );
    const said = answers.map(({ action, url, error }) => url ?? action ?? error.split(':')[0]);
    const expected = walk.map((kind, n) => kind?.answer(n));
    const firstWrong = said.findIndex((answer, n) => answer !== expected[n]);
    assert.deepEqual(
      said.slice(firstWrong, firstWrong + 1),
      [],
      `line ${firstWrong + 1}: ${expected[firstWrong]}`,
    );
    assert.deepEqual({ lines: said.length, status }, { lines: 5000, status: 1 });
  });

  test('answers each line before the next is written', { timeout: 60_000 }, async (context) => {
    const program = spawn(PROGRAM, ['verdict', '--ndjson', ...lists], { stdio: ['pipe', 'pipe', 'inherit'] });
    context.after(() => program.kill());
    const answers = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
    for (const [question, action] of [
      [BLOCKED, 'block'],
      [ALLOWED, 'allow'],
      [BLOCKED, 'block'],
    ]) {
      program.stdin.write(`${JSON.stringify(question)}\n`);
      assert.equal(JSON.parse((await answers.next()).value).action, action);
    }
    program.stdin.end();
    assert.deepEqual(await once(program, 'exit'), [0, null]);
  });
});

describe('bystander verdict --lists', () => {
  const cwd = temporaryFolder({
    'ours.txt': RULES,
    'theirs.txt': '||other.example^\n',
    'windows.txt': RULES.replaceAll('\n', '\r\n'),
    'marked.txt': `\ufeff||tracker.example^\n`,
    'empty.txt': '',
    'folder/nested.txt': RULES,
  });

  for (const [name, names, url, cited] of /** @type {[string, string[], string, string][]} */ ([
    ['one file', ['ours.txt'], BLOCKED.url, 'ours.txt:2:||tracker.example^'],
    [
      'a file in a folder, by the path as typed',
      ['folder/nested.txt'],
      BLOCKED.url,
      'folder/nested.txt:2:||tracker.example^',
    ],
    ['the first of two files', ['ours.txt', 'theirs.txt'], BLOCKED.url, 'ours.txt:2:||tracker.example^'],
    [
      'the second of two files',
      ['ours.txt', 'theirs.txt'],
      'https://other.example/',
      'theirs.txt:1:||other.example^',
    ],
    ['Windows line ends', ['windows.txt'], BLOCKED.url, 'windows.txt:2:||tracker.example^'],
    ['a byte order mark', ['marked.txt'], BLOCKED.url, 'marked.txt:1:||tracker.example^'],
    [
      'an empty file beside a full one',
      ['empty.txt', 'ours.txt'],
      BLOCKED.url,
      'ours.txt:2:||tracker.example^',
    ],
    ['a path that begins with a dot', ['./ours.txt'], BLOCKED.url, './ours.txt:2:||tracker.example^'],
  ])) {
    test(`judges by ${name}`, () => {
      const input = JSON.stringify({ ...BLOCKED, url });
      const { stdout, status } = bystander(['verdict', '--ndjson', '--lists', ...names], { input, cwd });
      const { list, line, text } = JSON.parse(stdout).reason;
      assert.deepEqual({ cited: `${list}:${line}:${text}`, status }, { cited, status: 0 });
    });
  }

  for (const [name, args, expected] of /** @type {[string, string[], object][]} */ ([
    [
      'judges by these files and the catalogue, not by the embedded lists',
      [],
      {
        action: 'block',
        reason: { kind: 'pixel', network: 'google-analytics', name: 'Universal Analytics' },
      },
    ],
    [
      'judges by these files alone with --no-catalogue',
      ['--no-catalogue'],
      { action: 'allow', reason: { kind: 'none' } },
    ],
  ])) {
    test(name, () => {
      const input = JSON.stringify({ ...BLOCKED, url: 'https://www.google-analytics.com/analytics.js' });
      const { stdout } = bystander(['verdict', '--ndjson', '--lists', 'ours.txt', ...args], { input, cwd });
      assert.deepEqual(JSON.parse(stdout), expected);
    });
  }
});

describe('bystander refuses in one line, with exit status 2 and no answer', () => {
  const cwd = temporaryFolder({
    'ours.txt': RULES,
    'latin1.txt': Buffer.from([0x7c, 0x7c, 0xe9, 0x2e, 0x62, 0x65, 0x5e, 0x0a]),
    'folder/nested.txt': RULES,
  });
  const asked = ['verdict', BLOCKED.url, '--page', BLOCKED.page, '--type', 'script'];

  for (const [name, args, says] of /** @type {[string, string[], RegExp][]} */ ([
    ['no arguments', [], /--help/],
    ['an unknown command', ['judge'], /judge/],
    ['an unknown option', [...asked, '--fast'], /--fast/],
    ['verdict without a URL', ['verdict'], /<URL>/],
    ['verdict without a page', ['verdict', BLOCKED.url, '--type', 'script'], /--page/],
    ['verdict without a type', ['verdict', BLOCKED.url, '--page', BLOCKED.page], /--type/],
    ['an unknown type', ['verdict', BLOCKED.url, '--page', BLOCKED.page, '--type', 'scripts'], /scripts/],
    ['an unknown level', [...asked, '--level', 'off'], /off.*gentle, standard, strict/],
    ['a site without a level', [...asked, '--level-on', 'news.example'], /news\.example=strict/],
    ['a permission for nobody', [...asked, '--permit', 'Meta'], /company:NAME or widget:NETWORK\/NAME/],
    ['no identity without a permission', [...asked, '--without-identity'], /--permit/],
    ['a URL beside --ndjson', ['verdict', '--ndjson', BLOCKED.url], /--ndjson/],
    ['--lists without files', [...asked, '--lists'], /--lists/],
    ['a list that is not there', [...asked, '--lists', 'missing.txt'], /missing\.txt/],
    ['a list that is a folder', [...asked, '--lists', 'folder'], /folder.*directory/i],
    ['a list that is not UTF-8', [...asked, '--lists', 'latin1.txt'], /latin1\.txt.*UTF-8.*byte 2/],
    ['the second list unreadable', [...asked, '--lists', 'ours.txt', 'missing.txt'], /missing\.txt/],
    ['an unreadable list for --ndjson', ['verdict', '--ndjson', '--lists', 'missing.txt'], /missing\.txt/],
    ['an unreadable list for compile', ['compile', '--out', 'new', '--lists', 'latin1.txt'], /latin1\.txt/],
  ])) {
    test(name, () => {
      const { status, stdout, stderr } = bystander(args, { cwd });
      assert.match(stderr, /^bystander: [^\n]+\n$/);
      assert.match(stderr, says);
      assert.deepEqual({ status, stdout }, { status: 2, stdout: '' });
    });
  }
});
