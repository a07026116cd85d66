/**
 * Parity finds what is planted: Chrome is given the rules of one list and the core those of another, and every
 * difference comes out, as too much or too little, under the cause it has.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { buildNative } from '../core/native.js';
import { temporaryFolder } from '../core/temporary.js';
import { readRules } from './parity/core.js';
import { compare, openChrome } from './parity/parity.js';
import { describe as describeParity, tally } from './parity/report.js';

const PAGE = 'https://news.example/';
const BOTH =
  '||both.example^\n@@||both.example/ok\n$removeparam=clickid\n$removeparam=visitor\n||swept.example/?q=$script\n';
const CHROME = `${BOTH}||over.example^\n$removeparam=session\n`;
const CORE = `${BOTH}||under.example^\n||reported.example^\n$removeparam=source\n`;

const FINDS = {
  over: 'finds that Chrome does too much',
  under: 'finds that Chrome does too little',
  nothing: 'finds nothing wrong',
};

/** @type {[url: string, type: string, found: 'over' | 'under' | 'nothing', why: string][]} */
const rows = [
  ['https://both.example/', 'script', 'nothing', 'both stop it'],
  ['https://both.example/ok', 'script', 'nothing', 'both let it go'],
  ['https://other.example/', 'script', 'nothing', 'nobody minds'],
  [
    'https://shop.example/?clickid=1&visitor=2&keep=3',
    'main_frame',
    'nothing',
    'both clean it, one parameter after the other',
  ],
  ['https://over.example/', 'script', 'over', 'only Chrome stops it'],
  ['https://shop.example/?session=1', 'main_frame', 'over', 'only Chrome cleans it'],
  ['https://shop.example/?clickid=1&session=1', 'main_frame', 'over', 'Chrome cleans it of more'],
  ['https://under.example/', 'script', 'under', 'only the core stops it'],
  ['https://reported.example/', 'script', 'under', 'only the core stops it, and the compiler says so'],
  ['https://shop.example/?source=1', 'main_frame', 'under', 'only the core cleans it'],
  ['https://shop.example/?clickid=1&source=1', 'main_frame', 'under', 'the core cleans it of more'],
];

describe('parity', () => {
  const folder = temporaryFolder({ 'chrome.txt': CHROME, 'core.txt': CORE });
  const lists = [`${folder}/core.txt`];
  /** @type {import('./parity/parity.js').Chrome} */
  let opened;
  /** @type {import('./parity/parity.js').Parity} */
  let parity;

  before(async () => {
    buildNative();
    opened = await openChrome([`${folder}/chrome.txt`]);
    /** What the compiler would say of a rule that it could not convert. */
    const missing = /** @type {const} */ ({ chrome: 'no', reason: 'for a test' });
    const rules = readRules(lists).map((rule) =>
      rule.text.includes('reported') ? { ...rule, ...missing } : rule,
    );
    const questions = rows.map(([url, type, , why]) => ({ asked: { url, type, page: PAGE }, variant: why }));
    parity = await compare(questions, { chrome: opened, lists, rules });
  });
  after(() => opened?.close());

  for (const [index, [url, , found, why]] of rows.entries())
    it(`${FINDS[found]} where ${why}`, () => {
      const kinds = parity.disagreements.filter(({ question }) => question.variant === rows[index]?.[3]);
      assert.deepEqual(
        kinds.map(({ kind }) => kind),
        found === 'nothing' ? [] : [found],
        `${url}: ${describeParity(parity)}`,
      );
    });

  it('names the rule that the compiler reports, and leaves the others unexplained', () => {
    const { over, explained, unexplained, holds } = tally(parity);
    assert.deepEqual(
      { over, explained, unexplained, holds },
      { over: 3, explained: 1, unexplained: 3, holds: false },
    );
    const text = describeParity(parity);
    assert.match(
      text,
      /too little, 1 ×: not in Chrome: for a test\n.*\n.*reported\.example.*\n.*core\.txt:7 /,
    );
    assert.match(
      text,
      /too much, 1 ×: Chrome stops by block of 1-chrome \[requestDomains\]; the core says allow by none/,
    );
    assert.match(text, /parity does not hold$/);
  });
});
