/**
 * `bystander catalogue`: what it accepts and what it refuses, and the promises of the project's own data.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { GOOD } from './catalogue-files.js';
import { REFUSED } from './catalogue-refused.js';
import { buildNative, bystander } from './native.js';
import { temporaryFolder } from './temporary.js';

/** @typedef {{ title: string, address: string, date: string }} Source */
/** @typedef {{ name: string, ruling: boolean, sources: Source[] }} Cookie */
/** @typedef {{ id: string, site: string, policy: string, sources: Source[], cookies: Cookie[] }} Network */

/** As the judgment of 16 February 2018 names them. */
const RULING = ['c_user', 'datr', 'fr', 'lu', 'sb', 'xs'];

/** Somewhat less than there is: nothing may get lost unnoticed. */
const AT_LEAST = {
  networks: 38,
  widgets: 100,
  pixels: 75,
  parameters: 1600,
  cookies: 280,
  'link parameters and shims': 88,
  facts: 2200,
  companies: 2300,
  domains: 4800,
};

before(buildNative);

/**
 * Checks these files.
 * @param {Record<string, string>} files
 */
function check(files) {
  return bystander(['catalogue', '--data', temporaryFolder(files)]);
}

/**
 * Every number of a report by the word after it: "2 networks, 3 widgets".
 * @param {string} report
 */
function countsIn(report) {
  const found = report.matchAll(/(\d+) ([a-z][a-z ]*[a-z])/g);
  return new Map([...found].map(([, count, what]) => [what?.replace(/ own$/, ''), Number(count)]));
}

/**
 * The file with the change, and the line in which it must be told of.
 * @param {string} text
 * @param {import('./catalogue-refused.js').Change} change
 */
function changed(text, [what, from, to, , at]) {
  assert.equal(text.split(from).length, 2, `${what}: the file holds ${from} once`);
  const content = text.replace(from, () => to);
  const place = at === undefined ? text.indexOf(from) : content.indexOf(at);
  assert.notEqual(place, -1, `${what}: the changed file holds ${at}`);
  return { content, line: content.slice(0, place).split('\n').length };
}

describe('bystander catalogue', () => {
  test('accepts files with nothing wrong in them, and counts what they hold', () => {
    const { status, stdout, stderr } = check(GOOD);
    assert.deepEqual({ status, stdout }, { status: 0, stdout: '' }, stderr);
    assert.match(
      stderr,
      /^bystander: catalogue: 2 networks, 2 widgets, 3 pixels, 2 parameters, 3 cookies, 4 link parameters and shims$/m,
    );
    assert.match(stderr, /^ {2}16 of 18 facts \(88 %\) have a first-hand source$/m);
  });

  for (const [file, changes] of Object.entries(REFUSED)) {
    for (const change of changes) {
      const [what, from, to, reason] = change;
      test(`refuses ${what} (${file}), with file, line and reason`, () => {
        const { content, line } = changed(GOOD[/** @type {keyof typeof GOOD} */ (file)], change);
        const { status, stdout, stderr } = check({ ...GOOD, [file]: content });
        const account = `${from}\n  became ${to}\n  ${stderr}`;
        assert.deepEqual({ status, stdout }, { status: 2, stdout: '' }, account);
        const [head, ...problems] = stderr.trimEnd().split('\n');
        assert.equal(head, 'bystander: the catalogue is refused', account);
        assert.equal(problems.length, 1, `one problem is told: ${account}`);
        const place = `/${file}:${line}: `;
        assert.ok(problems[0]?.includes(place), `expected ${place}, got ${account}`);
        assert.ok(problems[0]?.includes(reason), `expected ${reason}, got ${account}`);
      });
    }
  }

  test('tells of everything that is wrong, in every file', () => {
    const { status, stderr } = check({
      'acme.toml': GOOD['acme.toml'].replace('["session"]', '["for ever"]').replace('"aref"', '"acid"'),
      'bolt.toml': GOOD['bolt.toml'].replace('company', 'owner'),
      'companies/names.toml': '[names',
      'companies/supplement.toml': GOOD['companies/supplement.toml'].replace('"coyote" }', '[] }'),
    });
    assert.equal(status, 2);
    const told = stderr.trimEnd().split('\n').slice(1);
    for (const expected of [
      /acme\.toml:11: 'for ever' is no lifetime/,
      /acme\.toml:16: the link parameter 'acid' is stated twice/,
      /bolt\.toml:2: unknown field `owner`/,
      /companies\/names\.toml:1: /,
      /companies\/supplement\.toml:2: a fact needs a source/,
      /companies\/supplement\.toml:5: nobody cites the source 'coyote'/,
    ]) {
      assert.equal(
        told.filter((line) => expected.test(line)).length,
        1,
        `expected ${expected}, got ${stderr}`,
      );
    }
    assert.equal(told.length, 6, stderr);
  });

  test('says which folder it cannot read', () => {
    const { status, stdout, stderr } = bystander(['catalogue', '--data', 'no/such/folder']);
    assert.deepEqual({ status, stdout }, { status: 2, stdout: '' });
    assert.match(stderr, /^bystander: cannot read no\/such\/folder: .+\n$/);
  });
});

describe('the catalogue', () => {
  /** @type {Network[]} */
  let networks;
  before(() => {
    const { status, stderr } = bystander(['compile']);
    assert.equal(status, 0, stderr);
    ({ networks } = JSON.parse(compiled('catalogue.json')));
  });

  test('is accepted, and holds no less than it did', () => {
    const { status, stdout, stderr } = bystander(['catalogue']);
    assert.deepEqual({ status, stdout }, { status: 0, stdout: '' }, stderr);
    const counts = countsIn(stderr);
    for (const [what, least] of Object.entries(AT_LEAST)) {
      const count = counts.get(what) ?? 0;
      assert.ok(count >= least, `expected at least ${least} ${what}, got ${count}\n${stderr}`);
    }
  });

  test('names whoever is behind 97 % of blocked traffic', () => {
    const summary = compiled('summary.txt');
    const share = /^ {2}(\d+\.\d) % of blocked traffic carries a company's name/m.exec(summary)?.[1];
    assert.ok(Number(share) >= 97, `expected at least 97.0 %, got ${share}\n${summary}`);
  });

  test('marks the six cookies of the ruling, and only these', () => {
    const marked = networks.flatMap(({ id, cookies }) =>
      cookies.filter(({ ruling }) => ruling).map(({ name }) => `${id} ${name}`),
    );
    assert.deepEqual(
      marked.sort(),
      RULING.map((name) => `facebook ${name}`),
    );
  });

  test('has a site and a privacy policy of every network', () => {
    const without = networks.filter(({ site, policy }) => !isAddress(site) || !isAddress(policy));
    assert.deepEqual(
      without.map(({ id }) => id),
      [],
    );
  });

  test('says of every company’s domains and every parameter of a pixel where it is from', () => {
    /** @typedef {{ names: string[], sources: number[] }} Domains */
    /** @type {{ sources: Omit<Source, 'date'>[], companies: { name: string, kinds: string[], domains: Domains[] }[], networks: Record<string, { domains: Domains, pixels: Record<string, { name: string, sources: number[] }[]> }> }} */
    const who = JSON.parse(compiled('companies.json'));
    const parameters = Object.values(who.networks).flatMap(({ pixels }) => Object.values(pixels).flat());
    const domains = [
      ...who.companies.flatMap((company) => company.domains),
      ...Object.values(who.networks).map((network) => network.domains),
    ];
    assert.ok(who.companies.length > 2300 && parameters.length > 1600 && domains.length > 2300);
    const isSourced = (/** @type {{ sources: number[] }} */ { sources }) =>
      sources.length > 0 && sources.every((place) => isAddress(who.sources[place]?.address ?? ''));
    assert.deepEqual(
      [...parameters, ...domains].filter((fact) => !isSourced(fact)),
      [],
    );
    assert.deepEqual(
      who.companies.filter(({ kinds }) => kinds.length === 0),
      [],
    );
    const names = domains.flatMap((facts) => facts.names);
    assert.equal(new Set(names).size, names.length, 'no domain is two companies’');
  });

  test('says of every network and every cookie where it is from', () => {
    const facts = networks.flatMap(({ id, sources, cookies }) => [
      { of: id, sources },
      ...cookies.map((cookie) => ({ of: `${id} ${cookie.name}`, sources: cookie.sources })),
    ]);
    const without = facts.filter(({ sources }) => sources.length === 0 || !sources.every(isWhole));
    assert.deepEqual(without, []);
  });
});

/** @param {string} name a file of the embedded folder */
function compiled(name) {
  return readFileSync(new URL(`../../target/embedded/${name}`, import.meta.url), 'utf8');
}

/** @param {string} text */
function isAddress(text) {
  return text.startsWith('https://') && URL.canParse(text);
}

/** @param {Source} source */
function isWhole({ title, address, date }) {
  return title.trim() !== '' && isAddress(address) && /^\d{4}-\d\d-\d\d$/.test(date);
}
