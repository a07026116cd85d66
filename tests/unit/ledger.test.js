import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MAX_CLOSED } from '../../extension/background/ledger.js';
import { MAX_ENTRIES } from '../../extension/background/ledger-page.js';
import { blocked, commit, counts, place, start, TAB, withLoaded } from './ledger-support.js';
import { createArea, turn } from './support.js';

describe('the ledger of a tab', () => {
  test('adds up requests of one site and rule, with their types and the first path, without its query', () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit());
      ledger.note(place(), blocked('facebook.com', 'image'), 'predicted');
      ledger.note(place(), blocked('facebook.com', 'ping', 'https://facebook.com/other'), 'predicted');
      assert.deepEqual(ledger.shown(TAB)?.entries, [
        {
          site: 'facebook.com',
          action: 'block',
          reason: { kind: 'rule', list: 'tracking', line: 3 },
          types: ['image', 'ping'],
          count: 2,
          confirmed: 0,
          contradicted: 0,
          example: 'facebook.com/pixel',
        },
      ]);
    });
  });

  test('keeps requests apart that different rules decided', () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit());
      ledger.note(place(), blocked('facebook.com'), 'predicted');
      ledger.note(
        place(),
        { ...blocked('facebook.com'), reason: { kind: 'rule', list: 'tracking', line: 4 } },
        'predicted',
      );
      ledger.note(place(), { ...blocked('facebook.com'), reason: { kind: 'strict' } }, 'predicted');
      assert.equal(counts(ledger)?.length, 3);
    });
  });

  test('keeps what arrives before storage is read, in order, and adds it to what was stored', async () => {
    const before = start();
    before.ledger.commit(commit());
    before.ledger.note(place(), blocked('old.example'), 'predicted');
    await before.ledger.settled();

    const area = createArea(before.area.stored);
    const release = area.hold();
    const { ledger } = start(area);
    ledger.note(place(), blocked('old.example'), 'confirmed');
    ledger.note(place(), blocked('new.example'), 'predicted');
    ledger.commit(commit({ documentId: 'doc-0', url: 'https://between.example/' }));
    ledger.commit(commit({ documentId: 'doc-2', url: 'https://next.example/' }));
    ledger.note(place({ documentId: 'doc-2' }), blocked('next.example'), 'predicted');
    await turn();
    assert.equal(ledger.shown(TAB), undefined, 'nothing is known before storage answers');

    release();
    await ledger.ready;
    assert.deepEqual(
      ledger.shown(TAB)?.entries.map(({ site }) => site),
      ['next.example'],
      'the page shown is the last committed',
    );
    ledger.commit(commit());
    assert.deepEqual(counts(ledger), [
      { site: 'old.example', count: 1, confirmed: 1, contradicted: 0 },
      { site: 'new.example', count: 1, confirmed: 0, contradicted: 0 },
    ]);
  });

  test('writes one key a tab, one write at a time, and the last state at the end', async () => {
    const { area, ledger } = start();
    await ledger.ready;
    const release = area.hold();
    ledger.commit(commit());
    for (let n = 0; n < 50; n += 1) ledger.note(place(), blocked('facebook.com'), 'predicted');
    ledger.commit(commit({ tabId: 6 }));
    release();
    await ledger.settled();
    assert.deepEqual(area.writes.toSorted(), [`page:${TAB}`, `page:${TAB}`, 'page:6'].toSorted());
    const { ledger: reborn } = start(createArea(area.stored));
    await reborn.ready;
    assert.equal(counts(reborn)?.[0]?.count, 50);
  });

  test('confirms and contradicts after a restart, though the prediction was another life’s', async () => {
    const first = start();
    first.ledger.commit(commit());
    first.ledger.note(place(), blocked('facebook.com'), 'predicted');
    await first.ledger.settled();
    const { ledger } = start(createArea(first.area.stored));
    ledger.note(place(), blocked('facebook.com'), 'confirmed');
    ledger.note(place(), blocked('facebook.com'), 'contradicted');
    await ledger.ready;
    assert.deepEqual(counts(ledger), [{ site: 'facebook.com', count: 2, confirmed: 1, contradicted: 1 }]);
  });

  test('counts once what the browser sent on under another address before it was asked for', () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit());
      const [before, after] = ['http', 'https'].map((scheme) =>
        blocked('facebook.com', 'image', `${scheme}://facebook.com/tr`),
      );
      assert.ok(before && after);
      ledger.note(place(), before, 'predicted');
      ledger.note(place(), before, 'moved');
      assert.deepEqual(counts(ledger), [], 'what moved on is nothing by itself');
      ledger.note(place(), after, 'predicted');
      ledger.note(place(), after, 'confirmed');
      ledger.note(place(), blocked('bing.com'), 'moved');
      assert.deepEqual(counts(ledger), [{ site: 'facebook.com', count: 1, confirmed: 1, contradicted: 0 }]);
    });
  });

  test('never takes back what was shown, whoever’s the prediction was', () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit());
      ledger.note(place(), blocked('facebook.com'), 'confirmed');
      ledger.note(place(), blocked('facebook.com'), 'moved');
      assert.deepEqual(counts(ledger), [{ site: 'facebook.com', count: 1, confirmed: 1, contradicted: 0 }]);
    });
  });

  test(`keeps ${MAX_ENTRIES} entries and counts the rest`, () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit());
      for (let n = 0; n < MAX_ENTRIES + 3; n += 1)
        ledger.note(place(), blocked(`t${n}.example`), 'predicted');
      ledger.note(place(), blocked(`t${MAX_ENTRIES}.example`), 'confirmed');
      ledger.note(place(), blocked('t0.example'), 'confirmed');
      const page = ledger.shown(TAB);
      assert.equal(page?.entries.length, MAX_ENTRIES);
      assert.deepEqual(page?.leftOut, { block: { count: 3, confirmed: 1, contradicted: 0 } });
      assert.equal(page?.entries[0]?.confirmed, 1, 'known entries go on counting');
    });
  });

  test('forgets a closed tab, and its last beacons do not bring it back', async () => {
    const { area, ledger } = start();
    ledger.commit(commit());
    ledger.close(TAB);
    ledger.note(place(), blocked('facebook.com'), 'predicted');
    await ledger.settled();
    assert.deepEqual(area.stored, {});
    assert.deepEqual(ledger.tabIds(), []);
  });

  test('says that a tab was closed, so that others can forget it too', () => {
    return withLoaded(({ ledger, changes }) => {
      ledger.close(TAB);
      assert.deepEqual(changes, [TAB]);
    });
  });

  test(`remembers the last ${MAX_CLOSED} closed tabs, not all of them`, () => {
    return withLoaded(({ ledger }) => {
      for (let tabId = 0; tabId <= MAX_CLOSED; tabId += 1) ledger.close(tabId);
      for (const tabId of [0, 1, MAX_CLOSED])
        ledger.note(place({ tabId }), blocked('facebook.com'), 'predicted');
      assert.deepEqual(ledger.tabIds(), [0]);
    });
  });

  test('keeps of an example neither its query nor what follows a semicolon', () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit());
      const happened = blocked('doubleclick.net', 'sub_frame', 'https://d.example/activityi;src=7;u1=me?x=1');
      ledger.note(place(), happened, 'predicted');
      assert.equal(ledger.shown(TAB)?.entries[0]?.example, 'd.example/activityi');
    });
  });

  test('requests without a tab count on none', () => {
    return withLoaded(({ ledger, changes }) => {
      ledger.note(place({ tabId: -1 }), blocked('facebook.com'), 'predicted');
      assert.deepEqual(ledger.tabIds(), []);
      assert.deepEqual(changes, []);
    });
  });
});
