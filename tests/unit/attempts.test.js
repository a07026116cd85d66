/** Something on a page is broken: what is tried, and in which order. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { attemptsFor } from '../../extension/background/attempts.js';
import { entry } from './support.js';

/** @import { Entry } from '../../extension/shared/protocol.js' */

/**
 * @param {string} company
 * @param {Partial<Entry>} [more]
 */
const of = (company, more) => entry(`${company.toLowerCase()}.example`, { company, ...more });
const RULE = /** @type {const} */ ({ kind: 'rule', list: 'x', line: 1 });
const WIDGET = /** @type {const} */ ({ kind: 'widget', network: 'x', name: 'Login' });
const PIXEL = /** @type {const} */ ({ kind: 'pixel', network: 'x', name: 'Pixel' });
const blocked = (/** @type {string} */ company, /** @type {string[]} */ ...types) =>
  of(company, { action: 'block', reason: RULE, types });
const named = (/** @type {ReturnType<typeof attemptsFor>} */ { attempts }) =>
  attempts.map(({ company, identity }) => (identity === 'with' ? `${company} known` : company));

describe('what is tried', () => {
  test('is what breaks pages most often first, all without identity before any with it', () => {
    const entries = [
      blocked('Font', 'font'),
      blocked('Script', 'image', 'script'),
      of('Login', { action: 'replace', reason: WIDGET, types: ['sub_frame'] }),
      blocked('Data', 'xmlhttprequest'),
    ];
    const all = ['Login', 'Script', 'Data', 'Font'];
    assert.deepEqual(named(attemptsFor(entries, [])), [...all, ...all.map((company) => `${company} known`)]);
  });

  test('is with identity alone where nothing else lets it load', () => {
    const entries = [
      of('Pixel', { action: 'block', reason: PIXEL, types: ['script'] }),
      of('Stripped', {
        action: 'strip',
        reason: { kind: 'company', company: 'Stripped' },
        types: ['script'],
      }),
      blocked('Data', 'fetch'),
    ];
    assert.deepEqual(named(attemptsFor(entries, [])), [
      'Data',
      'Data known',
      'Stripped known',
      'Pixel known',
    ]);
  });

  test('is more often asked for first where both are as likely', () => {
    const entries = [
      of('Rare', { ...blocked('Rare', 'script'), count: 1 }),
      of('Often', { ...blocked('Often', 'script'), company: 'Often', count: 9 }),
    ];
    assert.deepEqual(named(attemptsFor(entries, [])).slice(0, 2), ['Often', 'Rare']);
  });

  test('is no company of which only images were stopped, unless there is no other', () => {
    const image = blocked('Image', 'image', 'ping');
    assert.deepEqual(named(attemptsFor([image, blocked('Script', 'script')], [])), [
      'Script',
      'Script known',
    ]);
    assert.deepEqual(named(attemptsFor([image], [])), ['Image', 'Image known']);
  });

  test('is nobody who may load already, nothing that was cleaned, and nobody unknown, who are counted', () => {
    const entries = [
      blocked('Meta', 'script'),
      of('Cleaned', { action: 'clean', types: ['main_frame'] }),
      entry('one.example', { action: 'block', reason: RULE, types: ['script'] }),
      entry('other.example', { action: 'block', reason: RULE, types: ['script'] }),
    ];
    assert.deepEqual(attemptsFor(entries, ['Meta']), { attempts: [], unknown: 2 });
  });
});
