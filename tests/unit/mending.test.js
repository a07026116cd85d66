/** Something on a page is broken: what is tried in which order, and what is kept of it. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { attemptsFor } from '../../extension/background/attempts.js';
import { createMending } from '../../extension/background/mending.js';
import { mendingWords } from '../../extension/popup/mending.js';
import { readMend } from '../../extension/shared/mending-protocol.js';
import { createArea, entry, noProblem, speakEnglish } from './support.js';

/** @import { Mending } from '../../extension/shared/mending-protocol.js' */
/** @import { Entry } from '../../extension/shared/protocol.js' */

speakEnglish();

/**
 * @param {string} company
 * @param {Partial<Entry>} [more]
 */
const of = (company, more) => entry(`${company.toLowerCase()}.example`, { company, ...more });
const RULE = /** @type {const} */ ({ kind: 'rule', list: 'x', line: 1, text: '||x^' });
const WIDGET = /** @type {const} */ ({ kind: 'widget', network: 'x', name: 'Login' });
const PIXEL = /** @type {const} */ ({ kind: 'pixel', network: 'x', name: 'Pixel' });
const blocked = (/** @type {string} */ company, /** @type {string[]} */ ...types) =>
  of(company, { action: 'block', reason: RULE, types });
const named = (/** @type {ReturnType<typeof attemptsFor>} */ { attempts }) =>
  attempts.map(({ company, identity }) => (identity === 'with' ? `${company} known` : company));

describe('what is tried', () => {
  test('is what breaks pages most often first, all without identity before any with it', () => {
    const entries = [
      blocked('Font', 'font'),
      blocked('Script', 'image', 'script'),
      of('Login', { action: 'replace', reason: WIDGET, types: ['sub_frame'] }),
      blocked('Data', 'xmlhttprequest'),
    ];
    const all = ['Login', 'Script', 'Data', 'Font'];
    assert.deepEqual(named(attemptsFor(entries, [])), [...all, ...all.map((company) => `${company} known`)]);
  });

  test('is with identity alone where nothing else lets it load', () => {
    const entries = [
      of('Pixel', { action: 'block', reason: PIXEL, types: ['script'] }),
      of('Stripped', {
        action: 'strip',
        reason: { kind: 'company', company: 'Stripped' },
        types: ['script'],
      }),
      blocked('Data', 'fetch'),
    ];
    assert.deepEqual(named(attemptsFor(entries, [])), [
      'Data',
      'Data known',
      'Stripped known',
      'Pixel known',
    ]);
  });

  test('is more often asked for first where both are as likely', () => {
    const entries = [
      of('Rare', { ...blocked('Rare', 'script'), count: 1 }),
      of('Often', { ...blocked('Often', 'script'), company: 'Often', count: 9 }),
    ];
    assert.deepEqual(named(attemptsFor(entries, [])).slice(0, 2), ['Often', 'Rare']);
  });

  test('is no company of which only images were stopped, unless there is no other', () => {
    const image = blocked('Image', 'image', 'ping');
    assert.deepEqual(named(attemptsFor([image, blocked('Script', 'script')], [])), [
      'Script',
      'Script known',
    ]);
    assert.deepEqual(named(attemptsFor([image], [])), ['Image', 'Image known']);
  });

  test('is nobody who may load already, nothing that was cleaned, and nobody unknown, who are counted', () => {
    const entries = [
      blocked('Meta', 'script'),
      of('Cleaned', { action: 'clean', types: ['main_frame'] }),
      entry('one.example', { action: 'block', reason: RULE, types: ['script'] }),
      entry('other.example', { action: 'block', reason: RULE, types: ['script'] }),
    ];
    assert.deepEqual(attemptsFor(entries, ['Meta']), { attempts: [], unknown: 2 });
  });
});

describe('mending', () => {
  test('allows one company after the other for an hour, each with one loading, until a person says that it works', async () => {
    const { mending, did, answer, standing } = start();
    assert.equal(standing()?.state, 'offered');
    await answer({ answer: 'begin' });
    assert.deepEqual(did.splice(0), ['permit One without 3600000', 'in force', 'reload 7']);
    await answer({ answer: 'no' });
    assert.deepEqual(did.splice(0), ['revoke One', 'permit Two without 3600000', 'in force', 'reload 7']);
    assert.deepEqual([standing()?.state, standing()?.at], ['asking', 1]);
    await answer({ answer: 'yes', until: 99 });
    assert.deepEqual(did.splice(0), ['permit Two without 99']);
    assert.equal(standing()?.state, 'mended');
    await answer({ answer: 'end' });
    assert.deepEqual(did.splice(0), ['revoke Two'], 'undone');
    assert.equal(standing()?.state, 'offered');
    await mending.answer({ kind: 'mend', answer: 'no' }, { tabId: 7, isPrivate: false });
    assert.deepEqual(did, [], 'nothing is being tried');
  });

  test('says so when nothing helped, and leaves nothing allowed', async () => {
    const { did, answer, standing } = start();
    await answer({ answer: 'begin' });
    for (let time = 0; time < 4; time += 1) await answer({ answer: 'no' });
    assert.equal(standing()?.state, 'failed');
    const permits = did.filter((step) => step.startsWith('permit')).length;
    const revokes = did.filter((step) => step.startsWith('revoke')).length;
    assert.deepEqual([permits, revokes, did.at(-1)], [4, 4, 'reload 7']);
    await answer({ answer: 'yes' });
    assert.equal(standing()?.state, 'failed', 'there is nothing to keep');
    await answer({ answer: 'done' });
    assert.equal(standing()?.state, 'offered');
  });

  test('goes on where it was when the background died', async () => {
    const first = start();
    await first.answer({ answer: 'begin' });
    await first.answer({ answer: 'no' });
    const second = start({ session: createArea(first.session.stored) });
    await second.mending.ready;
    assert.deepEqual([second.standing()?.state, second.standing()?.at], ['asking', 1]);
    await second.answer({ answer: 'no' });
    assert.deepEqual(second.did[0], 'revoke Two');
  });

  test('takes back what is tried when the tab leaves the site, and not when the page is loaded anew', async () => {
    const { mending, did, answer, standing, show } = start();
    await answer({ answer: 'begin' });
    did.length = 0;
    await mending.changed(7);
    assert.deepEqual(did, []);
    show(undefined);
    await mending.changed(7);
    assert.deepEqual(did, ['revoke One']);
    assert.equal(standing()?.state, 'offered');
  });

  test('keeps what helped when the tab leaves the site', async () => {
    const { mending, did, answer, show } = start();
    await answer({ answer: 'begin' });
    await answer({ answer: 'yes' });
    did.length = 0;
    show({ site: 'other.example', entries: [], allowed: [] });
    await mending.changed(7);
    assert.deepEqual(did, []);
    show(undefined);
    await answer({ answer: 'end' });
    assert.deepEqual(did, [], 'it is over');
  });

  test('is of the window’s kind', async () => {
    const { did, mending } = start();
    await mending.answer({ kind: 'mend', answer: 'begin' }, { tabId: 7, isPrivate: true });
    assert.equal(did[0], 'permit One without 3600000 privately');
  });
});

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
    assert.deepEqual(readMend({ answer: 'yes', until: 5, more: 1 }), {
      kind: 'mend',
      answer: 'yes',
      until: 5,
    });
    assert.deepEqual(readMend({ answer: 'begin', until: 5 }), { kind: 'mend', answer: 'begin' });
    assert.equal(readMend({ answer: 'yes', until: 'soon' }), undefined);
    assert.equal(readMend({ answer: 'perhaps' }), undefined);
  });
});

/** @param {{ session?: ReturnType<typeof createArea> }} [differences] */
function start({ session = createArea() } = {}) {
  /** @type {string[]} */
  const did = [];
  const page = {
    site: 'news.example',
    entries: [blocked('One', 'script'), blocked('Two', 'font')],
    allowed: [],
  };
  /** @type {import('../../extension/background/mending.js').Shown | undefined} */
  let shown = page;
  const companyOf = (/** @type {import('/core/bystander.js').Grantee} */ grantee) =>
    'company' in grantee ? grantee.company : '';
  const mending = createMending({
    session,
    policy: {
      permit: async ({ grantee, identity, until }, isPrivate) =>
        void did.push(`permit ${companyOf(grantee)} ${identity} ${until}${isPrivate ? ' privately' : ''}`),
      revoke: async ({ grantee }) => void did.push(`revoke ${companyOf(grantee)}`),
    },
    shown: async () => shown,
    reload: async (tabId) => void did.push(`reload ${tabId}`),
    inForce: async () => void did.push('in force'),
    now: () => 0,
    onChange: () => {},
    onProblem: noProblem,
  });
  return {
    mending,
    did,
    session,
    standing: () => mending.of(7, page),
    /** @param {{ answer: 'begin' | 'no' | 'end' | 'done' } | { answer: 'yes', until?: number }} said */
    answer: (said) => mending.answer({ kind: 'mend', ...said }, { tabId: 7, isPrivate: false }),
    /** @param {import("../../extension/background/mending.js").Shown | undefined} other */
    show(other) {
      shown = other;
    },
  };
}
