/**
 * What the catalogue says for placeholders, held against real addresses: where the original is, where to share, and who
 * makes what. The expressions are JavaScript's, so they are tried here.
 *
 * @import { KnownNetwork, KnownWidget } from '../../extension/shared/catalogue.js'
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { askInLines, buildNative, bystander, ROOT } from './native.js';

/** A frame, and the same thing on the network's own site; null where there is nothing to be opened. */
/** @typedef {{ widget?: string, frame: string, original: string | null }} Row */

/** Addresses as the networks' official codes and scripts make them, written from the documents. @type {Row[]} */
const ROWS = readFileSync(`${ROOT}/tests/corpus/catalogue/originals.ndjson`, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

const PAGE = { url: 'https://site.example/a?b=c&d#e', text: 'Ängste & “Sorgen” #1' };

/** By widget, as the networks' documents have it: whose scripts make it. @type {Record<string, string[]>} */
const MADE_BY = {
  'disqus/comments': ['disqus/comments'],
  'disqus/count': ['disqus/count'],
  'facebook/like': ['facebook/sdk'],
  'facebook/post': ['facebook/sdk'],
  'google/map': [],
  'google/save-to-drive': ['google/platform'],
  'google/sign-in': ['google/sign-in'],
  'google/sign-in-older': ['google/platform'],
  'instagram/post': ['instagram/post'],
  'linkedin/follow': ['linkedin/sdk'],
  'linkedin/profile': ['linkedin/profile'],
  'linkedin/share': ['linkedin/sdk'],
  'ok/like': ['ok/sdk'],
  'ok/video': [],
  'pinterest/save': ['pinterest/sdk'],
  'reddit/post': ['reddit/post'],
  'reddit/share': ['reddit/share'],
  'spotify/player': ['spotify/player'],
  'telegram/post': ['telegram/sdk'],
  'tumblr/follow': [],
  'tumblr/share': ['tumblr/share'],
  'twitch/clip': [],
  'twitch/everything': ['twitch/everything'],
  'twitch/player': ['twitch/player'],
  'vimeo/video': ['vimeo/sdk'],
  'vk/like': ['vk/sdk'],
  'vk/video': [],
  'x/post': ['x/sdk'],
  'youtube/live-chat': [],
  'youtube/subscribe': ['google/platform'],
  'youtube/video': [],
};

/** @type {KnownNetwork[]} */
let networks;
before(() => {
  buildNative();
  const { status, stderr } = bystander(['compile']);
  assert.equal(status, 0, stderr);
  ({ networks } = JSON.parse(readFileSync(`${ROOT}/target/embedded/catalogue.json`, 'utf8')));
});

/** @returns {Map<string, KnownWidget>} by network and widget */
function widgets() {
  return new Map(networks.flatMap(({ id, widgets }) => widgets.map((one) => [`${id}/${one.id}`, one])));
}

/**
 * The original of a frame, by the first entry that fits.
 * @param {KnownWidget} widget
 * @param {string} address
 */
function originalOf({ original }, address) {
  for (const { from, to, decode } of original) {
    const found = new RegExp(from).exec(address);
    if (found) return decode ? decodeURIComponent(found[1] ?? '') : address.replace(new RegExp(from), to);
  }
  return undefined;
}

/**
 * The domains in a network's file.
 * @param {string} id
 */
function domainsOf(id) {
  const text = readFileSync(`${ROOT}/crate/core/data/${id}.toml`, 'utf8');
  const list = /^domains = \[([^\]]*)\]/m.exec(text)?.[1] ?? '';
  return [...list.matchAll(/"([^"]+)"/g)].map(([, domain]) => domain ?? '');
}

/**
 * @param {string} address
 * @param {string} id
 */
function isOfNetwork(address, id) {
  const { protocol, hostname } = new URL(address);
  const isBelow = (/** @type {string} */ domain) => {
    const [name, suffix] = domain.split('.*');
    if (suffix !== undefined) return `.${hostname}`.includes(`.${name}.`);
    return `.${hostname}`.endsWith(`.${domain}`);
  };
  return ['https:', 'http:'].includes(protocol) && domainsOf(id).some(isBelow);
}

describe('an original', () => {
  for (const name of new Set(ROWS.flatMap(({ widget }) => widget ?? []))) {
    test(`is found from the frame: ${name}`, () => {
      const widget = widgets().get(name);
      assert.ok(widget, `no widget ${name}`);
      for (const { frame, original } of ROWS.filter((row) => row.widget === name)) {
        assert.equal(originalOf(widget, frame), original, frame);
        assert.ok(original && isOfNetwork(original, name.split('/')[0] ?? ''), frame);
      }
    });
  }

  test('is looked for in frames that the core knows as this widget', () => {
    const rows = ROWS.filter(({ widget }) => widget !== undefined);
    const questions = rows.map(({ frame }) => ({
      url: frame,
      page: 'https://site.example/',
      type: 'sub_frame',
    }));
    const { answers } = askInLines(questions);
    const known = answers.map(({ reason }) => {
      const of = networks.find(({ id }) => id === reason.network);
      return `${of?.id}/${of?.widgets.find(({ name }) => name === reason.name)?.id}`;
    });
    assert.deepEqual(
      known,
      rows.map(({ widget }) => widget),
    );
  });

  test('is in the table for every widget that has one, and for every way of finding it', () => {
    const untried = [...widgets()].flatMap(([name, { original }]) => {
      const frames = ROWS.filter(({ widget }) => widget === name).map(({ frame }) => frame);
      const used = frames.map((frame) => original.find(({ from }) => new RegExp(from).test(frame)));
      return original.filter((entry) => !used.includes(entry)).map(({ from }) => `${name} ${from}`);
    });
    assert.deepEqual(untried, []);
  });

  test('is none where nothing is to be opened, or the address was made to lead elsewhere', () => {
    for (const { frame } of ROWS.filter(({ original }) => original === null)) {
      const found = [...widgets()].flatMap(([name, widget]) => originalOf(widget, frame) && name);
      assert.deepEqual(found.filter(Boolean), [], frame);
    }
  });

  test('is found in a moment, whatever a page writes', () => {
    const all = [...widgets().values()].flatMap(({ original }) => original);
    for (const { frame } of ROWS) {
      const long = `${frame}${'&id=1&oid=2!2d1%2F'.repeat(500)}\n`;
      const begin = performance.now();
      for (const { from } of all) new RegExp(from).test(long);
      const took = performance.now() - begin;
      assert.ok(took < 500, `${took} ms: ${frame}`);
    }
  });
});

describe('sharing', () => {
  test('opens an https address of the network that holds the page', () => {
    const shares = networks.flatMap(({ id, share }) => (share ? [{ id, ...share }] : []));
    assert.ok(shares.length >= 15, `expected 15 networks at least, got ${shares.length}`);
    for (const { id, address, label, short, sources } of shares) {
      const filled = address
        .replace('{url}', () => encodeURIComponent(PAGE.url))
        .replace('{text}', () => encodeURIComponent(PAGE.text));
      assert.ok(filled.startsWith('https://') && isOfNetwork(filled, id), filled);
      assert.ok(!/[{}]/.test(filled), filled);
      const { search, hash } = new URL(filled);
      const values = [...new URLSearchParams(search || hash.slice(1)).values()];
      assert.ok(
        values.some((value) => value === PAGE.url || value === `${PAGE.text} ${PAGE.url}`),
        filled,
      );
      assert.ok(label !== '' && short !== '' && sources.length > 0, id);
    }
  });
});

describe('a widget’s script', () => {
  test('is known to make what it makes', () => {
    const makers = (/** @type {string} */ name) => {
      const [id = ''] = name.split('/');
      const { madeBy, hasScript } = widgets().get(name) ?? assert.fail(name);
      const sdks = [...widgets()].filter(([other, { kind }]) => other.startsWith(`${id}/`) && kind === 'sdk');
      return madeBy ?? [...(hasScript ? [name] : []), ...sdks.map(([sdk]) => sdk)];
    };
    assert.deepEqual(Object.fromEntries(Object.keys(MADE_BY).map((name) => [name, makers(name)])), MADE_BY);
  });

  test('gets no placeholder where it shows nothing itself', () => {
    const shown = [...widgets()].filter(([, { kind, placeholder }]) => kind === 'sdk' && placeholder);
    assert.deepEqual(
      shown.map(([name]) => name),
      [],
    );
  });

  test('is said to make no elements that are frames', () => {
    const frames = [...widgets()].filter(
      ([, { elements }]) =>
        elements.length > 0 && elements.every((element) => /^(iframe|embed|object)\b/.test(element)),
    );
    const made = frames.filter(([name, { madeBy, hasScript }]) => {
      const [id = ''] = name.split('/');
      const hasSdk = [...widgets()].some(([other, { kind }]) => other.startsWith(`${id}/`) && kind === 'sdk');
      return madeBy === undefined ? hasSdk || hasScript : madeBy.length > 0;
    });
    assert.deepEqual(
      made.map(([name]) => name),
      [],
    );
  });
});
