/**
 * What becomes of a person's wish to load a widget.
 *
 * @import { Catalogue } from '../../extension/shared/catalogue.js'
 * @import { Choose } from '../../extension/shared/placeholder-protocol.js'
 * @import { Wisher } from '../../extension/background/grants.js'
 * @import { Asked } from '../../extension/background/questions.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createGrants } from '../../extension/background/grants.js';
import { createShownWidgets } from '../../extension/background/shown-widgets.js';

const catalogue = /** @type {Catalogue} */ (
  /** @type {unknown} */ ([
    {
      id: 'facebook',
      name: 'Facebook',
      company: 'Meta',
      kind: 'social',
      cookies: [],
      widgets: [{ id: 'like', name: 'Like button', kind: 'like', placeholder: true, elements: [] }],
    },
  ])
);

/** @type {Choose} */
const wish = {
  kind: 'choose',
  network: 'facebook',
  widget: 'Like button',
  identity: 'without',
  lasting: 'once',
  seen: true,
};
/** @type {Wisher} */
const wisher = { site: 'news.example', tabId: 3, isPrivate: false, to: { documentId: 'd' } };
const { site, ...asker } = wisher;
const grantee = { network: 'facebook', name: 'Like button' };

/** @param {Asked} [open] */
function start(open) {
  /** @type {unknown[]} in order */
  const done = [];
  const grants = createGrants({
    policy: { permit: async (choice, isPrivate) => void done.push(['policy', choice, isPrivate]) },
    once: { permit: async (choice, where) => void done.push(['once', choice, where]) },
    questions: {
      ask: async (question, by) => void done.push(['asked', question, by]),
      take: async (id) => (id === open?.question.id ? open : undefined),
    },
    placeholders: { permitted: async (what, where) => done.push(['told', what, where]) > 0 },
    knowledge: async () => createShownWidgets(catalogue, {}),
    inForce: async () => void done.push('in force'),
    now: () => 1000,
  });
  return { grants, done };
}

/** @type {Asked} */
const open = {
  question: {
    id: 'q',
    site,
    network: 'facebook',
    networkName: 'Facebook',
    company: 'Meta',
    widget: 'Like button',
    widgetKind: 'like',
    identity: 'with',
    lasting: 'always',
  },
  asker,
};

const told = (/** @type {boolean} */ everywhere) => [
  'told',
  { network: 'facebook', widget: 'Like button', company: 'Meta', everywhere },
  { tabId: 3, to: everywhere ? undefined : { documentId: 'd' } },
];

describe('a wish in a page', () => {
  for (const { lasting, until } of /** @type {const} */ ([
    { lasting: 'hour', until: 1000 + 3_600_000 },
    { lasting: 'day', until: 1000 + 86_400_000 },
  ]))
    test(`for a ${lasting} without identity is in force before the tab is told, and ends then`, async () => {
      const { grants, done } = start();
      assert.deepEqual(await grants.choose({ ...wish, lasting }, wisher), { outcome: 'permitted' });
      assert.deepEqual(done, [
        ['policy', { site, grantee, identity: 'without', until }, false],
        'in force',
        told(true),
      ]);
    });

  test('for once without identity is in force before it is answered, and the page that asked loads it itself', async () => {
    const { grants, done } = start();
    assert.deepEqual(await grants.choose(wish, wisher), { outcome: 'permitted' });
    assert.deepEqual(done, [
      ['once', { site, grantee, identity: 'without' }, { tabId: 3, isPrivate: false }],
      'in force',
    ]);
  });

  test('of a private window is one of private windows', async () => {
    const { grants, done } = start();
    const secret = { ...wisher, isPrivate: true };
    await grants.choose(wish, secret);
    await grants.choose({ ...wish, lasting: 'hour' }, secret);
    assert.deepEqual(
      done
        .filter((step) => Array.isArray(step) && step[0] !== 'told')
        .map((step) => /** @type {unknown[]} */ (step)[2]),
      [{ tabId: 3, isPrivate: true }, true],
    );
  });

  for (const identity of /** @type {const} */ (['with', 'without']))
    for (const lasting of /** @type {const} */ (['once', 'hour', 'day', 'always']))
      for (const seen of [true, false]) {
        const atOnce = identity === 'without' && lasting !== 'always' && seen;
        test(`${identity} identity, ${lasting}, ${seen ? 'seen' : 'perhaps not seen'}: ${atOnce ? 'loads at once' : 'asks first'}`, async () => {
          const { grants, done } = start();
          const answer = await grants.choose({ ...wish, identity, lasting, seen }, wisher);
          const steps = done.map((step) => (Array.isArray(step) ? step[0] : step));
          if (atOnce) {
            assert.deepEqual(answer, { outcome: 'permitted' });
            assert.ok(!steps.includes('asked'));
          } else {
            assert.deepEqual(answer, { outcome: 'asked' });
            assert.deepEqual(steps, ['asked'], 'something was done before the person answered');
          }
        });
      }

  test('is asked about with all that the question says', async () => {
    const { grants, done } = start();
    await grants.choose({ ...wish, identity: 'with', lasting: 'hour' }, wisher);
    const { id, ...question } = open.question;
    assert.deepEqual(done, [['asked', { ...question, identity: 'with', lasting: 'hour' }, asker]]);
  });

  for (const [what, name] of /** @type {const} */ ([
    ['a widget nobody knows', { network: 'facebook', widget: 'Poke button' }],
    ['another network’s widget', { network: 'x', widget: 'Like button' }],
  ]))
    test(`for ${what} fails, and nothing is done`, async () => {
      const { grants, done } = start();
      await assert.rejects(grants.choose({ ...wish, ...name }, wisher), /knows no/);
      assert.deepEqual(done, []);
    });
});

describe('an answer', () => {
  for (const { lasting, until } of /** @type {const} */ ([
    { lasting: 'hour', until: 1000 + 3_600_000 },
    { lasting: 'day', until: 1000 + 86_400_000 },
    { lasting: 'always', until: undefined },
  ]))
    test(`${lasting} is stored ${until ? 'with its end' : 'for good'}, in force, and then told to all of the tab`, async () => {
      const { grants, done } = start(open);
      assert.equal(await grants.answer('q', { identity: 'with', lasting }), true);
      const permission = { site, grantee, identity: 'with', ...(until && { until }) };
      assert.deepEqual(done, [['policy', permission, false], 'in force', told(true)]);
    });

  test('once holds in the tab, and is told to the document that asked alone', async () => {
    const { grants, done } = start(open);
    assert.equal(await grants.answer('q', { identity: 'with', lasting: 'once' }), true);
    assert.deepEqual(done, [
      ['once', { site, grantee, identity: 'with' }, { tabId: 3, isPrivate: false }],
      'in force',
      told(false),
    ]);
  });

  test('may be for less than was asked for', async () => {
    const { grants, done } = start(open);
    await grants.answer('q', { identity: 'without', lasting: 'once' });
    assert.deepEqual(done[0], [
      'once',
      { site, grantee, identity: 'without' },
      { tabId: 3, isPrivate: false },
    ]);
  });

  test('to a private window’s question is of private windows', async () => {
    const { grants, done } = start({ ...open, asker: { ...asker, isPrivate: true } });
    await grants.answer('q', { identity: 'with', lasting: 'always' });
    assert.deepEqual(done[0], ['policy', { site, grantee, identity: 'with' }, true]);
  });

  test('to a question that is not open any more does nothing, and says so', async () => {
    const { grants, done } = start();
    assert.equal(await grants.answer('q', { identity: 'with', lasting: 'always' }), false);
    assert.deepEqual(done, []);
  });
});
