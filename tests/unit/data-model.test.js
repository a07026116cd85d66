/**
 * What the dashboard says about data, and what it makes of what a person named.
 *
 * @import { DataState, Wanted } from '../../extension/dashboard/data/model.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  dataModel,
  deleted,
  deletionOf,
  importedWords,
  keptFrom,
} from '../../extension/dashboard/data/model.js';
import { speakEnglish } from './support.js';

speakEnglish();

const NOW = new Date('2026-11-26T10:00').getTime();
/** @type {Wanted} */
const NOTHING = { kind: 'all', site: '', company: '', before: '' };
/** @type {DataState} */
const READING = {
  stored: undefined,
  days: [],
  usage: undefined,
  problem: undefined,
  isPrivate: false,
  wanted: NOTHING,
  asking: undefined,
  said: undefined,
};
/** @type {DataState} */
const READ = {
  ...READING,
  stored: { keep: 30, exceptions: 1, levels: 0, permissions: 1500, ownRules: 2 },
  days: ['2026-11-20', '2026-11-26'].map((day) => ({
    day,
    sites: ['shop.example', 'news.example'],
    pages: [1, 2],
    companies: ['Meta'],
    kinds: ['social'],
    cells: new Uint32Array(),
  })),
  usage: 1_234_567,
};

describe('the dashboard’s data', () => {
  test('is being read at first, and nothing is claimed', () => {
    const { status, facts } = dataModel(READING, NOW);
    assert.deepEqual([status, facts], ['Reading what is kept …', []]);
  });

  test('says how much there is of everything, and since when', () => {
    const { status, facts } = dataModel(READ, NOW);
    assert.equal(status, '');
    assert.deepEqual(
      facts.map(({ label, value }) => `${label}: ${value}`),
      [
        'History: 2 days, since Nov 20, 2026',
        'Sites where Bystander is off: 1',
        'Sites with a level of their own: 0',
        'Permissions: 1,500',
        'Rules of your own: 2',
        'Space on the disk: about 1.2 MB',
      ],
    );
  });

  test('claims no history in a private window, and no size that the browser does not say', () => {
    const { note, facts } = dataModel({ ...READ, isPrivate: true, usage: undefined }, NOW);
    assert.match(note ?? '', /^This is a private window/);
    assert.ok(!facts.some(({ label }) => label === 'History'));
    assert.equal(facts.at(-1)?.value, 'the browser does not say');
  });

  test('says what could not be read', () => {
    assert.match(dataModel({ ...READING, problem: 'No disk.' }, NOW).status, /could not be read: No disk\.$/);
  });

  for (const [days, words] of /** @type {const} */ ([
    [0, /^All history is deleted now/],
    [7, /^History that is older than 7 days is deleted now/],
  ]))
    test(`asks before history is kept for ${days} days`, () => {
      const { keep } = dataModel({ ...READ, asking: { part: 'keep', days } }, NOW);
      assert.match(keep.question?.words ?? '', words);
      assert.deepEqual(
        keep.options.filter(({ isChosen }) => isChosen).map((option) => option.days),
        [days],
        'what is asked about is chosen',
      );
    });

  test('offers what history knows when a site or a company is to be named', () => {
    for (const [kind, choices] of /** @type {const} */ ([
      ['site', ['news.example', 'shop.example']],
      ['company', ['Meta']],
      ['before', []],
    ]))
      assert.deepEqual(
        dataModel({ ...READ, wanted: { ...NOTHING, kind } }, NOW).deletion.field?.choices,
        choices,
        kind,
      );
    assert.equal(dataModel(READ, NOW).deletion.field, undefined, 'nothing is to be named');
  });
});

describe('what a person names to be deleted', () => {
  /** @type {[wanted: Partial<Wanted>, what: unknown, question: RegExp][]} */
  const rows = [
    [{ kind: 'site', site: ' News.example ' }, { site: 'news.example' }, /: news\.example\?/],
    [{ kind: 'site', site: '' }, undefined, /^$/],
    [{ kind: 'site', site: 'https://news.example/read' }, undefined, /^$/],
    [{ kind: 'company', company: ' Meta ' }, { company: 'Meta' }, /: Meta\?/],
    [{ kind: 'company', company: ' ' }, undefined, /^$/],
    [{ kind: 'today' }, { from: '2026-11-26' }, /: all of today\?/],
    [{ kind: 'week' }, { from: '2026-11-20' }, /: the last 7 days, today included\?/],
    [{ kind: 'before', before: '2026-11-01' }, { to: '2026-10-31' }, /: all days before Nov 1, 2026\?/],
    [{ kind: 'before', before: 'soon' }, undefined, /^$/],
    [{ kind: 'all' }, {}, /: everything\?/],
  ];
  for (const [wanted, expected, question] of rows)
    test(`${JSON.stringify(wanted)} is ${JSON.stringify(expected) ?? 'not enough'}`, () => {
      const what = deletionOf({ ...NOTHING, ...wanted }, NOW);
      assert.deepEqual(what, expected);
      const asked = what && dataModel({ ...READ, asking: { part: 'delete', what } }, NOW).deletion.question;
      assert.match(asked?.words ?? '', question);
    });
});

describe('what was done with data', () => {
  test('is said in words', () => {
    assert.equal(deleted({ site: 'news.example' }, 0, NOW), 'There was nothing of that: news.example.');
    assert.equal(deleted({ company: 'Meta' }, 1, NOW), 'Deleted: Meta, from 1 day.');
    assert.equal(deleted({}, 12, NOW), 'Deleted: everything, from 12 days.');
    assert.equal(keptFrom(0), 'No history is kept from now on.');
    assert.equal(keptFrom(90), 'History is kept for 90 days from now on.');
    assert.equal(
      importedWords({ choices: 1, ended: 0, rules: 2, days: 3 }),
      'Imported: 1 choice, 2 new rules, 3 days of history.',
    );
    assert.match(importedWords({ choices: 0, ended: 2, rules: 0, days: 0 }), /2 more had ended/);
  });
});
