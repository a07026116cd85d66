/** What the dashboard's log keeps, shows, says and writes. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ACTIONS, addressOf, EVERYTHING, filterFrom, matcher } from '../../extension/dashboard/log/filter.js';
import { factsOf, lineOf, statusOf } from '../../extension/dashboard/log/model.js';
import { createRows, MAX_ROWS } from '../../extension/dashboard/log/rows.js';
import { drawn, ROW, reached } from '../../extension/dashboard/log/table.js';
import { csv, ndjson } from '../../extension/dashboard/log/written.js';
import { speakEnglish } from './support.js';

/** @import { LogRow } from '../../extension/shared/log-protocol.js' */

speakEnglish();

/**
 * @param {Partial<LogRow>} [differences]
 * @returns {LogRow}
 */
const row = (differences) => ({
  id: 'x-1',
  time: Date.UTC(2026, 10, 26, 12),
  action: 'block',
  reason: { kind: 'pixel', network: 'facebook', name: 'Meta Pixel' },
  fate: 'confirmed',
  url: 'https://www.facebook.com/tr/?id=1',
  type: 'image',
  method: 'GET',
  page: 'https://news.example/a',
  site: 'news.example',
  company: 'Meta',
  kind: 'social',
  ...differences,
});
const all = () => true;

describe('the filter of the log', () => {
  for (const [filter, is] of /** @type {[Partial<typeof EVERYTHING>, boolean][]} */ ([
    [{}, true],
    [{ site: 'news.example', company: 'Meta', action: 'block', type: 'image' }, true],
    [{ site: 'other.example' }, false],
    [{ company: 'Google' }, false],
    [{ action: 'strip' }, false],
    [{ type: 'script' }, false],
    [{ words: ' FACEBOOK.com/TR ' }, true],
    [{ words: 'instagram' }, false],
  ]))
    test(`${JSON.stringify(filter)} ${is ? 'shows' : 'hides'} a pixel of Meta`, () => {
      assert.equal(matcher({ ...EVERYTHING, ...filter })(row()), is);
    });

  test('stands in the address, and is read from it', () => {
    for (const action of ACTIONS) {
      const filter = { ...EVERYTHING, company: 'A & B', action, words: '#?' };
      const address = addressOf(filter);
      assert.deepEqual(filterFrom(new URLSearchParams(address.slice(address.indexOf('?')))), filter);
    }
    assert.equal(addressOf(EVERYTHING), '#log');
    assert.deepEqual(filterFrom(new URLSearchParams('action=destroy&more=1')), EVERYTHING);
  });
});

describe('the rows of the log', () => {
  test('are shown where they match, also when that changes', () => {
    const rows = createRows(matcher({ ...EVERYTHING, company: 'Meta' }));
    rows.add([row({ id: '1' }), row({ id: '2', company: 'Google' })]);
    assert.deepEqual(
      rows.shown().map(({ id }) => id),
      ['1'],
    );
    rows.show(all);
    assert.deepEqual(
      rows.shown().map(({ id }) => id),
      ['1', '2'],
    );
    assert.deepEqual(rows.names('companies'), ['Google', 'Meta']);
    rows.clear();
    assert.deepEqual([rows.shown(), rows.all(), rows.names('sites')], [[], 0, []]);
  });

  test('become what the browser shows of them', () => {
    const rows = createRows(all);
    rows.add([row({ id: '1', fate: 'predicted' })]);
    rows.become([
      ['1', 'confirmed'],
      ['gone', 'confirmed'],
    ]);
    assert.equal(rows.shown()[0]?.fate, 'confirmed');
  });

  test('are the last so many; older ones are dropped, and counted', () => {
    const rows = createRows(matcher({ ...EVERYTHING, type: 'image' }));
    const many = Array.from({ length: MAX_ROWS }, (_, index) =>
      row({ id: String(index), type: index % 2 ? 'image' : 'script' }),
    );
    assert.equal(rows.add(many), 0);
    assert.equal(rows.add(many.slice(0, 2000)), 1000, 'half of those that went were shown');
    assert.deepEqual([rows.all(), rows.dropped()], [MAX_ROWS, 2000]);
    assert.equal(rows.shown()[0]?.id, '2001');
    assert.deepEqual(rows.names('companies'), ['Meta']);
    rows.add(many.map((one) => ({ ...one, company: 'Google' })));
    assert.deepEqual(rows.names('companies'), ['Google'], 'only what is there can be chosen');
  });
});

describe('the table of the log', () => {
  test('draws what is in sight and some around it', () => {
    assert.deepEqual(drawn({ count: 50_000, top: 1000 * ROW, height: 10 * ROW }), { from: 988, to: 1022 });
    assert.deepEqual(drawn({ count: 5, top: 0, height: 560 }), { from: 0, to: 5 });
    assert.deepEqual(drawn({ count: 5, top: 1000 * ROW, height: 560 }), { from: 5, to: 5 });
  });

  for (const [key, at, to] of /** @type {[string, number, number | undefined][]} */ ([
    ['ArrowDown', -1, 0],
    ['ArrowUp', -1, 99],
    ['ArrowDown', 99, 99],
    ['ArrowUp', 0, 0],
    ['PageDown', 10, 19],
    ['PageUp', 5, 0],
    ['Home', 50, 0],
    ['End', 50, 99],
    ['x', 50, undefined],
  ]))
    test(`goes with ${key} from row ${at} to ${to}`, () => {
      assert.equal(reached(key, { at, count: 100, height: 10 * ROW }), to);
    });
});

describe('what the log says', () => {
  for (const [action, fate, words] of /** @type {[LogRow['action'], LogRow['fate'], string][]} */ ([
    ['block', 'confirmed', 'blocked'],
    ['block', 'predicted', 'to be blocked, not confirmed'],
    ['strip', 'contradicted', 'got through, not without cookies'],
    ['allow', 'predicted', 'let load'],
  ]))
    test(`of ${action}, ${fate}: ${words}`, () => {
      assert.equal(lineOf(row({ action, fate })).label, words);
    });

  test('of one row is all there is to know', () => {
    const facts = factsOf(row({ frame: 'https://frame.example/' }), {}, () => undefined);
    const said = Object.fromEntries(facts.map(({ name, value }) => [name, value]));
    assert.equal(said.Reason, 'Meta Pixel, known to Bystander');
    assert.equal(said.Company, 'Meta · Social');
    assert.equal(said.Address, 'https://www.facebook.com/tr/?id=1');
    assert.equal(said['Asked for by'], 'https://frame.example/');
    assert.ok(!('Rule' in said));
  });

  test('of how it stands counts what is shown, dropped and waits', () => {
    assert.equal(statusOf({ shown: 2, all: 2, dropped: 0, waiting: undefined }), '2 requests.');
    assert.equal(
      statusOf({ shown: 2, all: 1500, dropped: 1, waiting: 3 }),
      '2 of 1,500 requests. 1 older one was dropped. Paused: 3 wait.',
    );
  });
});

describe('the log as text', () => {
  const rule = { kind: /** @type {const} */ ('rule'), list: 'own', line: 3 };
  const ruleLine = () => '||a.example^$domain=b|c';

  test('is an object a line', () => {
    const lines = ndjson([row({ frame: 'https://f.example/' }), row({ reason: rule })], ruleLine)
      .trimEnd()
      .split('\n');
    const [first, second] = lines.map((line) => JSON.parse(line));
    assert.deepEqual(Object.keys(first).slice(0, 3), ['time', 'action', 'reason']);
    assert.equal(first.time, '2026-11-26T12:00:00.000Z');
    for (const field of ['url', 'page', 'type', 'frame', 'method'])
      assert.equal(typeof first[field], 'string', field);
    assert.deepEqual(second.reason, { ...rule, text: ruleLine() });
    assert.equal(ndjson([], ruleLine), '');
  });

  test('is CSV that a spreadsheet reads and does not run', () => {
    const rows = [
      row({ company: 'A "B", C', reason: rule, url: '=HYPERLINK("x")' }),
      row({ company: '+1', site: '@a', type: '-2' }),
    ];
    const [head, ...lines] = csv(rows, ruleLine).split('\r\n');
    assert.equal(head, 'time,action,fate,reason,rule,company,site,type,method,url,page,frame');
    assert.equal(
      lines[0],
      '2026-11-26T12:00:00.000Z,block,confirmed,rule,||a.example^$domain=b|c,"A ""B"", C",news.example,image,GET,"\'=HYPERLINK(""x"")",https://news.example/a,',
    );
    assert.match(lines[1] ?? '', /,'\+1,'@a,'-2,/);
  });
});
