/** What the benchmark in browsers is measured with, and what it says of its numbers. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withAddresses } from '../bench/browser/files.js';
import { loadingSites, PAGES, TRACKERS } from '../bench/browser/loading-page.js';
import { coldTable, engineTable, loadingTable, memoryTable, wakingTable } from '../bench/browser/report.js';
import { timesOf } from '../bench/matching/statistics.js';

describe('a package named in a module for Node', () => {
  for (const [written, served] of [
    [`import { a } from 'small';`, `import { a } from '/peers/small';`],
    [`import { a } from "@some/small";`, `import { a } from "/peers/@some/small";`],
    [`export{a}from'small';`, `export{a}from'/peers/small';`],
    [`import 'small';`, `import '/peers/small';`],
    [`import { a } from './small.js';`, `import { a } from './small.js';`],
    [`import { a } from '/peers/small';`, `import { a } from '/peers/small';`],
    [`const text = 'from small';`, `const text = 'from small';`],
  ])
    test(`${written} is served as ${served}`, () => assert.equal(withAddresses(written ?? ''), served));
});

describe('the pages that are loaded', () => {
  const sites = loadingSites();

  for (const { title, url, hosts } of PAGES)
    test(`have 200 requests to hosts that answer, where ${title}`, () => {
      assert.equal(hosts.length, 200);
      for (const host of hosts) assert.ok(sites[host]?.['/*'], `${host} does not answer`);
      const page = /** @type {import('../browser/internet/responses.js').Response} */ (
        sites[new URL(url).host]?.['/']
      );
      const asked = [...String(page.body).matchAll(/src="https:\/\/([^/]+)\/assets\//g)].map(
        ([, host]) => host,
      );
      assert.deepEqual(asked, hosts);
    });

  test('ask trackers in half of the requests, or never', () => {
    const shares = PAGES.map(
      ({ hosts }) => hosts.filter((host) => TRACKERS.includes(host)).length / hosts.length,
    );
    const [mixed = 0, harmless] = shares;
    assert.ok(mixed > 0.45 && mixed < 0.55, String(mixed));
    assert.equal(harmless, 0);
  });
});

describe('tables', () => {
  const version = '1';
  /**
   * @param {'firefox' | 'chromium'} browser
   * @param {string} engine
   * @param {number[]} means
   */
  const engine = (browser, engine, means) => ({
    ...{ browser, engine, version, blocked: 7 },
    rounds: means.map((mean) => timesOf([mean])),
    colds: means.map((load) => ({ load, first: load })),
  });
  const engines = [
    engine('firefox', 'ours', [6, 60, 6]),
    engine('firefox', 'theirs', [3, 30, 3]),
    engine('chromium', 'ours', [8, 8, 16]),
    engine('chromium', 'theirs', [2, 2, 2]),
  ];

  for (const [what, made] of /** @type {const} */ ([
    ['requests', engineTable],
    ['cold starts', coldTable],
  ]))
    test(`of ${what} compare each engine with the reference in its own browser and round`, () => {
      assert.deepEqual(column(made(engines, 'theirs'), 'ratio'), ['2.00', '1.00', '4.00', '1.00']);
      assert.deepEqual(column(made(engines, 'nobody'), 'ratio'), ['–', '–', '–', '–']);
    });

  test('tell medians of rounds', () => {
    assert.deepEqual(column(engineTable(engines, 'theirs'), 'mean'), ['6.00', '3.00', '8.00', '2.00']);
    assert.deepEqual(column(engineTable(engines, 'theirs'), 'most'), ['60.00', '30.00', '16.00', '2.00']);
    assert.deepEqual(column(coldTable(engines, 'theirs'), 'both'), ['12.0', '6.0', '16.0', '4.0']);
    assert.deepEqual(column(coldTable(engines, 'theirs'), 'load'), ['6.0', '3.0', '8.0', '2.0']);
  });

  test('compare each loading with the one without extensions in the same round', () => {
    const of = (
      /** @type {string} */ browser,
      /** @type {string} */ extension,
      /** @type {number[]} */ times,
    ) => ({
      ...{ browser, extension, times, version, page: 'page', requests: 200, seen: 100 },
    });
    const loading = loadingTable(
      [
        of('firefox', 'none', [100, 1000, 100]),
        of('firefox', 'ours', [150, 1500, 150]),
        of('chromium', 'none', [100, 100, 200]),
        of('chromium', 'ours', [90, 80, 190]),
      ],
      'none',
    );
    assert.deepEqual(column(loading, 'ratio'), ['1.00', '1.50', '1.00', '0.90']);
    assert.deepEqual(column(loading, 'added, ms'), ['–', '+50', '–', '−10']);
    assert.deepEqual(column(loading, 'load, ms'), ['100', '150', '100', '90']);
    assert.deepEqual(column(loading, 'requests seen'), Array(4).fill('100 of 200'));
  });

  test('tell what a stopped background adds, and bytes in millions', () => {
    const waking = wakingTable([{ browser: 'firefox', what: 'it answers', awake: 4, stopped: 104 }]);
    assert.deepEqual(column(waking, 'added, ms'), ['100']);
    const memory = memoryTable([{ browser: 'firefox', extension: 'ours', what: 'all', bytes: 12_340_000 }]);
    assert.deepEqual(column(memory, 'MB'), ['12.3']);
  });
});

/**
 * @param {string} table
 * @param {string} head
 */
function column(table, head) {
  const [heads = [], , ...rows] = table.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  return rows.map((cells) => cells[heads.indexOf(head)]);
}
