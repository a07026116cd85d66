import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { namesSent, namesSet } from '../../extension/background/enforce/cookie-names.js';
import { bodyText, MAX_BODY } from '../../extension/background/enforce/payload.js';

/** @param {string} text */
const bytes = (text) => new TextEncoder().encode(text).buffer;

describe('the body of a request', () => {
  for (const [
    name,
    requestBody,
    expected,
  ] of /** @type {[string, Parameters<typeof bodyText>[0], string | undefined][]} */ ([
    ['none', undefined, undefined],
    ['none, as Firefox says it', null, undefined],
    ['one the browser keeps closed', { error: 'Unknown error.' }, undefined],
    [
      'a form',
      { formData: { ev: ['PageView'], 'cd[x]': ['a b', 'é&c'] } },
      'ev=PageView&cd%5Bx%5D=a+b&cd%5Bx%5D=%C3%A9%26c',
    ],
    ['a form with bytes', { formData: { a: [bytes('1')] } }, 'a=1'],
    ['JSON', { raw: [{ bytes: bytes('{"event":"é"}') }] }, '{"event":"é"}'],
    [
      'several parts, cut inside a letter',
      { raw: [{ bytes: bytes('é').slice(0, 1) }, { bytes: bytes('é').slice(1) }] },
      'é',
    ],
    ['a file, which stays closed', { raw: [{ file: '/home/me/photo.jpg' }, { bytes: bytes('x') }] }, 'x'],
    ['bytes that are no text', { raw: [{ bytes: new Uint8Array([0xff, 0x61]).buffer }] }, '\ufffda'],
    ['nothing', { raw: [] }, ''],
  ]))
    test(name, () => assert.equal(bodyText(requestBody), expected));

  test(`is read up to ${MAX_BODY} bytes`, () => {
    const part = { bytes: bytes('x'.repeat(MAX_BODY / 2 + 7)) };
    assert.equal(bodyText({ raw: [part, part, part] })?.length, MAX_BODY);
    const long = 'y'.repeat(MAX_BODY);
    assert.equal(bodyText({ formData: { short: ['1'], long: [long], after: ['2'] } }), 'short=1');
  });
});

describe('the names of cookies', () => {
  for (const [value, names] of /** @type {[string, string[]][]} */ ([
    ['c_user=1; xs=2:3=4', ['c_user', 'xs']],
    ['a=;b=', ['a', 'b']],
    ['secret-without-name; =nor-here; c=1', ['c']],
    ['', []],
  ]))
    test(`sent in ${JSON.stringify(value)}`, () =>
      assert.deepEqual(
        namesSent([
          { name: 'cookie', value },
          { name: 'Accept', value: 'd=1' },
        ]),
        names,
      ));

  for (const [name, values, names] of /** @type {[string, string[], string[]][]} */ ([
    ['in Chrome, one header each', ['fr=1; Secure; SameSite=None', 'wd=2'], ['fr', 'wd']],
    [
      'in Firefox, joined by newlines',
      ['fr=1; Expires=Mon, 1 Jan 2029 00:00:00 GMT\nwd=2; Secure'],
      ['fr', 'wd'],
    ],
    ['without a name', ['secret; Secure', '=secret'], []],
  ]))
    test(`set ${name}`, () =>
      assert.deepEqual(namesSet(values.map((value) => ({ name: 'Set-Cookie', value }))), names));

  test('are none where the browser gives no text', () => {
    assert.deepEqual(namesSet([{ name: 'Set-Cookie' }]), []);
  });
});
