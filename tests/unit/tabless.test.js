/**
 * Which page the requests of no tab count on, over a real ledger.
 *
 * @import { Commit } from '../../extension/background/ledger-tab.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createPlaceOfTabless } from '../../extension/background/enforce/tabless.js';
import { blocked, commit, start } from './ledger-support.js';
import { createArea } from './support.js';

const NEWS = 'https://news.example';
const INNER = 'https://inner.example';

/** @type {(differences: Partial<Commit>) => Commit} */
const page = (differences) =>
  commit({ documentId: `${differences.tabId} ${differences.url}`, url: `${NEWS}/`, ...differences });
/** @type {(differences: Partial<Commit>) => Commit} */
const frame = (differences) =>
  commit({ documentId: 'frame', url: `${INNER}/`, outermost: false, ...differences });

describe('a request of no tab counts', () => {
  /** @type {[name: string, commits: Commit[], asker: string | undefined, tabId: number | undefined][]} */
  const table = [
    ['on the page of the origin that asks', [page({ tabId: 1 })], NEWS, 1],
    ['by the worker’s address too, as Firefox gives it', [page({ tabId: 1 })], `${NEWS}/sw.js`, 1],
    ['on none where no page is of that origin', [page({ tabId: 1 })], 'https://other.example', undefined],
    ['on none where the port is another', [page({ tabId: 1 })], `${NEWS}:8443`, undefined],
    ['on none where nobody is named', [page({ tabId: 1 })], undefined, undefined],
    ['on none where the origin is opaque', [page({ tabId: 1 })], 'null', undefined],
    [
      'on the page that came last of several',
      [page({ tabId: 2, time: 20 }), page({ tabId: 1, time: 30 }), page({ tabId: 3, time: 10 })],
      NEWS,
      1,
    ],
    [
      'on the page with a frame of that origin',
      [page({ tabId: 1 }), frame({ tabId: 1, parentDocumentId: '1 undefined' })],
      INNER,
      1,
    ],
    [
      'on a page of the origin before a later one with a frame of it',
      [
        page({ tabId: 2, url: `${INNER}/`, time: 1 }),
        page({ tabId: 1, time: 2 }),
        frame({ tabId: 1, parentDocumentId: '1 undefined' }),
      ],
      INNER,
      2,
    ],
    [
      'on a page that is shown before a later one that was left',
      [
        page({ tabId: 2, time: 1 }),
        page({ tabId: 1, time: 2 }),
        page({ tabId: 1, url: 'https://other.example/', time: 3 }),
      ],
      NEWS,
      2,
    ],
    [
      'on a page that was left where no other is of that origin',
      [page({ tabId: 1, time: 1 }), page({ tabId: 1, url: 'https://other.example/', time: 2 })],
      NEWS,
      1,
    ],
    ['on no page that is only prerendered', [page({ tabId: 1, active: false })], NEWS, undefined],
  ];
  for (const [name, commits, asker, tabId] of table)
    test(name, async () => {
      const { ledger } = start();
      await ledger.ready;
      for (const one of commits) ledger.commit(one);
      assert.equal(createPlaceOfTabless({ ledger })('1', asker)?.tabId, tabId);
    });

  test('once: all its events count on one page, though another comes meanwhile', async () => {
    const { ledger } = start();
    await ledger.ready;
    ledger.commit(page({ tabId: 1, time: 1 }));
    const placeOf = createPlaceOfTabless({ ledger });
    assert.equal(placeOf('1', NEWS)?.tabId, 1);
    ledger.commit(page({ tabId: 2, time: 2 }));
    assert.equal(placeOf('1', NEWS)?.tabId, 1);
    assert.equal(placeOf('2', NEWS)?.tabId, 2);
  });

  test('among the pages of its kind of window, where the browser tells', async () => {
    const { ledger } = start();
    await ledger.ready;
    ledger.commit(page({ tabId: 1, time: 1 }));
    ledger.commit(page({ tabId: 2, time: 2 }));
    const placeOf = createPlaceOfTabless({ ledger });
    assert.equal(placeOf('1', NEWS, (tabId) => tabId === 1)?.tabId, 1);
  });

  test('on the same page after the background died, and what it says is written there', async () => {
    const first = start();
    first.ledger.commit(page({ tabId: 2, time: 20 }));
    first.ledger.commit(page({ tabId: 1, time: 30 }));
    first.ledger.commit(page({ tabId: 3, time: 10 }));
    await first.ledger.settled();
    const { ledger } = start(createArea(first.area.stored));
    await ledger.ready;
    const place = createPlaceOfTabless({ ledger })('1', NEWS);
    assert.ok(place);
    ledger.note(place, blocked('facebook.com'), 'confirmed');
    assert.deepEqual(
      [1, 2, 3].map((tabId) => ledger.shown(tabId)?.entries.length),
      [1, 0, 0],
    );
    assert.equal(ledger.pageUrl(place), `${NEWS}/`);
  });
});
