/**
 * What a person reads first in the popup.
 *
 * @import { Entry, Held, PageReport, Report } from '../../extension/shared/protocol.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createModel } from '../../extension/popup/model.js';
import { ledger, loaded, loading, report } from './popup-support.js';
import { entry, speakEnglish } from './support.js';

speakEnglish();

const HOUR = 3_600_000;
const ONE = new Intl.DateTimeFormat('en', { timeStyle: 'short' }).format(HOUR);
/** @param {string} company @param {Partial<Entry>} [more] */
const of = (company, more) => entry(`${company.toLowerCase()}.example`, { company, ...more });
const unsaid = { confirmed: 0 };
const through = { confirmed: 0, contradicted: 3 };
const strip = /** @type {const} */ ({ action: 'strip' });

/**
 * @param {string} company
 * @param {'with' | 'without'} identity
 * @param {Partial<Entry>} [more]
 */
function letIn(company, identity, more) {
  const action = identity === 'with' ? 'allow' : 'strip';
  return of(company, { action, reason: { kind: 'permission', grantee: { company }, identity }, ...more });
}

/** @param {string} company @param {Partial<Held>} [more] @returns {Held} */
const held = (company, more) => ({
  site: 'news.example',
  grantee: { company },
  identity: 'with',
  uses: 1,
  ...more,
});

describe('the sentence of the popup', () => {
  /** @type {[string, Partial<PageReport>, string, (typeof loaded)?][]} */
  const table = [
    ['nobody', {}, 'Nobody tried to see you here.'],
    ['nobody so far', {}, 'Nobody has tried to see you here so far.', loading],
    ['one that was stopped', { ledger: ledger([of('Meta')]) }, 'Meta tried to see you here. It did not.'],
    [
      'several that were stopped, a company with two sites once',
      { ledger: ledger([of('Meta'), entry('fb.example', { company: 'Meta' }), of('Google')]) },
      '2 companies tried to see you here. None did.',
    ],
    [
      'while loading',
      { ledger: ledger([of('Meta'), of('Google')]) },
      'So far, 2 companies tried to see you here. None did.',
      loading,
    ],
    [
      'while loading nothing is claimed that the browser has not said',
      { ledger: ledger([of('Meta'), of('Google', unsaid)]) },
      'So far, 2 companies tried to see you here.',
      loading,
    ],
    [
      'one that is only predicted',
      { ledger: ledger([of('Meta', unsaid)]) },
      'Meta tried to see you here. Your browser has not confirmed that it was stopped.',
    ],
    [
      'some that are only predicted',
      { ledger: ledger([of('Meta', unsaid), of('Google', { confirmed: 1 }), of('X')]) },
      '3 companies tried to see you here. For 2 of them your browser has not confirmed that they were stopped.',
    ],
    [
      'asked without identity',
      { ledger: ledger([of('Meta', strip), of('Google')]) },
      '2 companies tried to see you here. None was told who you are.',
    ],
    [
      'one, without identity',
      { ledger: ledger([of('X', strip)]) },
      'X tried to see you here. It was not told who you are.',
    ],
    [
      'one that got through',
      { ledger: ledger([of('Meta', through)]) },
      'Meta tried to see you here. It got through.',
    ],
    [
      'two of three that got through are named',
      { ledger: ledger([of('Meta', through), of('Google', { ...strip, ...through }), of('X')]) },
      '3 companies tried to see you here. Meta and Google did.',
    ],
    [
      'many that got through are counted',
      { ledger: ledger(['A', 'B', 'C'].map((name) => of(name, through))) },
      '3 companies tried to see you here. 3 got through.',
    ],
    [
      'a cleaned address is nobody’s try',
      { ledger: ledger([entry('news.example', { action: 'clean' })]) },
      'Nobody tried to see you here.',
    ],
    [
      'one that was allowed, with its end',
      { ledger: ledger([letIn('Meta', 'with')]), permissions: [held('Meta', { until: HOUR })] },
      `Meta saw you here: you allowed it until ${ONE}.`,
    ],
    [
      'one that was allowed for good, and others that were stopped',
      { ledger: ledger([letIn('Meta', 'with'), of('Google'), of('X')]), permissions: [held('Meta')] },
      'Meta saw you here: you allowed it until you take it back. 2 other companies tried to see you here. None did.',
    ],
    [
      'two that were allowed',
      { ledger: ledger([letIn('Meta', 'with'), letIn('X', 'with')]), permissions: [held('Meta'), held('X')] },
      'Meta and X saw you here: you allowed that.',
    ],
    [
      'one that was allowed without identity',
      { ledger: ledger([letIn('Meta', 'without')]), permissions: [held('Meta', { once: true })] },
      'Meta loaded here without being told who you are: you allowed it until you leave the page.',
    ],
    [
      'one that was allowed without identity, and was told all the same',
      {
        ledger: ledger([letIn('Meta', 'without', { confirmed: 2, contradicted: 1 })]),
        permissions: [held('Meta', { identity: 'without' })],
      },
      'Meta tried to see you here. It got through.',
    ],
    [
      'one of two that were allowed without identity was told all the same',
      {
        ledger: ledger([letIn('X', 'without'), letIn('Meta', 'without'), of('Meta', through)]),
        permissions: [held('Meta', { identity: 'without' }), held('X', { identity: 'without' })],
      },
      'X loaded here without being told who you are: you allowed it until you take it back. Meta tried to see you here. It got through.',
    ],
    [
      'allowed, but nothing has loaded',
      { ledger: ledger([letIn('Meta', 'with', unsaid), of('Google')]), permissions: [held('Meta')] },
      'Google tried to see you here. It did not.',
    ],
    ['off', { exception: 'normal' }, 'Off on this site: nothing is stopped.'],
    ['off in a tab', { exception: 'tab' }, 'Off on this site, in this tab: nothing is stopped.'],
    [
      'off for a time',
      { exception: 'normal', exceptionEnds: HOUR },
      `Off on this site until ${ONE}: nothing is stopped.`,
    ],
    ['not seen loading', { ledger: undefined }, 'Bystander did not see this page load.'],
  ];
  for (const [name, page, sentence, surroundings = loaded] of table)
    test(name, () => assert.equal(createModel()(report(page), surroundings).sentence, sentence));

  test('before the background answers, and over a page of the browser', () => {
    assert.equal(createModel()(undefined, loaded).sentence, 'Starting…');
    assert.equal(
      createModel()(report({}, { page: undefined }), loaded).sentence,
      'Bystander does not act here.',
    );
  });
});

describe('the switch', () => {
  /** @type {[Partial<PageReport>, Report['isPrivate'], object][]} */
  const table = [
    [{}, false, { on: true, fixed: false, lasting: undefined }],
    [{ exception: 'normal' }, false, { on: false, fixed: false, lasting: 'always' }],
    [{ exception: 'normal', exceptionEnds: 9 }, false, { on: false, fixed: false, lasting: 'hour' }],
    [{ exception: 'tab' }, false, { on: false, fixed: false, lasting: 'tab' }],
    [{ exception: 'private' }, true, { on: false, fixed: false, lasting: 'always' }],
    [{ exception: 'inherited' }, true, { on: false, fixed: true, lasting: undefined }],
  ];
  for (const [page, isPrivate, expected] of table)
    test(`with the exception ${page.exception ?? 'none'}, which ends: ${page.exceptionEnds ?? 'never'}`, () => {
      const { toggle } = createModel()(report(page, { isPrivate }), loaded);
      const { on, fixed, lasting } = toggle ?? {};
      assert.deepEqual({ on, fixed, lasting }, expected);
    });
});
