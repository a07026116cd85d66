/**
 * The repository against its own words: permissions are explained, the two browsers' priorities fit together, the
 * shipped sources hold what they promise not to do.
 */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { COMPILED, PRIORITY } from '../../extension/background/enforce/priorities.js';

const ROOT = new URL('../../', import.meta.url);

/** @param {string} path */
const read = (path) => readFileSync(new URL(path, ROOT), 'utf8');

describe('docs/permissions.md', () => {
  it('explains every permission of the manifest, and no other', () => {
    const { permissions, host_permissions: hosts } = JSON.parse(read('manifest.json'));
    const headings = [...read('docs/permissions.md').matchAll(/^## `([^`]+)`.*$/gm)].map(([, name]) => name);
    assert.deepEqual(headings.toSorted(), [...permissions, ...hosts].toSorted());
  });

  it('has a paragraph under every permission', () => {
    const sections = read('docs/permissions.md').split(/^## /m).slice(1);
    for (const section of sections) {
      const [heading = '', ...text] = section.split('\n');
      assert.ok(text.join(' ').trim().length > 80, `too little is said of ${heading}`);
    }
  });
});

describe('the priorities of Chrome’s rules', () => {
  const written = [...read('crate/core/src/dnr/bands.rs').matchAll(/const (\w+): u32 = (\d+);/g)];
  const bands = Object.fromEntries(written.map(([, name = '', priority]) => [name, Number(priority)]));

  it('are the compiler’s where a choice stands beside one of its', () => {
    const { GENTLE: gentle, IMPORTANT: important, STRIP: strip, PIXEL: pixel } = bands;
    assert.deepEqual({ gentle, important, strip, pixel }, { ...COMPILED });
  });

  /** The order of who wins, lowest first; what stands together is equal. */
  const order = [
    ['CLEAN'],
    ['BLOCK'],
    ['EXCEPTION'],
    ['WIDGET'],
    ['GENTLE', 'gentleSite'],
    ['ungentleSite'],
    ['IMPORTANT'],
    ['permissionWithoutIdentity'],
    ['STRIP', 'strip'],
    ['permissionStrip'],
    ['permissionWithIdentity'],
    ['PIXEL'],
    ['companyPermission'],
    ['siteException'],
  ];
  it('are in the order of the design, the compiler’s and the choices’ together', () => {
    /** @type {Record<string, number | undefined>} */
    const known = { ...bands, ...PRIORITY };
    const values = order.map((names) => [...new Set(names.map((name) => known[name]))]);
    for (const [place, equal] of values.entries()) {
      assert.equal(equal.length, 1, `${order[place]} are ${equal}`);
      const before = values[place - 1]?.[0] ?? 0;
      assert.ok(Number(equal[0]) > before, `${order[place]} is ${equal}, and ${order[place - 1]} ${before}`);
    }
    for (const name of Object.keys(PRIORITY)) assert.ok(order.flat().includes(name), `${name} has no place`);
    for (const [name, priority] of Object.entries(bands))
      assert.ok(priority < PRIORITY.companyPermission, `${name} is ${priority}`);
  });
});

describe('the shipped sources', () => {
  const sources = readdirSync(new URL('extension', ROOT), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(js|html|css)$/.test(path))
    .map((path) => ({ path, text: read(`extension/${path}`) }));

  /** @type {[what: string, pattern: RegExp][]} */
  const forbidden = [
    ['innerHTML and its kin', /innerHTML|outerHTML|insertAdjacentHTML|document\.write/],
    ['eval', /\beval\(|new Function\(/],
    ['addresses of servers', /fetch\(\s*['"`]https?:|src="https?:|@import\s+(?:url|['"])|url\(['"]?https?:/],
    ['unchecked types', /@ts-ignore|@ts-expect-error|@ts-nocheck|\{any\}|<any>/],
  ];
  for (const [what, pattern] of forbidden) {
    it(`are without ${what}`, () => {
      assert.ok(sources.length > 20, `only ${sources.length} sources were found`);
      assert.deepEqual(
        sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path),
        [],
      );
    });
  }
});
