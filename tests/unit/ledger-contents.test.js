/**
 * @import { Decoded } from '/core/bystander.js'
 * @import { Happening } from '../../extension/background/ledger-page.js'
 * @import { LedgerTab } from '../../extension/background/ledger-tab.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  MAX_CONTENTS,
  MAX_FIELDS,
  MAX_NAME,
  MAX_NAMES,
  MAX_TOLD,
} from '../../extension/background/ledger-contents.js';
import { commit, place, start, TAB, withLoaded } from './ledger-support.js';
import { createArea } from './support.js';

/** @typedef {Decoded['fields'][number]} Field */

/**
 * @param {string} name
 * @param {string} value
 * @param {string} [kind]
 */
function field(name, value, kind = 'content') {
  return /** @type {Field} */ ({
    name,
    meaning: `what ${name} means`,
    class: kind,
    value,
    identifies: false,
  });
}

/**
 * @param {Partial<Decoded>} [differences]
 * @returns {Decoded}
 */
function decoded(differences) {
  return {
    network: 'Facebook',
    product: 'Meta Pixel',
    event: 'PageView',
    fields: [field('dl', 'https://news.example/')],
    ...differences,
  };
}

/**
 * @param {Partial<Happening>} [differences]
 * @returns {Happening}
 */
function pixel(differences) {
  return {
    site: 'facebook.com',
    company: 'Meta',
    network: 'facebook',
    kind: 'social',
    action: 'block',
    reason: { kind: 'pixel', network: 'facebook', name: 'Meta Pixel' },
    type: 'image',
    url: 'https://www.facebook.com/tr/?id=1&dl=secret',
    requestId: '1',
    ...differences,
  };
}

describe('what the ledger keeps of a pixel’s requests', () => {
  test('is whose they were and what they would tell, what cannot be explained by name only', () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit());
      const fields = [field('dl', 'https://news.example/'), field('mystery', 'secret', 'unknown')];
      ledger.note(place(), pixel({ told: decoded({ fields }) }), 'predicted');
      ledger.note(place(), pixel(), 'confirmed');
      assert.deepEqual(ledger.shown(TAB)?.entries, [
        {
          site: 'facebook.com',
          company: 'Meta',
          network: 'facebook',
          kind: 'social',
          action: 'block',
          reason: { kind: 'pixel', network: 'facebook', name: 'Meta Pixel' },
          types: ['image'],
          count: 1,
          confirmed: 1,
          contradicted: 0,
          example: 'www.facebook.com/tr/',
          told: [
            {
              network: 'Facebook',
              product: 'Meta Pixel',
              event: 'PageView',
              fields: [field('dl', 'https://news.example/')],
              unknown: ['mystery'],
              leftOut: 0,
              count: 1,
            },
          ],
        },
      ]);
    });
  });

  test('counts what says the same once, whatever its versions and times', () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit());
      for (const time of ['1', '2', '3'])
        ledger.note(
          place(),
          pixel({ told: decoded({ fields: [field('a', 'x'), field('ts', time, 'technical')] }) }),
          'predicted',
        );
      ledger.note(place(), pixel({ told: decoded({ fields: [field('a', 'y')] }) }), 'predicted');
      assert.deepEqual(
        ledger.shown(TAB)?.entries[0]?.told?.map(({ fields, count }) => [fields[0]?.value, count]),
        [
          ['x', 3],
          ['y', 1],
        ],
      );
    });
  });

  test(`is ${MAX_TOLD} different messages and ${MAX_FIELDS} fields a message; the rest is counted`, () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit());
      const fields = Array.from({ length: MAX_FIELDS + 2 }, (_, n) => field(`f${n}`, ''));
      ledger.note(place(), pixel({ told: decoded({ fields, leftOut: 1 }) }), 'predicted');
      for (let n = 0; n < MAX_TOLD + 1; n += 1)
        ledger.note(place(), pixel({ told: decoded({ event: `Event${n}` }) }), 'predicted');
      const entry = ledger.shown(TAB)?.entries[0];
      assert.deepEqual([entry?.told?.length, entry?.untold], [MAX_TOLD, 2]);
      assert.deepEqual([entry?.told?.[0]?.fields.length, entry?.told?.[0]?.leftOut], [MAX_FIELDS, 3]);
    });
  });

  test(`is at most ${MAX_CONTENTS} characters a page, cookies' names included`, () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit());
      const value = 'x'.repeat(1000);
      for (let n = 0; n < 60; n += 1) {
        const told = decoded({ fields: [field('dl', `${n} ${value}`)] });
        ledger.note(place(), pixel({ site: `t${n}.example`, told }), 'predicted');
        ledger.withhold(place(), pixel({ site: `t${n}.example` }), { sent: [`name${n}`] });
      }
      const page = ledger.shown(TAB);
      const kept =
        page?.entries.flatMap(({ told = [], withheld }) => [...told, ...(withheld?.sent ?? [])]) ?? [];
      const size = kept.reduce(
        (/** @type {number} */ sum, content) => sum + JSON.stringify(content).length,
        0,
      );
      assert.ok(size > MAX_CONTENTS - 1200 && size <= MAX_CONTENTS, `${size} characters`);
      assert.equal(page?.contents, size);
      assert.equal(page?.entries.at(-1)?.untold, 1);
    });
  });

  test('is forgotten two pages later, though not that the requests were made', async () => {
    const { ledger, area } = start();
    for (const documentId of ['doc-1', 'doc-2', 'doc-3']) {
      ledger.commit(commit({ documentId, url: `https://${documentId}.example/` }));
      ledger.note(place({ documentId }), pixel({ told: decoded() }), 'predicted');
    }
    await ledger.settled();
    const { pages } = /** @type {LedgerTab} */ (area.stored[`page:${TAB}`]);
    assert.deepEqual(
      pages.map(({ contents, entries: [entry] }) => [entry?.count, entry?.told?.length ?? 0, contents > 0]),
      [
        [1, 0, false],
        [1, 1, true],
        [1, 1, true],
      ],
    );
  });

  test('is not kept anew of late requests to a page that was forgotten, until the page is gone back to', () => {
    return withLoaded(({ ledger }) => {
      for (const documentId of ['doc-1', 'doc-2', 'doc-3'])
        ledger.commit(commit({ documentId, url: `https://${documentId}.example/` }));
      const late = place({ documentId: 'doc-1' });
      const again = () => ledger.commit(commit({ documentId: 'doc-1', url: 'https://doc-1.example/' }));
      const beacon = () => {
        ledger.note(late, pixel({ told: decoded() }), 'predicted');
        ledger.withhold(late, pixel(), { sent: ['c_user'] });
      };
      // A frame's requests that outran its commit, too.
      const frame = place({ documentId: 'frame', outermost: false, pageUrl: undefined });
      ledger.note({ ...frame, parentDocumentId: 'inner' }, pixel({ told: decoded() }), 'predicted');
      ledger.commit(commit({ documentId: 'inner', parentDocumentId: 'doc-1', outermost: false }));
      beacon();
      again();
      const { entries: [entry] = [], contents } = ledger.shown(TAB) ?? {};
      assert.deepEqual([entry?.count, entry?.told, entry?.withheld, contents], [2, undefined, undefined, 0]);
      beacon();
      assert.deepEqual([entry?.told?.length, entry?.withheld?.sent], [1, ['c_user']]);
    });
  });

  test('moves with requests that outran their page', () => {
    return withLoaded(({ ledger }) => {
      ledger.note(place({ documentId: 'empty-before' }), pixel({ told: decoded() }), 'predicted');
      ledger.withhold(place({ documentId: 'empty-before' }), pixel(), { set: ['fr'] });
      ledger.commit(commit());
      ledger.note(place(), pixel({ told: decoded() }), 'predicted');
      const page = ledger.shown(TAB);
      const entry = page?.entries[0];
      assert.deepEqual([entry?.told?.[0]?.count, entry?.withheld], [2, { sent: [], set: ['fr'] }]);
      assert.ok((page?.contents ?? 0) > 0);
    });
  });

  test('survives the background, in storage.session alone', async () => {
    const first = start();
    first.ledger.commit(commit());
    first.ledger.note(place(), pixel({ told: decoded() }), 'predicted');
    await first.ledger.settled();
    const { ledger } = start(createArea(first.area.stored));
    await ledger.ready;
    assert.equal(ledger.shown(TAB)?.entries[0]?.told?.length, 1);
  });
});

describe('cookies withheld', () => {
  const stripped = pixel({ action: 'strip', reason: { kind: 'company', company: 'Meta' } });

  test('are kept by name, each once, in both directions', () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit());
      ledger.note(place(), stripped, 'confirmed');
      ledger.withhold(place(), stripped, { sent: ['c_user', 'xs'] });
      ledger.withhold(place(), stripped, { sent: ['xs'] });
      ledger.withhold(place(), stripped, { set: ['fr'] });
      assert.deepEqual(ledger.shown(TAB)?.entries[0]?.withheld, { sent: ['c_user', 'xs'], set: ['fr'] });
    });
  });

  test(`are at most ${MAX_NAMES} names of ${MAX_NAME} characters`, () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit());
      ledger.note(place(), stripped, 'confirmed');
      const sent = Array.from({ length: MAX_NAMES + 9 }, (_, n) => `${n}-${'x'.repeat(99)}`);
      ledger.withhold(place(), stripped, { sent });
      const names = ledger.shown(TAB)?.entries[0]?.withheld?.sent ?? [];
      assert.equal(names.length, MAX_NAMES);
      assert.deepEqual(new Set(names.map(({ length }) => length)), new Set([MAX_NAME]));
    });
  });

  test('of requests that are not in the ledger make no entry', () => {
    return withLoaded(({ ledger, changes }) => {
      ledger.withhold(place(), stripped, { sent: ['c_user'] });
      ledger.commit(commit());
      ledger.withhold(place(), stripped, { sent: ['c_user'] });
      ledger.withhold(place(), stripped, {});
      assert.deepEqual(ledger.shown(TAB)?.entries, []);
      assert.ok(changes.length <= 2);
    });
  });
});

describe('entries', () => {
  test('are kept apart by owner and by what the catalogue calls them', () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit());
      const button = { kind: /** @type {const} */ ('widget'), network: 'facebook', name: 'Like button' };
      const comments = { ...button, name: 'Comments' };
      for (const happening of [
        pixel(),
        pixel({ network: 'instagram' }),
        pixel({ company: 'Other' }),
        pixel({ kind: 'advertising' }),
        pixel({ action: 'replace', reason: button }),
        pixel({ action: 'replace', reason: comments }),
        pixel({ action: 'replace', reason: button }),
      ])
        ledger.note(place(), happening, 'predicted');
      assert.equal(ledger.shown(TAB)?.entries.length, 6);
    });
  });

  test('take back what was confirmed and did not last', () => {
    return withLoaded(({ ledger }) => {
      ledger.commit(commit());
      for (const outcome of /** @type {const} */ (['predicted', 'confirmed', 'revoked']))
        ledger.note(place(), pixel(), outcome);
      const { count, confirmed, contradicted } = ledger.shown(TAB)?.entries[0] ?? {};
      assert.deepEqual([count, confirmed, contradicted], [1, 0, 1]);
    });
  });
});
