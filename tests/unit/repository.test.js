/**
 * The repository against its own words: permissions are explained, the two browsers' priorities fit together, the
 * shipped sources hold what they promise not to do.
 */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { PRIORITY } from '../../extension/background/enforce/priorities.js';

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
  it('put the user’s word above everything the compiler writes', () => {
    const bands = [...read('crate/core/src/dnr/bands.rs').matchAll(/const (\w+): u32 = (\d+);/g)];
    assert.ok(bands.length >= 5, 'the bands were not found');
    for (const [, name, priority] of bands) {
      assert.ok(Number(priority) < PRIORITY.siteException, `${name} is ${priority}`);
    }
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
