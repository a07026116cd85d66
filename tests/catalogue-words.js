/**
 * The sentences of crate/core/data/*.toml that people read, by the key under which extension/_locales translates them.
 * The English ones are the catalogue's own, so extension/_locales/en has none of these keys.
 */

import { readdirSync, readFileSync } from 'node:fs';

const DATA = new URL('../crate/core/data/', import.meta.url);
/** A key's value, in a line of its own or in an inline table. */
const SENTENCE = /\b(name|shows|label|purpose|meaning) = ("(?:[^"\\]|\\.)*")/g;

/**
 * As `inWords` in extension/shared/i18n.js has it.
 * @param {string} english
 */
export function keyOf(english) {
  return `catalogue_${english.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}`;
}

/**
 * @returns {Record<string, { message: string, about: string }>} `about`: which field of the catalogue it stands in
 */
export function catalogueWords() {
  /** @type {Record<string, { message: string, about: string }>} */
  const found = {};
  for (const file of readdirSync(DATA).filter((name) => name.endsWith('.toml')))
    for (const table of readFileSync(new URL(file, DATA), 'utf8').split(/^(?=\[)/m))
      for (const [, about = '', quoted = ''] of table.matchAll(SENTENCE)) {
        // Other things than widgets have names of their own.
        if (about === 'name' && !table.startsWith('[[widgets]]')) continue;
        const message = String(JSON.parse(quoted));
        const known = found[keyOf(message)];
        if (known && known.message !== message)
          throw new Error(`“${message}” and “${known.message}” have one key`);
        found[keyOf(message)] = known ?? { message, about };
      }
  return found;
}
