/** @import { SitesState } from '../../extension/dashboard/sites/model.js' */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { choicesOf, sitesModel } from '../../extension/dashboard/sites/model.js';
import { speakEnglish } from './support.js';

speakEnglish();

const NOW = new Date(2026, 10, 26, 12).getTime();
const AT_15_40 = new Date(2026, 10, 26, 15, 40).getTime();
const NONE = { exceptions: [], levels: [] };

/**
 * @param {Partial<NonNullable<SitesState['sites']>>} sites
 * @param {Partial<SitesState>} [more]
 */
function model(sites, more) {
  return sitesModel(
    {
      sites: {
        kind: 'sites',
        isPrivate: false,
        level: 'standard',
        normal: NONE,
        privately: NONE,
        tabs: [],
        ...sites,
      },
      asking: false,
      named: '',
      wanted: '',
      shown: 'some',
      said: undefined,
      ...more,
    },
    NOW,
  );
}

/** @param {ReturnType<typeof model>['normal']} list */
const said = ({ rows }) =>
  rows.map(({ target, as, words }) => `${target.site}: ${as}, ${words.replaceAll(/\s/g, ' ')}`);

describe('the dashboard’s sites', () => {
  test('are being read at first, and nothing is claimed', () => {
    const { status, help, everything, level } = model({}, { sites: undefined });
    assert.deepEqual(
      [status, help, everything, level],
      ['Reading your sites …', undefined, undefined, undefined],
    );
  });

  test('are alike, in words that help', () => {
    const { status, help, everything, search } = model({});
    assert.equal(status, 'All sites are treated alike at the moment.');
    assert.match(help ?? '', /^When you turn Bystander off on a site/);
    assert.deepEqual([everything, search], [undefined, undefined]);
  });

  test('are listed by name, each once, with how and until when', () => {
    const { status, normal, privately } = model({
      normal: {
        exceptions: [
          { site: 'gone.example', until: NOW },
          { site: 'hour.example', until: AT_15_40 },
          { site: 'both.example', until: AT_15_40 },
          { site: 'off.example' },
        ],
        levels: [
          { site: 'both.example', level: 'strict' },
          { site: 'a.example', level: 'gentle' },
          { site: 'off.example', level: 'strict' },
          { site: 'ended.example', level: 'strict', until: NOW - 1 },
        ],
      },
      privately: { exceptions: [{ site: 'off.example' }], levels: [] },
      tabs: [{ site: 'tab.example', tabId: 3, isPrivate: false }],
    });
    assert.equal(status, '6 sites are treated in their own way');
    assert.deepEqual(said(normal), [
      'a.example: gentle, until you take it back',
      'both.example: off, until 3:40 PM, then: Strict',
      'hour.example: off, until 3:40 PM',
      'off.example: off, until you take it back',
      'tab.example: undefined, off in one tab, until you close it',
    ]);
    assert.deepEqual(said(privately), ['off.example: off, until you take it back']);
  });

  const many = {
    exceptions: Array.from({ length: 1000 }, (_, index) => ({ site: `site${index}.example` })),
    levels: [],
  };

  test('are searched where there are many, and not all drawn unasked', () => {
    assert.deepEqual(
      [model({ normal: many }).normal.rows.length, model({ normal: many }).normal.more],
      [100, 'Show all 1,000'],
    );
    assert.equal(model({ normal: many }, { shown: 'all' }).normal.rows.length, 1000);
    assert.equal(model({ normal: many }, { wanted: ' Site99' }).normal.rows.length, 11);
    assert.equal(model({ normal: many }, { wanted: 'site99' }).search?.none, undefined);
    assert.equal(
      model({ normal: many }, { wanted: 'other' }).search?.none,
      'None of these sites is called that.',
    );
  });

  test('are taken back together after a question only', () => {
    const { everything } = model({ normal: many }, { asking: true });
    assert.equal(everything?.question, 'Treat all 1,000 sites like all others again?');
  });

  for (const [answer, words, isRefused] of /** @type {const} */ ([
    [{ kind: 'named', site: 'a.example', as: 'strict' }, 'a.example: Strict from now on.', false],
    [
      { kind: 'unnamed', named: 'facebook', why: 'not-site' },
      '“facebook” is not the name of a site. A name looks like this: example.com.',
      true,
    ],
    [
      { kind: 'unnamed', named: 'co.uk', why: 'suffix' },
      '“co.uk” is not one site: sites of many people have names that end in it.',
      true,
    ],
    [{ kind: 'failed', error: 'disk full' }, 'This could not be changed: disk full', true],
  ]))
    test(`say what became of one that was named: ${words}`, () => {
      const { adding } = model({}, { said: answer });
      assert.deepEqual([adding.said, adding.isRefused], [words, isRefused]);
    });

  test('have the level of all changed in a normal window only', () => {
    assert.equal(model({}).level?.fixed, false);
    assert.deepEqual(model({ isPrivate: true, level: 'gentle' }).level, {
      chosen: 'gentle',
      fixed: true,
      hint: 'Choose this in a normal window; it holds here too.',
    });
  });

  test('end, each kind of choice', () => {
    const ends = (/** @type {number} */ until) => ({
      exceptions: [{ site: 'a.example', until }],
      levels: [{ site: 'b.example', level: /** @type {const} */ ('strict'), until: until + 1 }],
    });
    const sites = { ...model({}), kind: /** @type {const} */ ('sites'), isPrivate: false, tabs: [] };
    assert.deepEqual(
      choicesOf({ ...sites, level: 'standard', normal: ends(1), privately: ends(5) }).map(
        ({ until }) => until,
      ),
      [1, 2, 5, 6],
    );
    assert.deepEqual(choicesOf(undefined), []);
  });
});
