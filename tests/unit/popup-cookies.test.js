/**
 * A company's cookies and policies in words: what was withheld, what its networks are known to use, and what the
 * catalogue knows.
 *
 * @import { Catalogue, KnownCookie } from '../../extension/shared/catalogue.js'
 * @import { Entry } from '../../extension/shared/protocol.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cookieLists } from '../../extension/popup/cookies.js';
import { detail } from '../../extension/popup/detail.js';
import { createModel } from '../../extension/popup/model.js';
import { cookieNamed, readCatalogue } from '../../extension/shared/catalogue.js';
import { ledger, loaded, report } from './popup-support.js';
import { entry, speakEnglish } from './support.js';

speakEnglish();

/**
 * @param {string} name
 * @param {Partial<KnownCookie>} [differences]
 * @returns {KnownCookie}
 */
function cookie(name, differences) {
  return {
    name,
    on: 'network',
    purpose: `purpose of ${name}`,
    lifetime: ['2 years'],
    ruling: false,
    sources: [{ title: 'Cookie database', address: 'https://cookies.example/' }],
    ...differences,
  };
}

/** @type {Catalogue} */
const catalogue = [
  {
    id: 'facebook',
    name: 'Facebook',
    company: 'Meta',
    kind: 'social',
    policy: 'https://www.facebook.com/privacy/policy/',
    widgets: [],
    cookies: [
      cookie('locale', { lifetime: ['7 days'] }),
      cookie('datr', { ruling: true }),
      cookie('_fbp', { on: 'site', lifetime: ['3 months', '4 months'] }),
    ],
  },
  {
    id: 'instagram',
    name: 'Instagram',
    company: 'Meta',
    kind: 'social',
    policy: 'https://privacycenter.instagram.com/policy',
    widgets: [],
    cookies: [cookie('ig_*'), cookie('ig_did', { lifetime: ['session'] })],
  },
  {
    id: 'other',
    name: 'Other',
    company: 'Else',
    kind: 'social',
    widgets: [],
    cookies: [cookie('elsewhere')],
  },
];

/** @param {Partial<Entry>} [differences] */
const stripped = (differences) =>
  entry('facebook.com', { company: 'Meta', network: 'facebook', action: 'strip', ...differences });

describe('cookies withheld', () => {
  test('come with their purpose, lifetime and sources, those of the ruling first; unknown ones by name', () => {
    const withheld = { sent: ['locale', 'datr', 'mystery'], set: ['datr', '_fbp', 'elsewhere'] };
    const source = { text: 'Cookie database', address: 'https://cookies.example/' };
    assert.deepEqual(cookieLists([stripped({ withheld })], catalogue), [
      {
        heading: 'Cookies withheld',
        folded: false,
        remark: undefined,
        cookies: [
          {
            name: 'datr',
            purpose: 'purpose of datr',
            facts: 'not sent, not stored · lasts 2 years',
            ruling: true,
            sources: [source],
          },
          {
            name: 'locale',
            purpose: 'purpose of locale',
            facts: 'not sent · lasts 7 days',
            ruling: false,
            sources: [source],
          },
          {
            name: '_fbp',
            purpose: 'purpose of _fbp',
            facts: 'not stored · lasts 3 months to 4 months',
            ruling: false,
            sources: [source],
          },
        ],
        unknown: '2 more, not known to Bystander: mystery, elsewhere',
        sources: [source],
      },
    ]);
  });

  for (const [lifetime, words] of /** @type {[string[], string][]} */ ([
    [[], 'no source says how long it lasts'],
    [['session'], 'lasts until the browser closes'],
    [['1 day'], 'lasts 1 day'],
    [['2 years', '2 years'], 'lasts 2 years'],
    [['session', '1 year'], 'lasts a session to 1 year'],
    [['until revoked'], 'lasts until revoked'],
  ]))
    test(`a lifetime in words: ${words}`, () => {
      const known = catalogue.map((network) => ({ ...network, cookies: [cookie('datr', { lifetime })] }));
      const [list] = cookieLists([stripped({ withheld: { sent: ['datr'], set: [] } })], known);
      assert.equal(list?.cookies[0]?.facts, `not sent · ${words}`);
    });

  test('of blocked requests are not claimed: only what the network is known to use is told, when asked for', () => {
    const [list, ...more] = cookieLists(
      [entry('facebook.com', { company: 'Meta', network: 'facebook' })],
      catalogue,
    );
    assert.deepEqual(more, []);
    assert.deepEqual([list?.heading, list?.folded], ['Cookies that Facebook uses', true]);
    assert.match(list?.remark ?? '', /does not look up which of them your browser holds/);
    assert.deepEqual(
      list?.cookies.map(({ name, facts }) => `${name}: ${facts}`),
      [
        'datr: lasts 2 years',
        'locale: lasts 7 days',
        '_fbp: kept on the site you visit · lasts 3 months to 4 months',
      ],
    );
  });

  test('of unknown networks are nothing', () => {
    assert.deepEqual(cookieLists([entry('a.example')], catalogue), []);
    assert.deepEqual(cookieLists([stripped()], []), []);
  });

  test('link to nothing but web addresses', () => {
    const sources = [{ title: 'x', address: 'javascript:alert(1)' }];
    const known = catalogue.map((network) => ({ ...network, cookies: [cookie('datr', { sources })] }));
    const [list] = cookieLists([stripped({ withheld: { sent: ['datr'], set: [] } })], known);
    assert.deepEqual(list?.cookies[0]?.sources, []);
  });
});

describe('the catalogue', () => {
  for (const [network, name, found] of /** @type {[string, string, string | undefined][]} */ ([
    ['instagram', 'ig_did', 'ig_did'],
    ['instagram', 'ig_nrcb', 'ig_*'],
    ['facebook', 'ig_nrcb', 'ig_*'],
    ['facebook', 'big_one', undefined],
    ['facebook', 'elsewhere', undefined],
    ['facebook', 'DATR', undefined],
  ]))
    test(`knows of ${network}’s ${name}: ${found}`, () =>
      assert.equal(cookieNamed(catalogue, { network, company: 'Meta' }, name)?.name, found));

  for (const [pattern, name, fits] of /** @type {[string, string, boolean][]} */ ([
    ['_ga_*', '_ga_', true],
    ['*_id', 'x_id', true],
    ['a*b*c', 'a1b2c', true],
    ['a*b*c', 'abc', true],
    ['a*b*c', 'acb', false],
    ['a*a', 'a', false],
    ['a.c', 'abc', false],
  ]))
    test(`${pattern} ${fits ? 'stands for' : 'does not stand for'} ${name}`, () => {
      const known = [
        { id: 'n', name: 'N', company: 'C', kind: 'social', widgets: [], cookies: [cookie(pattern)] },
      ];
      assert.equal(cookieNamed(known, { network: 'n', company: 'C' }, name) !== undefined, fits);
    });

  test('is empty where it cannot be read', async () => {
    assert.deepEqual(await readCatalogue(() => Promise.reject(new TypeError('Failed to fetch'))), []);
    assert.deepEqual(
      await readCatalogue(async () => ({ json: async () => ({ networks: catalogue }) })),
      catalogue,
    );
  });
});

describe('the policies of a company', () => {
  test('are linked once an address', () => {
    const entries = [
      entry('facebook.com', { company: 'Meta', network: 'facebook' }),
      entry('facebook.net', { company: 'Meta', network: 'facebook' }),
      entry('instagram.com', { company: 'Meta', network: 'instagram' }),
      entry('fbcdn.net', { company: 'Meta' }),
    ];
    const model = createModel()(report({ ledger: ledger(entries) }), { ...loaded, catalogue });
    const group = model.sections[0]?.groups[0];
    assert.deepEqual(group && detail(group.opened, () => undefined).policies, [
      { text: 'Privacy policy of Facebook', address: 'https://www.facebook.com/privacy/policy/' },
      { text: 'Privacy policy of Instagram', address: 'https://privacycenter.instagram.com/policy' },
    ]);
  });
});
