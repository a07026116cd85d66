/**
 * What a company's row opens to: what it would have learned, its cookies, its policy. Every sentence holds for what the
 * browser showed.
 *
 * @import { Catalogue, KnownCookie } from '../../extension/shared/catalogue.js'
 * @import { Entry, Field, Told } from '../../extension/shared/protocol.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cookieLists } from '../../extension/popup/cookies.js';
import { learned } from '../../extension/popup/learned.js';
import { createModel } from '../../extension/popup/model.js';
import { cookieNamed, readCatalogue } from '../../extension/shared/catalogue.js';
import { entry, speakEnglish } from './support.js';

speakEnglish();

/**
 * @param {string} name
 * @param {string} meaning
 * @param {string} value
 * @param {string} [kind]
 * @returns {Field}
 */
function field(name, meaning, value, kind = 'content') {
  return { name, meaning, class: kind, value, identifies: kind === 'browser id' };
}

/**
 * @param {Partial<Told>} [differences]
 * @returns {Told}
 */
function told(differences) {
  return {
    network: 'Facebook',
    product: 'Meta Pixel',
    event: 'PageView',
    fields: [],
    unknown: [],
    leftOut: 0,
    count: 1,
    ...differences,
  };
}

/**
 * @param {Partial<Told>[]} messages
 * @param {Partial<Entry>} [differences]
 */
function pixel(messages, differences) {
  return entry('facebook.com', {
    company: 'Meta',
    network: 'facebook',
    reason: { kind: 'pixel', network: 'facebook', name: 'Meta Pixel' },
    told: messages.map(told),
    ...differences,
  });
}

describe('what a company would have learned', () => {
  test('is put together by product: what can identify a person first, then by class, technical values apart', () => {
    const fields = [
      field('v', 'version of the script', '2.9', 'technical'),
      field('sw', 'the width of your screen', '1920', 'device'),
      field('dl', 'the page’s address', 'https://news.example/', 'page address'),
      field('fbp', 'a number that your browser is known by', 'fb.1.17…', 'browser id'),
      field('rl', 'the page before', '', 'referrer'),
    ];
    fields.push(field('ev', 'what you did', 'PageView', 'event'));
    const buy = {
      event: 'Purchase',
      fields: [field('dl', 'the page’s address', 'https://news.example/shop', 'page address')],
      count: 2,
    };
    assert.deepEqual(learned([pixel([{ fields }, buy])]), {
      heading: 'What they would have learned',
      remark: undefined,
      more: undefined,
      products: [
        {
          title: 'Meta Pixel',
          events: 'PageView, Purchase',
          requests: '3 requests',
          fields: [
            { meaning: 'a number that your browser is known by', values: ['fb.1.17…'], identifies: true },
            {
              meaning: 'the page’s address',
              values: ['https://news.example/', 'https://news.example/shop'],
              identifies: false,
            },
            { meaning: 'the page before', values: ['(empty)'], identifies: false },
            { meaning: 'the width of your screen', values: ['1920'], identifies: false },
          ],
          technical: [{ meaning: 'version of the script', values: ['2.9'], identifies: false }],
          notes: [],
        },
      ],
    });
  });

  test('tells fields of one meaning apart by name, and shows three values of each', () => {
    const fields = [
      field('cd[name]', 'what the site says', 'Shoes'),
      field('cd[id]', 'what the site says', '7'),
      ...['1', '2', '3', '4', '5'].map((value) => field('ec', 'how many events before', value)),
    ];
    const [product] = learned([pixel([{ fields }])])?.products ?? [];
    assert.deepEqual(
      product?.fields.map(({ meaning, values }) => `${meaning}: ${values.join('; ')}`),
      [
        'what the site says (cd[name]): Shoes',
        'what the site says (cd[id]): 7',
        'how many events before: 1; 2; 3; and 2 more',
      ],
    );
  });

  test('names what nobody has explained, counts what did not fit, and says what could not be read', () => {
    const [product] =
      learned([
        pixel([
          { unknown: ['xyz', 'abc'], leftOut: 4 },
          { event: 'B', unknown: ['xyz'] },
        ]),
      ])?.products ?? [];
    assert.deepEqual(product?.notes, [
      '2 more values nobody has explained: xyz, abc',
      '4 more values that no longer fitted.',
    ]);
    const { event: _, ...nothing } = told();
    const [silent] = learned([pixel([], { told: [nothing] })])?.products ?? [];
    assert.deepEqual(silent?.notes, ['What it carried could not be read.']);
    assert.equal(learned([pixel([{}], { untold: 3 })])?.more, 'And 3 more requests that no longer fitted.');
  });

  test('keeps products and networks apart', () => {
    const products = learned([
      pixel([{}, { product: 'Conversions' }]),
      pixel([{ network: 'Instagram' }]),
    ])?.products;
    assert.equal(products?.length, 3);
  });

  for (const [
    name,
    differences,
    heading,
    remark,
  ] of /** @type {[string, Partial<Entry>, string, string | undefined][]} */ ([
    ['all stopped', {}, 'What they would have learned', undefined],
    [
      'not confirmed',
      { confirmed: 1 },
      'What these requests tell',
      'Your browser has not confirmed that all of them were stopped.',
    ],
    [
      'got through',
      { confirmed: 1, contradicted: 1 },
      'What these requests tell',
      'Some of these requests got through.',
    ],
    ['stripped', { action: 'strip' }, 'What these requests tell', 'They went out, but without cookies.'],
    [
      'a strip that is not confirmed',
      { action: 'strip', confirmed: 1 },
      'What these requests tell',
      'These requests were not stopped.',
    ],
  ]))
    test(`claims no more than the browser showed: ${name}`, () => {
      const shown = learned([pixel([{}], differences)]);
      assert.deepEqual([shown?.heading, shown?.remark], [heading, remark]);
    });

  test('is nothing where nothing was decoded', () => {
    assert.equal(learned([entry('facebook.com')]), undefined);
  });
});

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
    cookies: [cookie('ig_*'), cookie('ig_did', { lifetime: ['session'] })],
  },
  { id: 'other', name: 'Other', company: 'Else', kind: 'social', cookies: [cookie('elsewhere')] },
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
      const known = [{ id: 'n', name: 'N', company: 'C', kind: 'social', cookies: [cookie(pattern)] }];
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
    const page = {
      site: 'news.example',
      exception: /** @type {const} */ ('none'),
      stale: undefined,
      ledger: { document: 'd', entries, leftOut: {} },
    };
    const model = createModel()(
      {
        tabId: 1,
        enforcer: 'dnr',
        coreError: undefined,
        access: { everySite: true, privateWindows: true },
        level: 'standard',
        problems: [],
        page,
      },
      { loading: false, listNames: {}, catalogue },
    );
    assert.deepEqual(model.sections[0]?.groups[0]?.detail().policies, [
      { text: 'Privacy policy of Facebook', address: 'https://www.facebook.com/privacy/policy/' },
      { text: 'Privacy policy of Instagram', address: 'https://privacycenter.instagram.com/policy' },
    ]);
  });
});
