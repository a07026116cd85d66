/**
 * Chrome enforces what the core decides: both are asked about the corpus, the table of networks, and requests made from
 * rules drawn from all that the lists hold, as `cargo xtask parity` does. Chrome may never do more. What it does less
 * has a rule that the compiler itself reports as missing.
 */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { buildNative } from '../core/native.js';
import { dist } from './bystander.js';
import { readRules } from './parity/core.js';
import { questionsFor } from './parity/drawn.js';
import { measure } from './parity/measure.js';
import { compare, openChrome } from './parity/parity.js';
import { corpusQuestions } from './parity/recorded.js';
import { describe as describeParity, tally } from './parity/report.js';

/** @import { RuleFacts, Question } from './parity/drawn.js' */
/** @import { Chrome, Parity } from './parity/parity.js' */

const RULESETS = ['tracking', 'social', 'url', 'base', 'pixels', 'widgets', 'strip'];

describe('Chrome’s rules against the core', () => {
  /** @type {RuleFacts[]} */
  let rules;
  /** @type {Question[]} */
  let made;
  /** @type {Chrome} */
  let opened;
  /** @type {Parity} */
  let parity;

  before(async () => {
    buildNative();
    rules = readRules([]);
    made = questionsFor(rules).questions;
    opened = await openChrome([]);
    parity = await compare([...(await corpusQuestions()), ...made], { chrome: opened, lists: [], rules });
    console.log(describeParity(parity));
  });
  after(() => opened?.close());

  it('are asked about enough requests, nearly all of which are what they were made to be', () => {
    assert.ok(made.length > 10_000, `only ${made.length} requests were made`);
    const { made: matching, missed } = measure(made);
    const hits = 1 - missed.length / matching;
    const examples = missed.slice(0, 10).map(({ rule, asked }) => ({ rule: rule?.text, asked }));
    assert.ok(
      hits > 0.95,
      `the core matches ${hits} of those made to match; not: ${JSON.stringify(examples)}`,
    );
    assert.ok(parity.bothStop > 10_000, `only ${parity.bothStop} were stopped by both`);
    assert.ok(parity.bothStrip > 300, `only ${parity.bothStrip} were stripped by both`);
    assert.ok(parity.bothClean > 200, `only ${parity.bothClean} were cleaned by both`);
  });

  it('never block, strip or clean what the core does not', () => {
    assert.equal(tally(parity).over, 0, 'see above');
  });

  it('agree on 99.9 % of what no rule decides that the compiler reports as missing', () => {
    const { expressibleAgreement } = tally(parity);
    assert.ok(expressibleAgreement >= 0.999, `only ${expressibleAgreement}; see above`);
  });

  it('lack or widen no more than 2 % of all rules', () => {
    const lacking = rules.filter(({ chrome }) => chrome !== 'yes');
    assert.ok(lacking.length <= rules.length * 0.02, `${lacking.length} of ${rules.length}`);
    assert.deepEqual(
      lacking.filter(({ reason }) => !reason),
      [],
      'each has its reason',
    );
  });

  it('are all loaded, within the number that Chrome guarantees, with regular expressions it can hold', async () => {
    const { browser, rulesets } = opened;
    const enabled = await browser.inExtension(() => chrome.declarativeNetRequest.getEnabledRulesets());
    assert.deepEqual(enabled.toSorted(), RULESETS.toSorted());
    const gentle = JSON.parse(await readFile(`${dist('chromium')}/data/rulesets/gentle.json`, 'utf8'));
    const all = [...rulesets.values()].flat();
    const most = all.length + gentle.length;
    assert.ok(most <= 30_000, `${most} rules; 30,000 are guaranteed`);
    const regexes = all.flatMap(({ condition: { regexFilter: regex, isUrlFilterCaseSensitive = false } }) =>
      regex === undefined ? [] : [{ regex, isCaseSensitive: isUrlFilterCaseSensitive }],
    );
    const refused = await browser.inExtension(async (regexes) => {
      const answers = [];
      for (const options of regexes) {
        const { isSupported, reason } = await chrome.declarativeNetRequest.isRegexSupported(options);
        if (!isSupported) answers.push(`${reason}: ${options.regex}`);
      }
      return answers;
    }, regexes);
    assert.deepEqual(refused, []);
  });
});
