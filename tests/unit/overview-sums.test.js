/** What days of history add up to, and where it lies in the picture. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { barsOf } from '../../extension/dashboard/overview/per-day.js';
import { MAX_SITES, moved, PICTURE, pointAt, reachOf } from '../../extension/dashboard/overview/reach.js';
import { stateOf, sumUp } from '../../extension/dashboard/overview/sums.js';
import { addCell, addPages, dayFrom, emptyDay } from '../../extension/shared/history-days.js';

/**
 * @param {string} day
 * @param {Record<string, Record<string, number[]>>} sites numbers by site and company: pages, stopped, stripped, cleaned,
 * got through, allowed
 */
function dayWith(day, sites) {
  const sums = emptyDay(day);
  for (const [site, companies] of Object.entries(sites)) {
    addPages(sums, site, 2);
    for (const [company, numbers] of Object.entries(companies)) {
      const kind = company === 'Meta' ? 'social' : company === 'unknown.example' ? '' : 'advertising';
      addCell(sums, { site, company, kind, sums: numbers });
    }
  }
  return dayFrom(sums);
}

const days = [
  dayWith('2026-11-01', { 'a.example': { Meta: [1, 5, 0, 0, 0, 0], Google: [1, 2, 1, 0, 0, 0] } }),
  dayWith('2026-11-03', {
    'a.example': { Meta: [2, 1, 0, 0, 1, 0] },
    'b.example': { Meta: [1, 0, 3, 0, 0, 0], 'unknown.example': [1, 9, 0, 0, 0, 0] },
    'quiet.example': {},
  }),
];

describe('sums of days', () => {
  const sums = sumUp(days);

  test('have each company’s reach, the widest first', () => {
    assert.deepEqual(
      sums.companies.map(({ name, kind, sites, stopped }) => [name, kind, sites, stopped]),
      [
        ['Meta', 'social', 2, 6],
        ['Google', 'advertising', 1, 2],
        ['unknown.example', '', 1, 9],
      ],
    );
  });

  test('have every site that was visited, also where nobody tried', () => {
    assert.deepEqual(
      sums.sites.map(({ name, pages, companies }) => [name, pages, companies]),
      [
        ['a.example', 4, 2],
        ['b.example', 2, 2],
        ['quiet.example', 2, 0],
      ],
    );
  });

  test('add up what a company did on a site over the days', () => {
    const numbers = { pages: 3, stopped: 6, stripped: 0, cleaned: 0, gotThrough: 1, allowed: 0 };
    assert.deepEqual(sums.at('Meta', 'a.example'), numbers);
    assert.equal(sums.at('Google', 'b.example'), undefined);
    assert.equal(sums.at('Nobody', 'a.example'), undefined);
  });

  test('are none of no days', () => {
    const { companies, sites, days: none } = sumUp([]);
    assert.deepEqual([companies, sites, none], [[], [], []]);
  });

  for (const [state, numbers] of /** @type {const} */ ([
    ['through', { stopped: 9, gotThrough: 1, allowed: 1 }],
    ['allowed', { stopped: 9, allowed: 1 }],
    ['stopped', { stopped: 1, stripped: 5 }],
    ['changed', { cleaned: 1 }],
    ['open', {}],
  ]))
    test(`show ${JSON.stringify(numbers)} as ${state}`, () => {
      const none = { pages: 1, stopped: 0, stripped: 0, cleaned: 0, gotThrough: 0, allowed: 0 };
      assert.equal(stateOf({ ...none, ...numbers }), state);
    });
});

describe('the picture of reach', () => {
  const sums = sumUp(days);

  test('has a line a company and a column a site, with a mark where it tried', () => {
    const { rows, sites, of, moreCompanies, hiddenSites } = reachOf(sums, { filter: '', most: 2 });
    assert.deepEqual(sites, ['a.example', 'b.example', 'quiet.example']);
    assert.deepEqual(
      rows.map(({ company, marks }) => [company, ...marks]),
      [
        ['Meta', [0, 'through'], [1, 'changed']],
        ['Google', [0, 'stopped']],
      ],
    );
    assert.deepEqual([of, moreCompanies, hiddenSites], [3, 1, 0]);
  });

  test('has only companies that are looked for', () => {
    const { rows, moreCompanies } = reachOf(sums, { filter: ' GOO ', most: 9 });
    assert.deepEqual([rows.map(({ company }) => company), moreCompanies], [['Google'], 0]);
  });

  test('says how many sites it has no room for, and counts them', () => {
    const many = Object.fromEntries(
      Array.from({ length: MAX_SITES + 5 }, (_, index) => [
        `s${String(index).padStart(3, '0')}.example`,
        { Meta: [1, 1, 0, 0, 0, 0] },
      ]),
    );
    const { rows, sites, of, hiddenSites } = reachOf(sumUp([dayWith('2026-11-01', many)]), {
      filter: '',
      most: 9,
    });
    assert.deepEqual([sites.length, of, hiddenSites, rows[0]?.sites], [MAX_SITES, 245, 5, 245]);
  });

  test('knows what lies at a place', () => {
    const reach = reachOf(sums, { filter: '', most: 9 });
    const { top, column } = reach;
    for (const [x, y, expected] of /** @type {[number, number, unknown][]} */ ([
      [5, top + 1, { row: 0, column: undefined }],
      [PICTURE.left + 1, top + PICTURE.row + 1, { row: 1, column: 0 }],
      [PICTURE.left + column * 2 + 1, top + 1, { row: 0, column: 2 }],
      [PICTURE.left + column * 3 + 1, top + 1, { row: 0, column: undefined }],
      [PICTURE.left + 1, top - 1, undefined],
      [PICTURE.left + 1, top + PICTURE.row * 3 + 1, undefined],
    ]))
      assert.deepEqual(pointAt(reach, { x, y }), expected, `${x}, ${y}`);
  });

  test('is walked with keys, and not out of', () => {
    const reach = reachOf(sums, { filter: '', most: 9 });
    const at = (/** @type {number} */ row, /** @type {number | undefined} */ column) => ({ row, column });
    for (const [
      from,
      key,
      to,
    ] of /** @type {[import('../../extension/dashboard/overview/reach.js').Point | undefined, string, unknown][]} */ ([
      [undefined, 'ArrowDown', at(0, undefined)],
      [at(0, undefined), 'ArrowRight', at(0, 0)],
      [at(0, 0), 'ArrowLeft', at(0, undefined)],
      [at(0, undefined), 'ArrowLeft', at(0, undefined)],
      [at(0, 1), 'ArrowDown', at(1, 1)],
      [at(2, 1), 'ArrowDown', at(2, 1)],
      [at(2, 1), 'PageUp', at(0, 1)],
      [at(1, 0), 'End', at(1, 2)],
      [at(1, 2), 'Home', at(1, undefined)],
      [at(1, 2), 'x', undefined],
    ]))
      assert.deepEqual(moved(reach, from, key), to, `${JSON.stringify(from)} ${key}`);
    assert.equal(moved({ ...reach, rows: [] }, undefined, 'ArrowDown'), undefined);
  });
});

describe('bars', () => {
  test('are one a day, also of days without history, in parts by kind with the rest last', () => {
    const { each, parts, hasRest, bars, highest } = barsOf(sumUp(days).days, 'kinds');
    assert.deepEqual([each, parts, hasRest, highest], ['day', ['social', 'advertising'], true, 13]);
    assert.deepEqual(
      bars.map(({ from, counts, total }) => [from, ...counts, total]),
      [
        ['2026-11-01', 5, 3, 0, 8],
        ['2026-11-02', 0, 0, 0, 0],
        ['2026-11-03', 4, 0, 9, 13],
      ],
    );
  });

  test('have the companies of which most was kept as parts, when asked', () => {
    const { parts, hasRest } = barsOf(sumUp(days).days, 'companies');
    assert.deepEqual([parts, hasRest], [['Meta', 'unknown.example', 'Google'], false]);
  });

  test('are one a week where there are many days, the last one whole', () => {
    const many = [dayWith('2026-09-01', { 'a.example': { Meta: [1, 1, 0, 0, 0, 0] } }), ...days];
    const { each, bars } = barsOf(sumUp(many).days, 'kinds');
    assert.equal(each, 'week');
    assert.equal(bars.length, 10);
    assert.deepEqual(
      [bars[0], bars.at(-1)].map((bar) => [bar?.from, bar?.total]),
      [
        ['2026-09-01', 1],
        ['2026-10-28', 21],
      ],
    );
  });

  test('are none of no days', () => {
    assert.deepEqual(barsOf([], 'kinds').bars, []);
  });
});
