/** Days of history: the calendar, and that packing loses nothing. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import {
  addCell,
  addPages,
  CELL,
  dayFrom,
  dayOf,
  emptyDay,
  pack,
  unpack,
} from '../../extension/shared/history-days.js';

describe('a day', () => {
  for (const [zone, moment, before, day] of /** @type {const} */ ([
    ['UTC', '2026-11-26T23:59:59.999Z', 0, '2026-11-26'],
    ['Europe/Brussels', '2026-11-26T23:59:59.999Z', 0, '2026-11-27'],
    ['Europe/Brussels', '2026-10-25T22:30:00Z', 0, '2026-10-25'],
    ['Europe/Brussels', '2026-10-25T22:30:00Z', 1, '2026-10-24'],
    ['Europe/Brussels', '2026-03-30T21:30:00Z', 1, '2026-03-29'],
    ['America/Santiago', '2026-09-06T04:00:00Z', 0, '2026-09-06'],
    ['UTC', '2026-03-01T12:00:00Z', 1, '2026-02-28'],
    ['UTC', '2027-01-15T12:00:00Z', 29, '2026-12-17'],
  ]))
    test(`${before} before ${moment} in ${zone} is ${day}`, () => {
      const module = new URL('../../extension/shared/history-days.js', import.meta.url).href;
      const program = `import { dayOf } from '${module}'; console.log(dayOf(${Date.parse(moment)}, ${before}))`;
      const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      });
      assert.equal(said.trim(), day);
    });

  test('is that of the person, not of the world', () => assert.match(dayOf(Date.now()), /^\d{4}-\d\d-\d\d$/));
});

describe('a packed day', () => {
  test('unpacks to the same, whatever the numbers', () => {
    const sums = emptyDay('2026-11-26');
    for (let site = 0; site < 300; site += 1) {
      addPages(sums, `site-${site}.example`, site % 7 === 0 ? 0 : site);
      // Many sites have nobody that tries, some have many.
      for (let company = 0; company < (site % 3) * 60; company += 1)
        addCell(sums, {
          site: `site-${site}.example`,
          company: `Company ${company} ü`,
          kind: company % 2 ? 'social' : '',
          sums: [1, company, 0, company * 1000, site % 2, 2 ** 32 - 1],
        });
    }
    const day = dayFrom(sums);
    assert.ok(day.cells.length > 5000 * CELL);
    const { bytes, ...names } = pack(day);
    assert.deepEqual(unpack({ bytes, ...names }), day);
  });

  for (const sites of [0, 1])
    test(`of ${sites} sites and no company unpacks to the same`, () => {
      const sums = emptyDay('2026-11-26');
      if (sites) addPages(sums, 'news.example', 3);
      assert.deepEqual(unpack(pack(dayFrom(sums))), dayFrom(sums));
    });

  test('has those first that tried on most sites', () => {
    const sums = emptyDay('2026-11-26');
    for (const [site, company] of /** @type {const} */ ([
      ['a.example', 'Rare'],
      ['a.example', 'Meta'],
      ['b.example', 'Meta'],
    ]))
      addCell(sums, { site, company, kind: '', sums: [1, 1, 0, 0, 0, 0] });
    assert.deepEqual(dayFrom(sums).companies, ['Meta', 'Rare']);
  });
});
