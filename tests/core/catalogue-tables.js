/**
 * The tables of tests/corpus/catalogue, read line by line, and what a network is called in the catalogue's own files.
 * What judges a row is not known here.
 */

import { readFileSync } from 'node:fs';

/**
 * A request and what the catalogue says of it:
 *
 * - `widget`: replaced, as a widget of `network`.
 * - `pixel`: blocked, as a pixel of `network`.
 * - `other`: to the network, but neither; stripped. No list blocks it.
 * - `known`: stopped or stripped, by the catalogue or by a list; the sources leave open which.
 * - `miss`: looks like one of the network's, but is no widget and no pixel. Lists may still stop it.
 *
 * @typedef {{
 *   network: string, is: 'widget' | 'pixel' | 'other' | 'known' | 'miss',
 *   url: string, page: string, type: string, frame?: string, method?: string, why: string,
 * }} NetworkRow
 */

/**
 * A request and what it gives away. `fields` must be there, among others; `value` is how theirs begins.
 *
 * @typedef {{ name: string, class?: string, identifies?: boolean, value?: string }} ExpectedField
 * @typedef {{ network: string | null, event?: string, fields?: ExpectedField[] }} ExpectedPayload
 * @typedef {{ url: string, method?: string, body?: string, expect: ExpectedPayload, why: string }} PayloadRow
 */

/** @returns {NetworkRow[]} */
export function readNetworks() {
  return readTable('networks');
}

/** @returns {PayloadRow[]} */
export function readPayloads() {
  return readTable('payloads');
}

/** @param {string} id a network's */
export function nameOf(id) {
  return said(id, 'name');
}

/** @param {string} id a network's */
export function companyOf(id) {
  return said(id, 'company');
}

/** @param {string} name */
function readTable(name) {
  const text = readFileSync(new URL(`../corpus/catalogue/${name}.ndjson`, import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/**
 * What a network's file says at its beginning.
 * @param {string} id
 * @param {string} key
 */
function said(id, key) {
  const text = readFileSync(new URL(`../../crate/core/data/${id}.toml`, import.meta.url), 'utf8');
  const value = new RegExp(`^${key} *= *"([^"]*)"`, 'm').exec(text)?.[1];
  if (value === undefined) throw new Error(`${id}.toml does not say its ${key}`);
  return value;
}
