/**
 * @import { Held } from '../../extension/shared/protocol.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { permissionsModel } from '../../extension/dashboard/permissions/model.js';
import { nextEnd } from '../../extension/dashboard/waiting.js';
import { LIKE, META } from './policy-support.js';
import { speakEnglish } from './support.js';

speakEnglish();

/**
 * @param {string} site
 * @param {Partial<Held>} [more]
 * @returns {Held}
 */
const held = (site, more) => ({ site, grantee: META, identity: 'without', uses: 0, ...more });
const knowing = { catalogue: [], now: 1000, asking: false };

/** @param {ReturnType<typeof permissionsModel>['normal']} groups */
const rowsOf = (groups) => groups.map(({ site, rows }) => [site, ...rows.map(({ who }) => who)]);

describe('the dashboard’s permissions', () => {
  test('are being read at first, and nothing is claimed', () => {
    const model = permissionsModel(undefined, knowing);
    assert.deepEqual(
      [model.status, model.help, model.everything],
      ['Reading your permissions …', undefined, undefined],
    );
  });

  test('are none, in words that help', () => {
    const { status, help, everything } = permissionsModel({ normal: [], privately: [] }, knowing);
    assert.equal(status, 'Nothing is allowed at the moment.');
    assert.match(help ?? '', /^When you let a social button/);
    assert.equal(everything, undefined);
  });

  const some = {
    normal: [held('shop.example'), held('news.example'), held('shop.example', { grantee: LIKE })],
    privately: [held('news.example', { grantee: LIKE })],
  };

  test('stand site by site, those of private windows apart', () => {
    const { status, normal, privately } = permissionsModel(some, knowing);
    assert.equal(status, '4 permissions');
    assert.deepEqual(rowsOf(normal), [
      ['news.example', 'Meta, everything'],
      ['shop.example', 'Meta, everything', 'facebook · Like button'],
    ]);
    assert.deepEqual(rowsOf(privately), [['news.example', 'facebook · Like button']]);
  });

  test('are taken back one by one, by site where there are several, and all at once', () => {
    const { normal, privately, everything } = permissionsModel(some, knowing);
    const [news, shop] = normal;
    assert.equal(news?.all, undefined);
    assert.equal(shop?.all?.words, 'Take back all of shop.example');
    assert.deepEqual(
      shop?.all?.targets,
      [some.normal[0], some.normal[2]].map((one) => ({ held: one, isPrivate: false })),
    );
    assert.equal(shop?.rows[1]?.label, 'Take back: facebook · Like button on shop.example');
    assert.deepEqual(privately[0]?.rows[0]?.target, { held: some.privately[0], isPrivate: true });
    assert.equal(everything?.targets.length, 4);
    assert.equal(everything?.question, undefined);
  });

  for (const [number, words] of /** @type {const} */ ([
    [1, 'Take back 1 permission?'],
    [3, 'Take back all 3 permissions?'],
  ]))
    test(`are taken back at once after a question only: ${words}`, () => {
      const permissions = { normal: some.normal.slice(0, number), privately: [] };
      const { everything } = permissionsModel(permissions, { ...knowing, asking: true });
      assert.equal(everything?.question, words);
    });

  test('are no more once they end, and when the next one does is known', () => {
    const ending = {
      normal: [held('a.example', { until: 1000 }), held('b.example', { until: 3000 }), held('c.example')],
      privately: [held('d.example', { until: 2000 }), held('e.example', { until: 999 })],
    };
    const { normal, privately } = permissionsModel(ending, knowing);
    assert.deepEqual(
      [...normal, ...privately].map(({ site }) => site),
      ['b.example', 'c.example', 'd.example'],
    );
    for (const [now, end] of /** @type {[number, number | undefined][]} */ ([
      [1000, 2000],
      [2000, 3000],
      [3000, undefined],
    ]))
      assert.equal(nextEnd([...ending.normal, ...ending.privately], now), end, `at ${now}`);
    assert.equal(nextEnd([], 0), undefined);
  });
});
