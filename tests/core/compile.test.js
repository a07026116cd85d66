/** The promises of `bystander compile`: what it writes, and that it writes all of it or nothing. */

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { buildNative, bystander, ROOT } from './native.js';
import { temporaryFolder } from './temporary.js';

const RULES = `[Adblock Plus 2.0]
! Title: Ours
! Version: 1.2.3
! TimeUpdated: 2026-01-02T03:04:05+00:00
! License: https://example.org/licence
||tracker.example^
news.example##.banner
||video.example^$jsonprune=x
!#if (adguard)
||adguard.example^
!#endif
/look(?=ahead)/
||shop.example^$cookie=id
@@||tracker.example/needed.js$script
`;

/** Everything the engine does not see, by line. */
const SKIPPED = {
  7: /cosmetic/,
  8: /jsonprune/,
  10: /!#if/,
  12: /look-around|regular expression/,
  13: /cookie/,
};

before(buildNative);

/**
 * @param {Record<string, string | Uint8Array>} files
 * @param {string[]} lists
 * @param {string} [out]
 */
function compile(files, lists, out = 'out') {
  const cwd = temporaryFolder(files);
  const outcome = bystander(['compile', '--out', out, '--lists', ...lists], { cwd });
  return { cwd, out: join(cwd, out), ...outcome };
}

/** @param {string} folder */
const filesIn = (folder) => readdirSync(folder, { recursive: true }).map(String).sort();

describe('bystander compile', () => {
  test('writes an engine, facts about each list, a ruleset a list, and a report', () => {
    const { out, status, stdout } = compile({ 'ours.txt': RULES, 'theirs.txt': '||b.example^\n' }, [
      'ours.txt',
      'theirs.txt',
    ]);
    assert.deepEqual({ status, stdout }, { status: 0, stdout: '' });
    const files = filesIn(out);
    const rules = files.filter((name) => /^rulesets./.test(name));
    assert.deepEqual(
      files.filter((name) => !rules.includes(name)),
      ['engine.bin', 'lines.json.gz', 'lists.json', 'report.ndjson', 'rulesets', 'unconverted.json'],
    );
    assert.equal(rules.length, 2);
    for (const name of rules) {
      const ruleset = JSON.parse(readFileSync(join(out, name), 'utf8'));
      assert.ok(ruleset.length > 0, `${name} holds rules`);
      const ids = new Set(ruleset.map((/** @type {{ id: number }} */ { id }) => id));
      assert.equal(ids.size, ruleset.length, `the ids of ${name} are each one rule's`);
    }
  });

  test('carries name, version, date and licence of each list', () => {
    const { out } = compile({ 'ours.txt': RULES }, ['ours.txt']);
    const [{ id, name, version, date, licence, rules }] = JSON.parse(
      readFileSync(join(out, 'lists.json'), 'utf8'),
    );
    assert.deepEqual(
      { id, name, version, date, licence, rules },
      {
        id: 'ours.txt',
        name: 'Ours',
        version: '1.2.3',
        date: '2026-01-02T03:04:05+00:00',
        licence: 'https://example.org/licence',
        rules: 2,
      },
    );
  });

  test('reports every line skipped, with list, line and reason', () => {
    const { out } = compile({ 'ours.txt': RULES }, ['ours.txt']);
    const lines = readFileSync(join(out, 'report.ndjson'), 'utf8').trimEnd().split('\n');
    const report = lines.map((line) => JSON.parse(line));
    assert.deepEqual(
      report.map(({ line }) => line),
      Object.keys(SKIPPED).map(Number),
    );
    const text = RULES.split('\n');
    for (const { list, line, reason, text: written } of report) {
      assert.equal(list, 'ours.txt');
      assert.match(reason, SKIPPED[/** @type {keyof typeof SKIPPED} */ (line)], `line ${line}`);
      assert.equal(written, text[line - 1]);
    }
  });

  test('writes a ruleset for each of two files of the same name', () => {
    const files = { 'a/list.txt': '||a.example^\n', 'b/list.txt': '||b.example^\n' };
    const { out, status } = compile(files, ['a/list.txt', 'b/list.txt']);
    assert.deepEqual(
      { status, rulesets: readdirSync(join(out, 'rulesets')).length },
      { status: 0, rulesets: 2 },
    );
  });

  test('makes the folders on the way', () => {
    const { out, status } = compile({ 'ours.txt': RULES }, ['ours.txt'], 'deep/down/out');
    assert.equal(status, 0);
    assert.ok(filesIn(out).includes('engine.bin'));
  });

  test('replaces what it wrote before, as a whole', () => {
    const { cwd, out } = compile({ 'ours.txt': RULES, 'theirs.txt': '||b.example^\n' }, [
      'ours.txt',
      'theirs.txt',
    ]);
    const { status } = bystander(['compile', '--out', 'out', '--lists', 'theirs.txt'], { cwd });
    assert.equal(status, 0);
    assert.equal(readdirSync(join(out, 'rulesets')).length, 1);
    assert.equal(JSON.parse(readFileSync(join(out, 'lists.json'), 'utf8')).length, 1);
    assert.deepEqual(readdirSync(cwd).sort(), ['ours.txt', 'out', 'theirs.txt'], 'nothing is left beside it');
  });

  test('replaces the folder it stands in', () => {
    const { out } = compile({ 'ours.txt': RULES, 'theirs.txt': '||b.example^\n' }, ['ours.txt']);
    const { status, stderr } = bystander(['compile', '--out', '.', '--lists', '../theirs.txt'], { cwd: out });
    assert.equal(status, 0, stderr);
    assert.equal(JSON.parse(readFileSync(join(out, 'lists.json'), 'utf8')).length, 1);
    assert.ok(filesIn(out).includes('engine.bin'));
  });

  test('fills an empty folder', () => {
    const cwd = temporaryFolder({ 'ours.txt': RULES });
    mkdirSync(join(cwd, 'out'));
    assert.equal(bystander(['compile', '--out', 'out', '--lists', 'ours.txt'], { cwd }).status, 0);
  });
});

describe('bystander compile without lists', () => {
  test('writes the pinned lists and the catalogue, and a summary', () => {
    const { status, stdout, stderr } = bystander(['compile']);
    assert.deepEqual({ status, stdout }, { status: 0, stdout: '' }, stderr);
    const embedded = join(ROOT, 'target/embedded');
    assert.deepEqual(filesIn(embedded), [
      'catalogue.bin',
      'catalogue.json',
      'companies.json',
      'engine.bin',
      'lines.json.gz',
      'lists.json',
      'report.ndjson',
      'rulesets',
      ...['base', 'gentle', 'pixels', 'social', 'strip', 'tracking', 'url', 'widgets'].map((name) =>
        join('rulesets', `${name}.json`),
      ),
      'stamp',
      'summary.txt',
      'unconverted.json',
    ]);
    const summary = readFileSync(join(embedded, 'summary.txt'), 'utf8');
    for (const name of ['tracking', 'social', 'url', 'base', 'catalogue']) {
      assert.match(summary, new RegExp(`^${name}: \\d+ `, 'm'), `the summary counts ${name}`);
    }
    assert.match(bystander(['compile']).stderr, /^bystander: \S*embedded is up to date\n$/);
  });
});

describe('bystander compile that fails', () => {
  const broken = { 'ours.txt': RULES, 'latin1.txt': Buffer.from([0x7c, 0x7c, 0xe9, 0x5e]) };

  test('leaves nothing behind', () => {
    const { cwd, status } = compile(broken, ['ours.txt', 'latin1.txt'], 'deep/down/out');
    assert.deepEqual({ status, files: filesIn(cwd) }, { status: 2, files: ['latin1.txt', 'ours.txt'] });
  });

  test('keeps what was there', () => {
    const { cwd, out } = compile(broken, ['ours.txt']);
    const kept = filesIn(cwd).map((name) => [name, contentOf(join(cwd, name))]);
    const { status } = bystander(['compile', '--out', 'out', '--lists', 'ours.txt', 'latin1.txt'], { cwd });
    assert.equal(status, 2);
    assert.ok(filesIn(out).includes('engine.bin'));
    assert.deepEqual(
      filesIn(cwd).map((name) => [name, contentOf(join(cwd, name))]),
      kept,
    );
  });

  for (const [what, files] of /** @type {[string, Record<string, string>][]} */ ([
    ['a folder it did not write', { 'photos/summer.jpg': 'x' }],
    ['a folder that holds more than it writes', { 'photos/engine.bin': 'x', 'photos/summer.jpg': 'x' }],
    ['a file', { photos: 'x' }],
  ])) {
    test(`will not replace ${what}, and names it`, () => {
      const { cwd, status, stdout, stderr } = compile(
        { ...files, 'ours.txt': RULES },
        ['ours.txt'],
        'photos',
      );
      assert.match(stderr, /^bystander: [^\n]*photos[^\n]*\n$/);
      assert.deepEqual({ status, stdout }, { status: 2, stdout: '' });
      const left = filesIn(cwd).filter((name) => contentOf(join(cwd, name)) !== undefined);
      assert.deepEqual(left, [...Object.keys(files), 'ours.txt'].sort());
    });
  }
});

/**
 * Nothing for a folder.
 * @param {string} path
 */
function contentOf(path) {
  try {
    return readFileSync(path).toString('base64');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EISDIR') return undefined;
    throw error;
  }
}
