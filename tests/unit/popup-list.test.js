/**
 * The list of companies in the popup: its rows, their order, and the reasons given for each request.
 *
 * @import { Reason } from '/core/bystander.js'
 * @import { Intervention } from '../../extension/shared/protocol.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { detail } from '../../extension/popup/detail.js';
import { createModel } from '../../extension/popup/model.js';
import { ledger, loaded, loading, report } from './popup-support.js';
import { entry, speakEnglish } from './support.js';

speakEnglish();

const silent = { confirmed: 0 };
const facebook = entry('facebook.com', { count: 5 });
const bing = entry('bing.com', { count: 1 });

describe('the list of companies', () => {
  const meta = /** @type {const} */ ({ company: 'Meta', network: 'facebook', kind: 'social' });

  test('has a row a company: its kind, what was done and how often', () => {
    const entries = [
      entry('facebook.com', { ...meta, count: 5 }),
      entry('facebook.net', { ...meta, action: 'replace', count: 1 }),
      entry('fbcdn.net', { ...meta, action: 'strip', count: 2 }),
      entry('unknown.example', { count: 1 }),
      entry('hosting.example', { company: 'Hoster', kind: 'a kind without a word', count: 1 }),
    ];
    const [section] = createModel()(report({ ledger: ledger(entries) }), loaded).sections;
    assert.equal(section?.heading, 'Companies on this page');
    assert.deepEqual(
      section?.groups.map(({ name, kinds, done, count, tags }) => [name, kinds, done, count, tags]),
      [
        ['Meta', 'Social', '5 blocked, 1 held back, 2 without cookies', 8, []],
        ['unknown.example', '', '1 blocked', 1, []],
        ['Hoster', '', '1 blocked', 1, []],
      ],
    );
  });

  test('opens to the requests, with the rules that did it, their list by name, and the types in words', () => {
    const entries = [
      entry('facebook.com', { ...meta, types: ['image', 'beacon', 'ping'], count: 2 }),
      entry('facebook.net', {
        ...meta,
        reason: { kind: 'rule', list: 'mine', line: 1 },
        count: 1,
      }),
    ];
    const group = createModel()(report({ ledger: ledger(entries) }), loaded).sections[0]?.groups[0];
    assert.deepEqual(group && detail(group.opened, ({ list, line }) => `rule ${line} of ${list}`).requests, [
      {
        site: 'facebook.com',
        done: '2 blocked',
        rule: 'rule 7 of tracking',
        source: 'AdGuard Tracking Protection, line 7',
        requests: '2 requests: image, beacon',
        example: 'Example: facebook.com/x.js',
      },
      {
        site: 'facebook.net',
        done: '1 blocked',
        rule: 'rule 1 of mine',
        source: 'mine, line 1',
        requests: '1 request: script',
        example: 'Example: facebook.com/x.js'.replace('facebook.com', 'facebook.net'),
      },
    ]);
  });

  test('says at most two kinds of business', () => {
    const kinds = ['advertising', 'tag manager', 'advertising', 'video'];
    const entries = kinds.map((kind) => entry(`${kind}.example`, { company: 'Google', kind }));
    const [group] = createModel()(report({ ledger: ledger(entries) }), loaded).sections[0]?.groups ?? [];
    assert.equal(group?.kinds, 'Advertising, Tag manager');
  });

  for (const [reason, action, words, kind] of /** @type {[Reason, Intervention, string, string?][]} */ ([
    [{ kind: 'pixel', network: 'facebook', name: 'Meta Pixel' }, 'block', 'Meta Pixel, known to Bystander'],
    [
      { kind: 'widget', network: 'facebook', name: 'Like button' },
      'replace',
      'Like button, held back until you let buttons and embeds load',
    ],
    [
      { kind: 'widget', network: 'facebook', name: 'Like button' },
      'strip',
      'Like button, loaded without cookies',
    ],
    [
      { kind: 'company', company: 'Meta' },
      'strip',
      'Because this domain of Meta is on Bystander’s list, under “Tag manager”.',
      'tag manager',
    ],
    [
      { kind: 'company', company: 'Meta' },
      'strip',
      'Because this domain of Meta is on Bystander’s list.',
      'a kind without a word',
    ],
    [{ kind: 'company', company: 'Meta' }, 'strip', 'Because this domain of Meta is on Bystander’s list.'],
    [{ kind: 'strict' }, 'strip', 'Because this site is set to strict.'],
  ]))
    test(`gives as the reason: ${words} (${kind ?? 'no kind'})`, () => {
      const given = report({
        ledger: ledger([entry('a.example', { action, reason, ...(kind && { kind }) })]),
      });
      const group = createModel()(given, loaded).sections[0]?.groups[0];
      const [row] = group ? detail(group.opened, ({ list, line }) => `rule ${line} of ${list}`).requests : [];
      assert.deepEqual([row?.rule, row?.source], [undefined, words]);
    });

  test('keeps what was cleaned apart, by site', () => {
    const entries = [
      entry('a.example', { ...meta, action: 'clean' }),
      entry('b.example', { ...meta, action: 'strip' }),
      entry('c.example', { action: 'replace' }),
    ];
    assert.deepEqual(
      createModel()(report({ ledger: ledger(entries) }), loaded).sections.map(
        ({ kind, groups }) => `${kind} ${groups.map(({ name, done }) => `${name}: ${done}`).join(', ')}`,
      ),
      ['companies Meta: 3 without cookies, c.example: 3 held back', 'cleaned a.example: 3 addresses cleaned'],
    );
  });

  test('shows the most frequent first, then keeps every place while the page loads on', () => {
    const model = createModel();
    /** @param {ReturnType<typeof entry>[]} entries */
    const order = (entries, document = 'doc-1') =>
      model(report({ ledger: ledger(entries, document) }), loading).sections[0]?.groups.map(
        ({ name }) => name,
      );
    assert.deepEqual(order([bing, facebook]), ['facebook.com', 'bing.com']);
    const busy = entry('bing.com', { count: 90 });
    const added = entry('added.example', { count: 50 });
    assert.deepEqual(order([busy, facebook, added]), ['facebook.com', 'bing.com', 'added.example']);
    assert.deepEqual(order([busy, facebook, added], 'doc-2'), ['bing.com', 'added.example', 'facebook.com']);
  });

  test('marks what got through and what is not confirmed, and claims only what was done', () => {
    const entries = [
      entry('a.example', { count: 4, confirmed: 1, contradicted: 2 }),
      entry('b.example', { ...silent, action: 'strip' }),
    ];
    /** @param {typeof loaded} surroundings */
    const groups = (surroundings) =>
      createModel()(report({ ledger: ledger(entries) }), surroundings).sections[0]?.groups.map(
        ({ done, tags }) => [done, ...tags],
      );
    assert.deepEqual(groups(loaded), [
      ['1 blocked', '2 got through', '1 not confirmed'],
      ['', '3 not confirmed'],
    ]);
    assert.deepEqual(groups(loading), [['1 blocked', '2 got through'], ['']]);
  });

  test('says of every kind of request, in its row and in words, that it got through', () => {
    /** @type {[Intervention, string][]} */
    const table = [
      ['block', '2 requests got through although a rule says to stop them.'],
      ['replace', '2 requests got through although a rule says to stop them.'],
      ['strip', '2 requests kept their cookies although they were to go out without.'],
      ['clean', '2 addresses kept their tracking parameters although they were to be removed.'],
    ];
    for (const [action, remark] of table) {
      const through = entry('a.example', { action, count: 2, confirmed: 0, contradicted: 2 });
      const { sections, remarks } = createModel()(report({ ledger: ledger([through]) }), loaded);
      const group = sections[0]?.groups[0];
      assert.deepEqual([group?.done, group?.tags], ['', ['2 got through']], action);
      assert.equal(
        group && detail(group.opened, ({ list, line }) => `rule ${line} of ${list}`).requests[0]?.done,
        '2 got through',
        action,
      );
      assert.deepEqual(remarks, [remark]);
    }
  });

  test('has a heading that is true when Bystander is off', () => {
    const off = report({ ledger: ledger([bing]), exception: 'normal' });
    assert.equal(createModel()(off, loaded).sections[0]?.heading, 'Before you turned it off');
  });

  test('says what no longer fitted', () => {
    const counts = { count: 37, confirmed: 37, contradicted: 0 };
    const full = { ...ledger([bing]), leftOut: { block: counts, strip: counts, clean: counts } };
    const [section] = createModel()(report({ ledger: full }), loaded).sections;
    assert.equal(section?.leftOut, 'And 74 more requests that no longer fitted in this list.');
  });
});
