/**
 * What a company would have learned: every sentence holds for what the browser showed.
 *
 * @import { Entry, Field, Told } from '../../extension/shared/protocol.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { learned } from '../../extension/popup/learned.js';
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
      field('rl', 'the page before', 'https://search.example/', 'referrer'),
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
            { meaning: 'the page before', values: ['https://search.example/'], identifies: false },
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

  test('leaves out what only names the event, and nothing else that happens to say the same', () => {
    const fields = [
      field('ev', 'what you did', 'PageView', 'event'),
      field('q', 'what you looked for', 'PageView', 'search'),
      { ...field('un', 'your name', 'PageView', 'event'), identifies: true },
      field('cd[x]', 'what the site says', 'Shoes', 'event'),
    ];
    const [product] = learned([pixel([{ fields }])])?.products ?? [];
    assert.deepEqual(
      product?.fields.map(({ meaning }) => meaning),
      ['your name', 'what you looked for', 'what the site says'],
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
  ]))
    test(`claims no more than the browser showed: ${name}`, () => {
      const shown = learned([pixel([{}], differences)]);
      assert.deepEqual([shown?.heading, shown?.remark], [heading, remark]);
    });

  test('is nothing where nothing was decoded', () => {
    assert.equal(learned([entry('facebook.com')]), undefined);
  });
});
