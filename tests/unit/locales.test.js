/** The translations of the interface: each is whole, fits the English, and is all that a person reads. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { inWords } from '../../extension/shared/i18n.js';
import { catalogueWords, keyOf } from '../catalogue-words.js';
import { english, filled, lacks, messagesIn, translations, typeset } from '../locales.js';
import { messages } from './support.js';

const EXTENSION = new URL('../../extension/', import.meta.url);
const files = readdirSync(EXTENSION, { recursive: true, encoding: 'utf8' });
/** @param {string} path */
const read = (path) => readFileSync(new URL(path, EXTENSION), 'utf8');

/** @param {string} message */
const placeholders = (message) => [...new Set(message.match(/\$\d/g))].sort();

describe('the translations', () => {
  test('are Dutch, French and German', () => assert.deepEqual(translations.toSorted(), ['de', 'fr', 'nl']));

  for (const language of translations) {
    const translated = messagesIn(language);

    test(`have all that English has, as it is now, and no more: ${language}`, () => {
      assert.deepEqual(lacks(english(), translated), []);
    });

    test(`have the same places for values: ${language}`, () => {
      const source = english();
      const other = Object.entries(translated).filter(
        ([key, { message }]) =>
          placeholders(message).join() !== placeholders(source[key]?.message ?? '').join(),
      );
      assert.deepEqual(other, []);
    });

    test(`are in the order of the English: ${language}`, () => {
      const order = Object.keys(english()).filter((key) => translated[key]);
      assert.deepEqual(Object.keys(translated), order);
    });

    test(`say which language they are: ${language}`, () =>
      assert.equal(translated.language?.message, language));

    test(`use the signs of the language: ${language}`, () => {
      const wrong = Object.entries(translated).filter(
        ([, { message }]) => /["']|\.\.\./.test(message) || typeset(language, message) !== message,
      );
      assert.deepEqual(wrong, []);
    });
  }

  for (const language of ['en', ...translations])
    test(`have every form that numbers up to 10,000 take: ${language}`, () => {
      const rules = new Intl.PluralRules(language);
      const forms = new Set(Array.from({ length: 10_001 }, (_, number) => rules.select(number)));
      const found = messagesIn(language);
      const counted = Object.keys(messages)
        .filter((key) => key.endsWith('_other') && `${key.slice(0, -6)}_one` in messages)
        .map((key) => key.slice(0, -6));
      assert.ok(counted.length > 20, `only ${counted.length} messages with numbers found`);
      assert.deepEqual(
        counted.flatMap((key) => [...forms].map((form) => `${key}_${form}`)).filter((key) => !(key in found)),
        [],
      );
    });
});

describe('the command node tests/locales.js', () => {
  const source = { one: { message: 'One' }, two: { message: 'Two' }, three: { message: 'Three' } };

  test('tells what is missing, changed since and left over', () => {
    const translated = {
      one: { message: 'Eén', description: 'One' },
      two: { message: 'Twee', description: 'Too' },
      four: { message: 'Vier', description: 'Four' },
    };
    assert.deepEqual(
      lacks(source, translated).map(({ key, problem }) => `${key} ${problem}`),
      ['two changed', 'three missing', 'four extra'],
    );
  });

  test('fills in the order of the English, with the English it is of', () => {
    const translated = { three: { message: 'Drie', description: 'Three' } };
    const all = filled(source, { ...translated, four: { message: 'Vier' } }, new Map([['one', 'Eén']]));
    assert.deepEqual(Object.entries(all), [
      ['one', { message: 'Eén', description: 'One' }],
      ['three', { message: 'Drie', description: 'Three' }],
    ]);
  });

  test('sets French as French is set', () => {
    assert.equal(typeset('fr', 'Oui ? « Non » : si'), 'Oui\u202f? «\u00a0Non\u00a0»\u00a0: si');
    assert.equal(typeset('de', 'Ja ?'), 'Ja ?');
  });
});

describe('what the catalogue says', () => {
  /** @param {Record<string, { message: string }>} words */
  function speak(words) {
    const i18n = { getMessage: (/** @type {string} */ key) => words[key]?.message ?? '' };
    Object.assign(globalThis, { browser: { i18n } });
  }

  test('is said in the reader’s language, every widget, button, cookie and pixel', () => {
    const catalogue = Object.values(catalogueWords());
    assert.ok(catalogue.length > 1000, `only ${catalogue.length} sentences found`);
    for (const language of translations) {
      const translated = messagesIn(language);
      speak(translated);
      assert.deepEqual(
        catalogue.filter(({ message }) => inWords(message) !== translated[keyOf(message)]?.message),
        [],
      );
    }
  });

  test('is said in its own English where nobody has translated it', () => {
    speak(messages);
    assert.equal(inWords('Like button'), 'Like button');
  });
});

describe('outside the locales', () => {
  test('no page of the extension has words but its name', () => {
    for (const path of files.filter((name) => name.endsWith('.html') && !name.startsWith('stubs/'))) {
      const page = read(path).replace(/<!--.*?-->/gs, '');
      const words = page.replaceAll(/<[^>]*>/g, ' ').trim();
      assert.equal(words, 'Bystander', path);
      assert.doesNotMatch(page, /\b(?:title|alt|placeholder|aria-label)=/, path);
    }
  });

  test('every page of the extension that is seen says which language it is in', () => {
    for (const path of files.filter(
      (name) => name.endsWith('.html') && !/^(?:stubs|compiler)\//.test(name),
    )) {
      const script = path.replace(/[^/]+$/, 'main.js');
      assert.match(read(script), /\bsayLanguage\(document\.documentElement\)/, path);
    }
  });

  test('the manifest has no words', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../manifest.json', import.meta.url), 'utf8'));
    for (const words of [manifest.name, manifest.description, manifest.action.default_title])
      assert.match(words, /^__MSG_\w+__$/);
  });

  /** What pages show is made there; the background's errors are the browser's own or for developers. */
  const SHOWING = /^(?:popup|dashboard|confirm|rules|welcome|shared|content\/placeholders)\/.*\.js$/;
  /** Strings with a space between words that are no words of the interface, by what they look like. */
  const NO_WORDS = [
    // Selectors, styles and classes.
    /[#.[\]{}<>=]/,
    // Keys under which something is kept.
    /^\$\{/,
  ];
  /** Names: a class of what pixels tell, as the catalogue has it; classes of a style sheet. */
  const NAMES = new Set(['page address', 'mark letter']);

  test('no part that shows something has sentences of its own', () => {
    const found = files
      .filter((path) => SHOWING.test(path))
      .flatMap((path) =>
        [...withoutComments(read(path)).matchAll(/'([^'\n]*)'|`([^`]*)`/g)]
          .map(([, plain, template]) => (plain ?? template ?? '').trim())
          .filter((words) => /[a-z]{2,},? [a-z]{2,}/i.test(words.replaceAll(/\$\{[^}]*\}/g, '1')))
          .filter((words) => !NAMES.has(words) && !NO_WORDS.some((form) => form.test(words)))
          .map((words) => `${path}: ${words}`),
      );
    assert.deepEqual(found, []);
  });

  test('numbers, dates and plurals are left to Intl, in the language of the words', () => {
    const found = files
      .filter((path) => SHOWING.test(path))
      .flatMap((path) => {
        const source = withoutComments(read(path));
        const own = source.match(
          /\.toLocale(?:Date|Time)?String\(|\.to(?:UTC|Date)String\(|=== 1 \? ['"`]|new Intl\.\w+\((?!language\(\))[^)]*\)?/g,
        );
        return (own ?? []).map((words) => `${path}: ${words}`);
      });
    assert.deepEqual(found, []);
  });

  test('only shared/i18n.js asks which language the browser speaks', () => {
    const asking = files.filter((path) => path.endsWith('.js') && read(path).includes('getUILanguage'));
    assert.deepEqual(asking, ['shared/i18n.js']);
  });
});

/** @param {string} source */
function withoutComments(source) {
  return source.replaceAll(/\/\*.*?\*\//gs, '').replaceAll(/^\s*\/\/.*$|\s\/\/ .*$/gm, '');
}
