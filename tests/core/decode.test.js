/**
 * What a pixel gives away, held against requests as they are: the table on the command and on the shipped wasm, the
 * command's manners, and payloads that somebody made to hurt.
 *
 * @import { Core } from '/core/bystander.js'
 * @import { ExpectedField, PayloadRow } from './catalogue-tables.js'
 */

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { nameOf, readPayloads } from './catalogue-tables.js';
import { buildNative, bystander } from './native.js';
import { loadCore, shippedEngine } from './shipped.js';
import { temporaryFolder } from './temporary.js';

/** @typedef {{ name: string, meaning: string, class: string, value: string, identifies: boolean }} Field */
/** @typedef {{ network: string | null, product?: string, event?: string | null, fields?: Field[] }} Decoded */

const CLASSES =
  `page address|referrer|event|purchase|search|hashed identity|plain identity|browser id|click id|device
  |location|content|technical|unknown`.split(/\s*\|/);

/** What may stand in a value: no controls, and nothing that turns the direction of the text around it. */
const HARMLESS = /^[^\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]*$/u;

const KEYS = ['class', 'identifies', 'meaning', 'name', 'value'];

const PIXEL = 'https://www.facebook.com/tr/?id=1234567890123456&ev=PageView&dl=https%3A%2F%2Fnews.example%2F';

const rows = readPayloads();
const networks = [...new Set(rows.map(({ expect }) => expect.network))];

before(() => {
  buildNative();
  // Where the catalogue changed, the first question compiles it and says so.
  bystander(['decode', PIXEL]);
});

describe('the table of payloads', () => {
  test('has at least 190 rows, none twice, and says of every row why', () => {
    assert.ok(rows.length >= 190, `${rows.length} rows`);
    const requests = rows.map(({ url, method, body }) => JSON.stringify([url, method, body]));
    assert.deepEqual(
      rows.filter(({ why }, at) => !why || requests.indexOf(requests[at] ?? '') !== at),
      [],
    );
  });

  test('has something unknown to every network, and requests that are no pixels', () => {
    const strange = networks.filter(
      (network) =>
        network !== null &&
        !rows.some(
          ({ expect }) =>
            expect.network === network && expect.fields?.some((field) => field.class === 'unknown'),
        ),
    );
    assert.deepEqual({ strange, none: networks.includes(null) }, { strange: [], none: true });
  });
});

describe('a decoded payload', () => {
  /** @type {Core} */
  let core;
  before(async () => {
    core = await loadCore(await shippedEngine());
  });

  for (const network of networks) {
    const ofNetwork = rows.filter(({ expect }) => expect.network === network);
    test(`is as expected, natively and in wasm: ${network ?? 'no pixel'}`, () => {
      const answers = decodeInLines(ofNetwork);
      const wrong = ofNetwork.flatMap((row, at) => {
        const native = answers[at];
        const wasm = core.decode(row.url, row.body) ?? { network: null };
        const problems = isDeepStrictEqual(native, wasm) ? faults(row, wasm) : ['native and wasm differ'];
        return problems.length === 0 ? [] : [account(row, problems, native, wasm)];
      });
      assert.equal(wrong.length, 0, `${wrong.length} of ${ofNetwork.length} rows\n\n${wrong.join('\n\n')}`);
    });
  }
});

describe('a payload made to hurt', () => {
  const json = 'https://analytics.tiktok.com/api/v2/pixel';
  const form = 'https://www.facebook.com/tr/';
  const lines = 'https://www.google-analytics.com/g/collect?v=2&tid=G-1&cid=1.2';

  for (const [name, make] of /** @type {[string, (size: number) => { url: string, body?: string }][]} */ ([
    ['a long value', (size) => ({ url: form, body: `ev=${'x'.repeat(size)}` })],
    ['a long value of four-byte letters', (size) => ({ url: form, body: `ev=${'😀'.repeat(size / 4)}` })],
    ['a long name', (size) => ({ url: form, body: `${'x'.repeat(size)}=1` })],
    ['a name of brackets', (size) => ({ url: form, body: `cd${'['.repeat(size)}=1` })],
    ['many parameters', (size) => ({ url: form, body: 'a=1&'.repeat(size / 4) })],
    ['separators only', (size) => ({ url: form, body: '&'.repeat(size) })],
    ['signs of percent only', (size) => ({ url: form, body: '%'.repeat(size) })],
    ['escapes of escapes', (size) => ({ url: form, body: `ev=${'%25'.repeat(size / 3)}` })],
    ['dashes only', (size) => ({ url: form, body: '-'.repeat(size) })],
    ['parts without an end', (size) => ({ url: form, body: '--b\r\n\r\n'.repeat(size / 7) })],
    ['lists in lists', (size) => ({ url: json, body: '['.repeat(size) })],
    ['lists in lists, closed', (size) => ({ url: json, body: '['.repeat(size / 2) + ']'.repeat(size / 2) })],
    ['objects in objects', (size) => ({ url: json, body: '{"a":'.repeat(size / 5) })],
    ['a long string of JSON', (size) => ({ url: json, body: `{"event":"${'x'.repeat(size)}"}` })],
    ['a string without an end', (size) => ({ url: json, body: `{"event":"${'\\u0061'.repeat(size / 6)}` })],
    ['a long number', (size) => ({ url: json, body: `{"event":${'9'.repeat(size)}}` })],
    ['many members', (size) => ({ url: json, body: `{${'"a":1,'.repeat(size / 6)}"b":1}` })],
    ['many lines', (size) => ({ url: lines, body: 'en=a\r\n'.repeat(size / 6) })],
    ['empty lines only', (size) => ({ url: lines, body: '\n'.repeat(size) })],
    [
      'a long list of colons',
      (size) => ({ url: `https://mc.yandex.ru/watch/1?browser-info=${'a:'.repeat(size / 2)}` }),
    ],
    [
      'a list of lists of events',
      (size) => ({ url: `https://t.co/i/adsct?txn_id=1&events=${'['.repeat(size)}` }),
    ],
    [
      'queries in a query',
      (size) => ({ url: `https://sslwidget.criteo.com/event?p0=${'%2526'.repeat(size / 5)}` }),
    ],
    ['a long path', (size) => ({ url: `https://ad.doubleclick.net/activityi${';u1=x'.repeat(size / 5)}` })],
  ])) {
    test(`gets an answer no longer than its length explains: ${name}`, () => {
      const [small, large] = [1 << 17, 1 << 20].map((size) => {
        const [answer] = decodeInLines([make(size)]);
        assert.deepEqual(unfit(answer?.fields ?? []), []);
        return JSON.stringify(answer).length;
      });
      assert.ok((large ?? Infinity) <= (small ?? 0) * 8 + 4096, `${small} bytes, then ${large}`);
    });
  }
});

describe('bystander decode --ndjson', () => {
  for (const [name, line, problem] of /** @type {[string, string | Buffer, RegExp][]} */ ([
    ['a blank line', '', /^line 2: blank$/],
    ['a line of white space', ' \t ', /^line 2: blank$/],
    ['words', 'hello', /^line 2: ./],
    ['half an object', '{"url":"https://a.example/"', /^line 2: ./],
    ['a list', '["https://a.example/"]', /^line 2: ./],
    ['a line without url', '{"body":"ev=x"}', /^line 2: .*url/],
    ['a number for a URL', '{"url":1}', /^line 2: ./],
    ['a number for a body', '{"url":"","body":1}', /^line 2: ./],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), /^line 2: not UTF-8$/],
  ])) {
    test(`answers ${name} with an error that has its number, and goes on`, () => {
      const good = `${JSON.stringify({ url: PIXEL })}\n`;
      const input = Buffer.concat([Buffer.from(good), Buffer.from(line), Buffer.from(`\n${good}`)]);
      const { status, stdout, stderr } = bystander(['decode', '--ndjson'], { input });
      const [first, second, third, ...rest] = stdout.trimEnd().split('\n');
      assert.match(JSON.parse(second ?? '').error, problem);
      assert.deepEqual(Object.keys(JSON.parse(second ?? '')), ['error']);
      assert.equal(JSON.parse(first ?? '').network, nameOf('facebook'));
      assert.deepEqual({ third, rest, status, stderr }, { third: first, rest: [], status: 1, stderr: '' });
    });
  }

  test('answers what is no pixel with null, and exit status 0', () => {
    const outcome = bystander(['decode', '--ndjson'], { input: '{"url":"https://news.example/"}' });
    assert.deepEqual(outcome, { status: 0, stdout: '{"network":null}\n', stderr: '' });
  });

  test('understands a body and a method of null, and more than is asked for', () => {
    const [plain, full] = decodeInLines([{ url: PIXEL }, { url: PIXEL, body: null, method: null, why: 'x' }]);
    assert.deepEqual(full, plain);
  });
});

describe('bystander decode', () => {
  const cwd = temporaryFolder({ 'body.txt': 'ev=Purchase&cd%5Bvalue%5D=29.95' });

  for (const [name, args, says] of /** @type {[string, string[], RegExp[]][]} */ ([
    ['a pixel', [PIXEL], [/PageView/, /https:\/\/news\.example\//]],
    ['a body', ['https://www.facebook.com/tr/', '--body', 'body.txt'], [/Purchase/, /29\.95/]],
  ])) {
    test(`tells people of ${name}`, () => {
      const { status, stdout, stderr } = bystander(['decode', ...args], { cwd });
      for (const words of [new RegExp(nameOf('facebook')), ...says]) assert.match(stdout, words);
      assert.doesNotMatch(stdout, /^\s*\{/);
      assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
    });
  }

  test('tells people that a request is no pixel', () => {
    const { status, stdout, stderr } = bystander(['decode', 'https://news.example/'], { cwd });
    assert.match(stdout, /[a-z]/);
    assert.doesNotMatch(stdout, /^\s*\{/);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  });

  test('refuses a body that is not there in one line, with exit status 2', () => {
    const { status, stdout, stderr } = bystander(['decode', PIXEL, '--body', 'missing.txt'], { cwd });
    assert.match(stderr, /^bystander: [^\n]*missing\.txt[^\n]*\n$/);
    assert.deepEqual({ status, stdout }, { status: 2, stdout: '' });
  });
});

/**
 * @param {{ url: string, body?: string | null, method?: string | null, why?: string }[]} questions
 * @returns {Decoded[]}
 */
function decodeInLines(questions) {
  const lines = questions.map((question) => `${JSON.stringify(question)}\n`);
  const { stdout, status, stderr } = bystander(['decode', '--ndjson'], { input: lines.join('') });
  const answers = stdout.split('\n').slice(0, -1);
  assert.deepEqual({ lines: answers.length, status, stderr }, { lines: lines.length, status: 0, stderr: '' });
  return answers.map((answer) => {
    // JSON says null where an object leaves the key out.
    const { event, ...others } = JSON.parse(answer);
    return event === null ? others : { ...others, ...(event !== undefined && { event }) };
  });
}

/**
 * What is wrong with an answer.
 * @param {PayloadRow} row
 * @param {Decoded} answer
 */
function faults({ expect }, answer) {
  if (expect.network === null) return answer.network === null ? [] : [`taken for ${answer.network}`];
  const name = nameOf(expect.network);
  const fields = answer.fields ?? [];
  return [
    ...(answer.network === name ? [] : [`network ${answer.network}, not ${name}`]),
    ...(answer.product ? [] : ['no product']),
    ...(expect.event === undefined || expect.event === answer.event
      ? []
      : [`event ${answer.event}, not ${expect.event}`]),
    ...unfit(fields),
    ...(expect.fields ?? [])
      .filter((expected) => !fields.some((field) => meets(field, expected)))
      .map((expected) => {
        const found = fields.filter((field) => field.name === expected.name);
        return `no ${JSON.stringify(expected)} but ${JSON.stringify(found)}`;
      }),
  ];
}

/**
 * What no field may be, whatever the payload.
 * @param {Field[]} fields
 */
function unfit(fields) {
  return fields
    .filter(
      (field) =>
        !isDeepStrictEqual(Object.keys(field).sort(), KEYS) ||
        !CLASSES.includes(field.class) ||
        !HARMLESS.test(field.name + field.value) ||
        [...field.value].length > (field.identifies ? 16 : 81) ||
        (field.class === 'unknown' && field.identifies),
    )
    .map((field) => `unfit: ${JSON.stringify(field).slice(0, 300)}`);
}

/**
 * @param {Field} field
 * @param {ExpectedField} expected
 */
function meets(field, expected) {
  return (
    field.name === expected.name &&
    field.class === (expected.class ?? field.class) &&
    field.identifies === (expected.identifies ?? field.identifies) &&
    field.value.startsWith(expected.value ?? '')
  );
}

/**
 * Everything there is to know of a row that went wrong.
 * @param {PayloadRow} row
 * @param {string[]} problems
 * @param {unknown} native
 * @param {unknown} wasm
 */
function account({ url, body, why }, problems, native, wasm) {
  const said = isDeepStrictEqual(native, wasm) ? [] : [native, wasm].map((answer) => JSON.stringify(answer));
  return [`${why}: ${url}`, ...(body === undefined ? [] : [body]), ...problems, ...said].join('\n  ');
}
