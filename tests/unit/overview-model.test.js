/** What the overview says. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  barsWords,
  headlineOf,
  pointWords,
  reachTable,
  sitesOf,
} from '../../extension/dashboard/overview/model.js';
import { barsOf } from '../../extension/dashboard/overview/per-day.js';
import { reachOf } from '../../extension/dashboard/overview/reach.js';
import { sumUp } from '../../extension/dashboard/overview/sums.js';
import { speakEnglish } from './support.js';

speakEnglish();

/** @type {import('../../extension/shared/history.js').HistoryDay} */
const DAY = {
  day: '2026-11-26',
  sites: ['news.example', 'shop.example', 'quiet.example'],
  pages: [3, 1, 1],
  companies: ['Meta', 'Google'],
  kinds: ['social', 'tag manager'],
  cells: Uint32Array.from([
    ...[0, 0, 3, 1200, 2, 0, 0, 0],
    ...[1, 0, 1, 0, 0, 0, 0, 0],
    ...[0, 1, 1, 4, 0, 1, 1, 2],
  ]),
};
const sums = sumUp([DAY]);

describe('the overview', () => {
  test('says in a sentence who tried to see a person, and what became of it', () => {
    assert.deepEqual(headlineOf(sums), {
      headline: '2 companies tried to see you on 2 of the 3 sites you visited.',
      done: 'Of their requests: 1,204 stopped, 2 sent on without cookies, 1 cleaned, 1 got through, 2 allowed by you.',
    });
    const quiet = sumUp([{ ...DAY, companies: [], kinds: [], cells: new Uint32Array() }]);
    assert.deepEqual(headlineOf(quiet), {
      headline: 'Nobody tried to see you on the 3 sites you visited.',
      done: '',
    });
  });

  test('says what a place in the picture means', () => {
    const reach = reachOf(sums, { filter: '', most: 9 });
    for (const [row, site, words] of /** @type {[number, string | undefined, string][]} */ ([
      [0, undefined, 'Meta tried to see you on 2 of 3 sites.'],
      [
        0,
        'news.example',
        'Meta tried on news.example, on 3 pages: 1,200 stopped, 2 sent on without cookies.',
      ],
      [
        0,
        'shop.example',
        'Meta tried on shop.example, on 1 page. Your browser has not confirmed what became of it.',
      ],
      [1, 'shop.example', 'Google did not try on shop.example.'],
      [7, undefined, ''],
    ])) {
      const column = site === undefined ? undefined : reach.sites.indexOf(site);
      assert.equal(pointWords({ row, column }, reach, sums), words);
    }
  });

  test('lists the sites of a company, and nothing of one that did not try', () => {
    assert.deepEqual(sitesOf('Meta', sums), {
      heading: 'Meta tried to see you on 2 of 3 sites.',
      sites: [
        { site: 'news.example', words: '3 pages, 1,200 stopped, 2 sent on without cookies' },
        { site: 'shop.example', words: '1 page' },
      ],
      more: '',
    });
    assert.equal(sitesOf('Nobody', sums), undefined);
  });

  test('says all that the picture shows in a table', () => {
    assert.deepEqual(reachTable(sums), {
      columns: [
        'Company',
        'Kind',
        'Sites',
        'Stopped',
        'Without cookies',
        'Cleaned',
        'Got through',
        'Allowed',
      ],
      rows: [
        ['Meta', 'Social', '2 of 3', '1,200', '2', '0', '0', '0'],
        ['Google', 'Tag manager', '1 of 3', '4', '0', '1', '1', '2'],
      ],
    });
  });

  test('says what each bar shows, in a label and in a table', () => {
    const words = barsWords(barsOf(sums.days, 'kinds'), 'kinds');
    assert.deepEqual(words.names, ['Social', 'Tag manager']);
    assert.deepEqual(words.labels, ['Nov 26, 2026: 1,207 requests']);
    assert.deepEqual(words.table, {
      columns: ['Day', 'Social', 'Tag manager', 'All'],
      rows: [['Nov 26, 2026', '1,202', '5', '1,207']],
    });
  });
});
