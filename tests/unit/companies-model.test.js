/** What the dashboard says of companies: which a search finds, and that no fact is shown without its sources. */

/**
 * @import { KnownNetwork } from '../../extension/shared/catalogue.js'
 * @import { CompaniesState } from '../../extension/dashboard/companies/model.js'
 * @import { Who } from '../../extension/dashboard/companies/read.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { companyFacts } from '../../extension/dashboard/companies/detail.js';
import { companiesModel, listCompanies } from '../../extension/dashboard/companies/model.js';
import { speakEnglish } from './support.js';

speakEnglish();

/** @param {string} name */
const source = (name) => ({ title: `Source ${name}`, address: `https://${name.toLowerCase()}.example/` });

/** @type {KnownNetwork} */
const FACEBOOK = {
  id: 'facebook',
  name: 'Facebook',
  company: 'Meta',
  kind: 'social',
  policy: 'https://facebook.example/policy',
  widgets: [
    {
      id: 'like',
      name: 'Like button',
      kind: 'like',
      shows: 'a Like button',
      elements: [],
      worksWithoutScript: false,
      hasScript: false,
      original: [],
      placeholder: true,
      sources: [source('A')],
    },
    {
      id: 'poke',
      name: 'Poke button',
      kind: 'like',
      shows: 'a button nobody vouches for',
      elements: [],
      worksWithoutScript: false,
      hasScript: false,
      original: [],
      placeholder: true,
      sources: [],
    },
  ],
  pixels: [
    { id: 'pixel', name: 'Meta Pixel', sources: [source('B')] },
    { id: 'plugin', name: 'Plugin views', sources: [source('B')] },
  ],
  cookies: [
    {
      name: 'datr',
      on: 'network',
      purpose: 'recognises the browser',
      lifetime: ['2 years'],
      ruling: true,
      sources: [source('B')],
    },
    { name: 'x', on: 'site', purpose: 'unvouched', lifetime: [], ruling: false, sources: [] },
  ],
  links: [],
  shims: [],
};

/** @type {Who} */
const WHO = {
  sources: ['A', 'B', 'C'].map(source),
  companies: [
    {
      name: 'Acme',
      kinds: ['advertising'],
      domains: [{ names: ['acme.example', 'x.example'], sources: [2] }],
    },
    { name: 'Metaphor', kinds: ['hosting'], domains: [{ names: ['m.example'], sources: [] }] },
    { name: 'meta', kinds: ['tools'], domains: [] },
    { name: 'A Meta shop', kinds: ['tools'], domains: [] },
    {
      name: 'Meta',
      kinds: ['social', 'content', 'tools'],
      domains: [{ names: ['oculus.example'], sources: [2] }],
    },
  ],
  networks: {
    facebook: {
      domains: { names: ['facebook.example', 'fb.example'], sources: [0] },
      pixels: {
        pixel: [
          { name: 'v', meaning: 'the version', class: 'technical', identifies: false, sources: [1] },
          { name: 'dl', meaning: 'the address', class: 'page address', identifies: false, sources: [2] },
          {
            name: 'em',
            meaning: 'your e-mail address',
            class: 'hashed identity',
            identifies: true,
            sources: [1, 2],
          },
          { name: 'rl', meaning: 'the address', class: 'page address', identifies: false, sources: [0, 2] },
          { name: 'zz', meaning: 'unvouched', class: 'event', identifies: false, sources: [] },
        ],
        plugin: [],
      },
    },
  },
};

const catalogue = [FACEBOOK];
const listed = listCompanies(WHO, catalogue);

/** @param {Partial<CompaniesState>} [more] */
function model(more) {
  return companiesModel(
    {
      who: WHO,
      listed,
      problem: undefined,
      wanted: '',
      rows: 100,
      open: new Set(),
      target: undefined,
      ...more,
    },
    catalogue,
  );
}

/** @param {ReturnType<typeof model>} shown */
const names = ({ groups }) => groups.map(({ heading, rows }) => [heading, ...rows.map(({ name }) => name)]);

describe('the dashboard’s companies', () => {
  test('are being read at first, or cannot be', () => {
    assert.equal(model({ who: undefined, listed: [] }).status, 'Reading what is known …');
    assert.equal(
      model({ who: undefined, listed: [], problem: 'gone' }).status,
      'What is known of companies could not be read: gone',
    );
  });

  test('are listed by name, those known in detail first', () => {
    assert.equal(model().status, '5 companies');
    assert.deepEqual(names(model()), [
      ['Known in detail', 'Meta'],
      ['Known by their domains', 'A Meta shop', 'Acme', 'meta', 'Metaphor'],
    ]);
    assert.deepEqual(
      model().groups[0]?.rows.map(({ about, facts }) => [about, facts]),
      [['Social, Content · Facebook', undefined]],
    );
  });

  for (const [wanted, found, said] of /** @type {[string, string[], string][]} */ ([
    [' META ', ['Meta', 'meta', 'Metaphor', 'A Meta shop'], '4 companies found'],
    ['facebook', ['Meta'], '1 company found'],
    ['fb.ex', ['Meta'], '1 company found'],
    ['x.example', ['Acme'], '1 company found'],
    ['nobody', [], 'No company is known by that name or domain.'],
  ]))
    test(`are found by name, network and domain: “${wanted}”`, () => {
      const shown = model({ wanted });
      assert.deepEqual(names(shown), [[undefined, ...found]]);
      assert.equal(shown.status, said);
    });

  test('are not all drawn unasked, and put together only where opened', () => {
    const many = Array.from({ length: 2400 }, (_, index) => ({
      name: `C${index}`,
      kinds: '',
      networks: [],
      haystack: `c${index}`,
    }));
    const shown = model({ listed: many, open: new Set(['C1', 'C2000']) });
    assert.equal(shown.groups[0]?.rows.length, 100);
    assert.equal(shown.more, 'Show 100 more');
    assert.equal(shown.groups[0]?.rows.filter(({ facts }) => facts).length, 1);
    assert.equal(model({ listed: many, rows: 2350 }).more, 'Show 50 more');
    assert.equal(model({ listed: many, rows: 2400 }).more, undefined);
  });

  test('are marked where an address names them', () => {
    const rows = model({ wanted: 'Meta', target: 'Meta' }).groups[0]?.rows ?? [];
    assert.deepEqual(
      rows.filter(({ isTarget }) => isTarget).map(({ name }) => name),
      ['Meta'],
    );
  });
});

describe('what is known of a company', () => {
  const { networks, domains, sources } = companyFacts('Meta', { catalogue, who: WHO });
  const [network] = networks;

  test('has every source once, numbered', () => {
    assert.deepEqual(sources.map(({ text }) => text).sort(), ['Source A', 'Source B', 'Source C']);
  });

  test('leaves out what has no source', () => {
    assert.deepEqual(
      network?.lists.map(({ heading, rows }) => [heading, ...rows.map(({ name, code }) => name ?? code)]),
      [
        ['2 domains', 'facebook.example  fb.example'],
        ['1 button or embed', 'Like button'],
      ],
    );
    assert.deepEqual(
      network?.cookies?.list.map(({ name, facts, ruling }) => [name, facts, ruling]),
      [['datr', 'lasts 2 years', true]],
    );
    assert.equal(companyFacts('Metaphor', { catalogue, who: WHO }).domains, undefined);
  });

  test('tells what pixels give away, what identifies first, the same meaning once, each with its sources', () => {
    const number = (/** @type {string} */ name) =>
      sources.findIndex(({ text }) => text === `Source ${name}`) + 1;
    const refs = (/** @type {string[]} */ ...cited) => `[${cited.map(number).sort().join(', ')}]`;
    const [pixel, plugin] = network?.pixels?.list ?? [];
    assert.equal(network?.pixels?.heading, '2 pixels, and what they tell');
    assert.deepEqual(
      pixel?.fields.map(({ meaning, values, identifies }) => [meaning, ...values, identifies]),
      [
        ['your e-mail address', `em ${refs('B', 'C')}`, true],
        ['the address', `dl, rl ${refs('A', 'C')}`, false],
      ],
    );
    assert.deepEqual(
      pixel?.technical.map(({ meaning }) => meaning),
      ['the version'],
    );
    assert.deepEqual([plugin?.fields, plugin?.unknown], [[], 'What it tells is not known.']);
  });

  test('has the policy of each network, and the company’s other domains', () => {
    assert.deepEqual(network?.policy, {
      text: 'Privacy policy of Facebook',
      address: 'https://facebook.example/policy',
    });
    assert.deepEqual(
      [domains?.heading, domains?.rows.map(({ code }) => code)],
      ['1 more domain', ['oculus.example']],
    );
    assert.equal(companyFacts('Acme', { catalogue, who: WHO }).domains?.heading, '2 domains');
    assert.deepEqual(companyFacts('Nobody', { catalogue, who: WHO }), {
      networks: [],
      domains: undefined,
      sources: [],
    });
  });
});
