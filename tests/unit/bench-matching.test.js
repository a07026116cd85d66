/** What the benchmark of matching is measured with, and what it says of its numbers. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeRequests } from '../bench/matching/requests.js';
import { agreement, median, summaryOf, timesOf } from '../bench/matching/statistics.js';
import { table } from '../bench/matching/table.js';

const rules = ['||tracker.example^', '/ads/banner.', '||cdn.example/pixel.gif?'].map((text) => ({ text }));
const domains = ['company.example', 'other.example'];
const made = makeRequests({ rules, domains, count: 3000 });

describe('made requests', () => {
  test('are the same every time', () => {
    assert.deepEqual(makeRequests({ rules, domains, count: 100 }), made.slice(0, 100));
  });

  test('are as many as asked for, whole, and mostly of one page after the other', () => {
    assert.equal(made.length, 3000);
    for (const { url, page } of made) assert.ok(URL.canParse(url) && URL.canParse(page), `${url} on ${page}`);
    assert.ok(new Set(made.map(({ page }) => page)).size < 100);
  });

  test('are made from rules in about four of ten cases', () => {
    const fromRules = made.filter(({ url }) =>
      /tracker\.example|\/ads\/banner\.|cdn\.example\/pixel/.test(url),
    );
    const share = fromRules.length / made.length;
    assert.ok(share > 0.3 && share < 0.45, String(share));
  });

  test('are as long as on real pages', () => {
    const { p50, p95, mean } = timesOf(made.map(({ url }) => url.length));
    assert.ok(p50 > 70 && p50 < 95, `median ${p50}`);
    assert.ok(mean > 140 && mean < 200, `mean ${mean}`);
    assert.ok(p95 > 480 && p95 < 700, `95 % within ${p95}`);
  });
});

describe('what is said of times', () => {
  test('of one round are its mean and its quantiles', () => {
    const micros = Array.from({ length: 100 }, (_, index) => index + 1).reverse();
    assert.deepEqual(timesOf(micros), { mean: 50.5, p50: 50, p95: 95, p99: 99, worst: 100 });
    assert.deepEqual(timesOf([7]), { mean: 7, p50: 7, p95: 7, p99: 7, worst: 7 });
  });

  test('of several rounds are medians, and the worst of the quietest', () => {
    const rounds = [
      [1, 3],
      [2, 4],
      [9, 11],
    ].map((micros) => timesOf(micros));
    const { mean, least, most, worst } = summaryOf(rounds);
    assert.deepEqual([mean, least, most, worst], [3, 2, 10, 3]);
  });

  for (const [numbers, middle] of /** @type {const} */ ([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[5], 5],
  ]))
    test(`the median of ${numbers} is ${middle}`, () => assert.equal(median(numbers), middle));

  test('agreement is the share of requests of which both say the same', () => {
    assert.equal(agreement([true, false, true, false], [true, true, true, false]), 0.75);
  });
});

test('a table has its columns under each other, numbers to the right', () => {
  assert.equal(
    table(
      ['engine', 'mean'],
      [
        ['ours', '1.5'],
        ['another one', '10.25'],
      ],
    ),
    [
      '| engine      |  mean |',
      '| ----------- | ----: |',
      '| ours        |   1.5 |',
      '| another one | 10.25 |',
    ].join('\n'),
  );
});
