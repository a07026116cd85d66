/**
 * @import { Catalogue } from '../../extension/shared/catalogue.js'
 * @import { Held } from '../../extension/shared/protocol.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { moment } from '../../extension/shared/i18n.js';
import { mayLoad, permissionWords } from '../../extension/shared/permission-words.js';
import { LIKE, META } from './policy-support.js';
import { speakEnglish } from './support.js';

speakEnglish();

/** On a day of its own, by the clock on the wall. */
const at = (/** @type {number} */ day, hour = 12, minute = 0) =>
  new Date(2026, 10, day, hour, minute).getTime();
const now = at(26, 14, 2);
const knowing = {
  now,
  catalogue: /** @type {Catalogue} */ ([
    { id: 'facebook', name: 'Facebook', company: 'Meta', kind: 'social', cookies: [], widgets: [] },
  ]),
};
const site = 'news.example';
/** @type {Held} */
const held = { site, grantee: META, identity: 'without', uses: 0 };

/** Intl puts narrow spaces where others put plain ones. */
const plain = (/** @type {string | undefined} */ words) => words?.replaceAll('\u202f', ' ');

describe('a moment in words', () => {
  for (const [what, when, words] of /** @type {[string, number, string][]} */ ([
    ['today', at(26, 15, 40), '3:40 PM'],
    ['the first of today', at(26, 0, 0), '12:00 AM'],
    ['tomorrow', at(27, 15, 40), 'tomorrow, 3:40 PM'],
    ['the first of tomorrow', at(27, 0, 0), 'tomorrow, 12:00 AM'],
    ['yesterday', at(25, 23, 59), 'yesterday, 11:59 PM'],
    ['another day', at(29, 9, 5), 'Nov 29, 2026, 9:05 AM'],
    ['long ago', at(-400, 9, 5), 'Sep 26, 2025, 9:05 AM'],
  ]))
    test(what, () => assert.equal(plain(moment(when, now)), words));
});

describe('a permission in words', () => {
  for (const [what, more, words] of /** @type {[string, Partial<Held>, object][]} */ ([
    [
      'for a company, for good',
      {},
      { who: 'Meta, everything', how: 'without telling who you are, until you take it back' },
    ],
    [
      'for a widget, for an hour',
      { grantee: LIKE, identity: 'with', until: at(26, 15, 40) },
      { who: 'Facebook · Like button', how: 'with your account, until 3:40 PM' },
    ],
    [
      'for a widget of a network nobody knows',
      { grantee: { network: 'nobody', name: 'Poke' }, until: at(27, 15, 40) },
      { who: 'nobody · Poke', how: 'without telling who you are, until tomorrow, 3:40 PM' },
    ],
    ['that was not used', { since: at(26, 14) }, { given: 'since 2:00 PM · not used yet', last: undefined }],
    [
      'that was used',
      { since: at(25), uses: 3, last: at(26, 13) },
      { given: 'since yesterday, 12:00 PM · used on 3 pages', last: 'last: 1:00 PM' },
    ],
    ['that was used once', { since: at(26, 14), uses: 1 }, { given: 'since 2:00 PM · used on 1 page' }],
    ['that does not say since when', { uses: 1 }, { given: 'used on 1 page' }],
    [
      'for one page, whose uses need no words',
      { once: true, tabId: 7 },
      { how: 'without telling who you are, until you leave the page', given: '' },
    ],
  ]))
    test(what, () => {
      const said = permissionWords({ ...held, ...more }, knowing);
      const asked = Object.keys(words).map((key) => [key, plain(Object(said)[key])]);
      assert.deepEqual(Object.fromEntries(asked), words);
    });

  test('has a key of its own beside the like of it', () => {
    const all = [
      held,
      { ...held, grantee: LIKE },
      { ...held, site: 'shop.example' },
      { ...held, once: /** @type {const} */ (true), tabId: 7 },
      { ...held, inherited: /** @type {const} */ (true) },
    ];
    assert.equal(new Set(all.map((one) => permissionWords(one, knowing).key)).size, all.length);
  });
});

describe('the sentence on who may load', () => {
  const share = { ...held, grantee: { network: 'facebook', name: 'Share button' } };
  const companies = (/** @type {string[]} */ ...names) =>
    names.map((company) => ({ ...held, grantee: { company } }));
  for (const [what, all, sentence] of /** @type {[string, Held[], string | undefined][]} */ ([
    ['nobody', [], undefined],
    ['a company', [held], 'Meta may load here until you take it back.'],
    ['a widget, for an hour', [{ ...share, until: at(26, 15, 40) }], 'Facebook may load here until 3:40 PM.'],
    ['for this page', [{ ...share, once: true }], 'Facebook may load here until you leave the page.'],
    ['two of one network', [share, { ...held, grantee: LIKE }], 'Facebook may load here.'],
    ['two', companies('Meta', 'Google'), 'Meta and Google may load here.'],
    ['three', companies('Meta', 'Google', 'X'), 'Meta, Google, and X may load here.'],
    ['more than a sentence holds', companies('Meta', 'Google', 'X', 'Oracle'), undefined],
  ]))
    test(what, () => assert.equal(plain(mayLoad(all, knowing)), sentence));
});
