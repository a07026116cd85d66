/**
 * The translations of extension/_locales: what each lacks of the English, and the way to fill it.
 *
 *   node tests/locales.js            prints a line for each message that is missing or whose English has changed since:
 *                                    language, problem, key, English, with tabs between
 *   node tests/locales.js nl < file  writes translations, one line each: the key, a tab, the words
 *
 * A translation keeps, as its description, the English it was made from.
 */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { catalogueWords } from './catalogue-words.js';

/** @typedef {Record<string, { message: string, description?: string }>} Messages */
/** @typedef {{ key: string, problem: 'missing' | 'changed' | 'extra', english: string }} Lack */

const LOCALES = new URL('../extension/_locales/', import.meta.url);

/** All but English. */
export const translations = readdirSync(LOCALES).filter((language) => language !== 'en');

/**
 * @param {string} language
 * @returns {Messages}
 */
export function messagesIn(language) {
  return JSON.parse(readFileSync(fileOf(language), 'utf8'));
}

/**
 * All that is to be translated: the messages of _locales/en, and what the catalogue says.
 * @returns {Messages}
 */
export function english() {
  const words = Object.entries(catalogueWords()).map(([key, { message }]) => [key, { message }]);
  return { ...messagesIn('en'), ...Object.fromEntries(words) };
}

/**
 * What a translation lacks.
 * @param {Messages} source
 * @param {Messages} translated
 * @returns {Lack[]}
 */
export function lacks(source, translated) {
  /** @type {Lack[]} */
  const found = [];
  for (const [key, { message }] of Object.entries(source)) {
    const own = translated[key];
    if (!own) found.push({ key, problem: 'missing', english: message });
    else if (own.description !== message) found.push({ key, problem: 'changed', english: message });
  }
  for (const key of Object.keys(translated))
    if (!source[key]) found.push({ key, problem: 'extra', english: '' });
  return found;
}

/**
 * The translation with new words, in the order of the English, without what English no longer has.
 * @param {Messages} source
 * @param {Messages} translated
 * @param {ReadonlyMap<string, string>} words by key
 * @returns {Messages}
 */
export function filled(source, translated, words) {
  /** @type {Messages} */
  const all = {};
  for (const [key, { message: description }] of Object.entries(source)) {
    const message = words.get(key);
    const before = translated[key];
    if (message !== undefined) all[key] = { message, description };
    else if (before) all[key] = before;
  }
  return all;
}

/**
 * French wants a narrow space that does not break before ; ! ?, and one of full width before a colon and inside « ».
 * @param {string} language
 * @param {string} words
 */
export function typeset(language, words) {
  if (language !== 'fr') return words;
  return words
    .replaceAll(/ ([;!?])/g, '\u202f$1')
    .replaceAll(/ ([:»])/g, '\u00a0$1')
    .replaceAll('« ', '«\u00a0');
}

/** @param {string} language */
function fileOf(language) {
  return new URL(`${language}/messages.json`, LOCALES);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , language] = process.argv;
  const source = english();
  if (language === undefined) {
    for (const one of translations)
      for (const { key, problem, english: words } of lacks(source, messagesIn(one)))
        console.log([one, problem, key, words].join('\t'));
  } else {
    const lines = readFileSync(0, 'utf8')
      .split('\n')
      .filter((line) => line.includes('\t'));
    const words = new Map(
      lines.map((line) => {
        const [key = '', translation = ''] = line.split('\t');
        return [key, typeset(language, translation.trim())];
      }),
    );
    const unknown = [...words.keys()].filter((key) => !source[key]);
    if (unknown.length > 0) throw new Error(`English has no ${unknown.join(', ')}.`);
    const all = filled(source, messagesIn(language), words);
    writeFileSync(fileOf(language), `${JSON.stringify(all, undefined, 2)}\n`);
  }
}
