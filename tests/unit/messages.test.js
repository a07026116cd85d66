/** The words of the interface: every key the code asks for exists, and none is left over. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { messages } from './support.js';

const EXTENSION = new URL('../../extension/', import.meta.url);
const MANIFEST = new URL('../../manifest.json', import.meta.url);
const source = [
  ...readdirSync(EXTENSION, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js'))
    .map((path) => readFileSync(new URL(path, EXTENSION), 'utf8')),
  readFileSync(MANIFEST, 'utf8').replaceAll(/__MSG_(\w+)__/g, "text('$1')"),
].join('\n');

/** Keys put together in code, by what they begin with. */
const FAMILIES = [
  'companies_links',
  'companies_more_domains',
  'companies_shims',
  'companies_widgets',
  'confirm_',
  'done_',
  'failed_',
  'glance_allowed',
  'kind_',
  'lasting_',
  'mending_',
  'off_for_',
  'log_',
  'overview_',
  'placeholder_',
  'ruleset_',
  'section_',
  'share_',
  'sites_as_',
  'sites_means_',
  'sites_unnamed_',
  'type_',
  'withheld_',
];
const inFamily = (/** @type {string} */ key) => FAMILIES.some((family) => key.startsWith(family));
const keys = Object.keys(messages);

/** @param {string} name of the function that is given the key */
function asked(name) {
  return [...source.matchAll(new RegExp(`\\b${name}\\(\\s*'(\\w+)'`, 'g'))].map(([, key]) => String(key));
}

describe('the messages', () => {
  test('exist for every text the code asks for', () => {
    const wanted = asked('text');
    assert.ok(wanted.length > 20, `only ${wanted.length} keys found in the sources`);
    assert.deepEqual(
      wanted.filter((key) => !keys.includes(key)),
      [],
    );
  });

  test('exist in both English forms for every number', () => {
    const wanted = asked('plural').flatMap((key) => [`${key}_one`, `${key}_other`]);
    assert.ok(wanted.length > 6, `only ${wanted.length} keys found in the sources`);
    assert.deepEqual(
      wanted.filter((key) => !keys.includes(key)),
      [],
    );
  });

  test('are all used', () => {
    const used = new Set([
      ...asked('text'),
      ...asked('plural').flatMap((key) => [`${key}_one`, `${key}_other`]),
    ]);
    const chosen = keys.filter((key) => source.includes(`'${key}'`));
    assert.deepEqual(
      keys.filter((key) => !used.has(key) && !chosen.includes(key) && !inFamily(key)),
      [],
    );
  });

  test('name every resource type of the browsers', () => {
    const types = [
      'main_frame',
      'sub_frame',
      'stylesheet',
      'script',
      'image',
      'font',
      'object',
      'xmlhttprequest',
    ];
    types.push('ping', 'csp_report', 'media', 'websocket', 'other');
    assert.deepEqual(
      types.filter((type) => !keys.includes(`type_${type}`)),
      [],
    );
  });

  test('say what was done, for every action that does something', () => {
    const actions = ['block', 'replace', 'strip', 'clean'];
    assert.deepEqual(
      actions.filter((action) => !keys.includes(`done_${action}_other`)),
      [],
    );
  });

  test('name every kind of network that docs/catalogue.md allows', () => {
    const document = readFileSync(new URL('../../docs/catalogue.md', import.meta.url), 'utf8');
    const kinds = /^kind = "social".*?# (.*)$/m.exec(document)?.[1]?.split(' ') ?? [];
    assert.ok(kinds.length > 5, 'the kinds were not found');
    // What crate/cli/src/catalogue/companies.rs makes of the categories of other companies.
    kinds.push(
      'marketing',
      'tag_manager',
      'consent',
      'customer_service',
      'delivery',
      'tools',
      'hosting',
      'content',
    );
    assert.deepEqual(
      kinds.filter((kind) => !keys.includes(`kind_${kind}`)),
      [],
    );
  });
});
