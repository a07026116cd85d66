/**
 * What placeholders are told of widgets, over a small catalogue with one of each kind.
 *
 * @import { Catalogue } from '../../extension/shared/catalogue.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createShownWidgets } from '../../extension/background/shown-widgets.js';

/**
 * @param {string} id
 * @param {object} [differences]
 */
const widget = (id, differences) => ({
  id,
  name: `The ${id}`,
  kind: 'post',
  shows: `shows ${id}`,
  elements: [`.${id}`],
  worksWithoutScript: false,
  hasScript: false,
  original: [],
  placeholder: true,
  ...differences,
});
/**
 * @param {string} id
 * @param {object} [differences]
 */
const network = (id, differences) => ({
  id,
  name: id.toUpperCase(),
  company: `${id} Inc.`,
  kind: 'social',
  cookies: [],
  widgets: [],
  ...differences,
});
/** @param {string} id */
const shareAt = (id) => ({
  address: `https://${id}.example/share?u={url}&t={text}`,
  label: `Share on ${id}`,
  short: id,
  sources: [],
});

const catalogue = /** @type {Catalogue} */ (
  /** @type {unknown} */ ([
    network('whatsapp', { share: shareAt('whatsapp') }),
    network('facebook', {
      share: shareAt('facebook'),
      widgets: [
        widget('sdk', { kind: 'sdk', elements: [] }),
        widget('like', { kind: 'like', size: [90, 28] }),
        widget('post', { placeholder: true }),
        widget('hidden', { placeholder: false }),
        widget('frame-only', { elements: [] }),
        widget('made', { madeBy: ['facebook/other-sdk', 'kit/all'] }),
        widget('other-sdk', { kind: 'sdk', elements: [] }),
      ],
    }),
    network('pixelfed', { widgets: [widget('save', { kind: 'save' }), widget('like', { kind: 'like' })] }),
    network('bluesky', { share: shareAt('bluesky') }),
    network('tumblr', { share: shareAt('tumblr') }),
    network('kit', { widgets: [widget('all', { kind: 'share', elements: ['.bar'] })] }),
    network('x', {
      share: shareAt('x'),
      widgets: [widget('tweet'), widget('share', { kind: 'share' }), widget('save', { kind: 'save' })],
    }),
    network('video', {
      widgets: [
        widget('player', {
          original: [
            {
              from: '^https://video\\.example/embed/(\\w+).*$',
              to: 'https://video.example/watch/$1',
              decode: false,
            },
            { from: '^https://video\\.example/frame\\?(?:.*&)?href=([^&]*).*$', to: '', decode: true },
            { from: '^https://video\\.example/.*$', to: 'https://video.example/', decode: false },
          ],
        }),
        widget('strict', { original: [{ from: '^https://video\\.example/embed/', to: '', decode: false }] }),
      ],
    }),
  ])
);
const mark = { path: 'M0 0h24v24z', colour: '#123456' };
const known = createShownWidgets(catalogue, { facebook: mark, x: mark });

/** @param {{ name: string }[]} widgets */
const names = (widgets) => widgets.map(({ name }) => name);

describe('a frame', () => {
  test('shows its widget, with all that a placeholder needs and no more', () => {
    assert.deepEqual(known.inFrame('facebook', 'The like'), [
      {
        name: 'The like',
        kind: 'like',
        shows: 'shows like',
        elements: ['.like'],
        network: { id: 'facebook', name: 'FACEBOOK', company: 'facebook Inc.', mark },
        size: [90, 28],
        share: [
          { network: 'facebook', name: 'FACEBOOK', label: 'Share on facebook', short: 'facebook', mark },
        ],
      },
    ]);
  });

  for (const [what, id, name, expected] of /** @type {const} */ ([
    ['without embed code shows its widget', 'facebook', 'The frame-only', ['The frame-only']],
    ['of a kit of scripts shows nothing', 'facebook', 'The sdk', []],
    ['of what wants no placeholder shows nothing', 'facebook', 'The hidden', []],
    ['of a widget nobody knows shows nothing', 'facebook', 'The poke', []],
    ['of a network nobody knows shows nothing', 'nobody', 'The like', []],
    ['of another network’s widget shows nothing', 'x', 'The like', []],
  ]))
    test(what, () => assert.deepEqual(names(known.inFrame(id, name)), expected));
});

describe('a script', () => {
  for (const [what, id, name, expected] of /** @type {const} */ ([
    [
      'of a kit makes all of its network’s widgets with embed code',
      'facebook',
      'The sdk',
      ['The like', 'The post', 'The frame-only'],
    ],
    [
      'that others are said to be made by makes those too',
      'facebook',
      'The other-sdk',
      ['The like', 'The post', 'The frame-only', 'The made'],
    ],
    ['of one widget makes that alone', 'facebook', 'The like', ['The like']],
    [
      'of a widget without embed code makes what the page’s own code calls it',
      'facebook',
      'The frame-only',
      ['The frame-only'],
    ],
    ['of what wants no placeholder makes nothing to be seen', 'facebook', 'The hidden', []],
    ['of another network makes what is said to be made by it', 'kit', 'The all', ['The made', 'The all']],
    ['of a widget that others make makes nothing', 'facebook', 'The made', []],
    ['nobody knows makes nothing', 'facebook', 'The poke', []],
  ]))
    test(what, () => assert.deepEqual(names(known.byScript(id, name)), expected));
});

describe('the buttons that share without the network', () => {
  for (const [what, id, name, expected] of /** @type {const} */ ([
    ['are the network’s own in the place of a like', 'facebook', 'The like', ['facebook']],
    ['are the network’s own in the place of a share', 'x', 'The share', ['x']],
    ['are the network’s own in the place of a save', 'x', 'The save', ['x']],
    ['are none in the place of a post', 'x', 'The tweet', []],
    [
      'are those of networks that many use in the place of a bar, the most used first',
      'kit',
      'The all',
      ['facebook', 'x', 'whatsapp', 'bluesky'],
    ],
    ['are none in the place of a like of a network that has no page for it', 'pixelfed', 'The like', []],
    ['are none in the place of a save of a network that has no page for it', 'pixelfed', 'The save', []],
  ]))
    test(what, () => {
      const [shown] = known.inFrame(id, name);
      assert.ok(shown);
      assert.deepEqual(
        shown.share.map((button) => button.network),
        expected,
      );
    });

  test('bear the mark of a network where there is one', () => {
    const [bar] = known.inFrame('kit', 'The all');
    assert.deepEqual(
      bar?.share.map((button) => button.mark),
      [mark, mark, undefined, undefined],
    );
  });

  test('change nothing about the catalogue’s order', () => {
    const before = catalogue.map(({ id }) => id);
    known.inFrame('kit', 'The all');
    assert.deepEqual(
      catalogue.map(({ id }) => id),
      before,
    );
  });
});

describe('the address of a page for sharing', () => {
  const at = 'https://x.example/share?u=';
  for (const [what, item, expected] of /** @type {const} */ ([
    [
      'has address and words encoded',
      { address: 'https://news.example/?a=1&b=2#c', words: 'Är & so? 50%' },
      `${at}https%3A%2F%2Fnews.example%2F%3Fa%3D1%26b%3D2%23c&t=%C3%84r%20%26%20so%3F%2050%25`,
    ],
    [
      'takes signs of replacement for what they are',
      { address: 'https://news.example/$&', words: "$' $1 $$" },
      `${at}https%3A%2F%2Fnews.example%2F%24%26&t=%24'%20%241%20%24%24`,
    ],
    [
      'takes no place from what it is given',
      { address: 'https://news.example/{text}', words: '{url}' },
      `${at}https%3A%2F%2Fnews.example%2F%7Btext%7D&t=%7Burl%7D`,
    ],
    [
      'is there for halves of characters too',
      { address: 'https://news.example/\ud83d', words: 'cut \ud83d' },
      `${at}https%3A%2F%2Fnews.example%2F%EF%BF%BD&t=cut%20%EF%BF%BD`,
    ],
  ]))
    test(what, () => assert.equal(known.shareAddress('x', item), expected));

  for (const id of ['kit', 'nobody'])
    test(`is none for ${id}`, () =>
      assert.equal(known.shareAddress(id, { address: 'https://news.example/', words: '' }), undefined));
});

describe('the original', () => {
  const player = { network: 'video', widget: 'The player' };
  for (const [what, address, expected] of /** @type {const} */ ([
    [
      'is made of the frame’s address',
      'https://video.example/embed/abc?autoplay=1',
      'https://video.example/watch/abc',
    ],
    [
      'is what the address names, decoded',
      'https://video.example/frame?x=1&href=https%3A%2F%2Fvideo.example%2Fp%2F%C3%A4&y',
      'https://video.example/p/ä',
    ],
    [
      'is none where what the address names cannot be decoded',
      'https://video.example/frame?href=%E0%A4%A',
      undefined,
    ],
    ['is by the first entry that fits', 'https://video.example/list', 'https://video.example/'],
    ['is none where no entry fits', 'https://evil.example/?https://video.example/embed/abc', undefined],
  ]))
    test(what, () => assert.equal(known.original(player, address), expected));

  for (const [what, name] of /** @type {const} */ ([
    ['of a widget that has none', { network: 'x', widget: 'The tweet' }],
    ['of a widget nobody knows', { network: 'x', widget: 'The poke' }],
  ]))
    test(`${what} is none`, () =>
      assert.equal(known.original(name, 'https://video.example/list'), undefined));
});
