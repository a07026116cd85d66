/** Something on a page is broken: what the popup says of mending it, and which words it is asked for with. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mendingWords } from '../../extension/popup/mending.js';
import { readMend } from '../../extension/shared/mending-protocol.js';
import { speakEnglish } from './support.js';

/** @import { Mending } from '../../extension/shared/mending-protocol.js' */

speakEnglish();

describe('what the popup says of mending', () => {
  /** @type {Mending} */
  const mending = {
    state: 'asking',
    attempts: [
      { company: 'Meta', identity: 'without' },
      { company: 'Meta', identity: 'with' },
    ],
    at: 1,
    unknown: 1,
  };
  for (const [differences, loading, words] of /** @type {[Partial<Mending>, boolean, RegExp][]} */ ([
    [
      { state: 'offered', at: 0 },
      false,
      /At most 2 attempts, .*1 site that was stopped belongs to no company/,
    ],
    [
      { at: 0 },
      false,
      /^Trying 1 of 2 Meta may load now, without being told who you are\. Does the page work now\?$/,
    ],
    [{}, true, /^Trying 2 of 2 Meta may load now, and see who you are\. The page is loading/],
    [{ state: 'mended' }, false, /^It was Meta\. It may load on this site, and see who you are\.$/],
    [{ state: 'failed', at: 2 }, false, /^None of them was the reason\./],
  ]))
    test(`is right when it is ${JSON.stringify(differences)}`, () => {
      assert.match(mendingWords({ ...mending, ...differences }, { loading }).words.join(' '), words);
    });

  test('is asked for with words that are checked', () => {
    assert.deepEqual(readMend({ answer: 'yes', at: 1, until: 5, more: 1 }), {
      kind: 'mend',
      answer: 'yes',
      at: 1,
      until: 5,
    });
    assert.deepEqual(readMend({ answer: 'no', at: 0, until: 5 }), { kind: 'mend', answer: 'no', at: 0 });
    for (const at of [undefined, -1, 0.5, '0']) assert.equal(readMend({ answer: 'no', at }), undefined);
    assert.deepEqual(readMend({ answer: 'begin', until: 5 }), { kind: 'mend', answer: 'begin' });
    assert.equal(readMend({ answer: 'yes', at: 0, until: 'soon' }), undefined);
    assert.equal(readMend({ answer: 'perhaps' }), undefined);
  });
});
