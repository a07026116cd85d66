/**
 * The page of a question in words.
 *
 * @import { Catalogue, KnownCookie } from '../../extension/shared/catalogue.js'
 * @import { Question } from '../../extension/shared/placeholder-protocol.js'
 * @import { Shown } from '../../extension/confirm/model.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { model } from '../../extension/confirm/model.js';
import { speakEnglish } from './support.js';

speakEnglish();

/** @type {Question} */
const question = {
  id: 'q',
  site: 'news.example',
  network: 'facebook',
  networkName: 'Facebook',
  company: 'Meta',
  widget: 'Like button',
  widgetKind: 'like',
  identity: 'with',
  lasting: 'hour',
};
/** @type {Shown} */
const shown = { question, lasting: 'hour', isReady: true, end: undefined };

/**
 * @param {string} name
 * @param {Partial<KnownCookie>} [differences]
 * @returns {KnownCookie}
 */
const cookie = (name, differences) => ({
  name,
  on: 'network',
  purpose: `is ${name}`,
  lifetime: [],
  ruling: false,
  sources: [],
  ...differences,
});

/** @param {KnownCookie[]} cookies */
const catalogue = (...cookies) =>
  /** @type {Catalogue} */ (
    /** @type {unknown} */ ([
      { id: 'x', name: 'X', company: 'X', kind: 'social', widgets: [], cookies: [cookie('theirs')] },
      { id: 'facebook', name: 'Facebook', company: 'Meta', kind: 'social', widgets: [], cookies },
    ])
  );

const PIXELS = 'The pixels by which Meta is told what you do stay blocked.';

describe('the question', () => {
  for (const [what, differences, title, learns, answers] of /** @type {const} */ ([
    [
      'with identity names the account, and offers to load without',
      {},
      'Let Facebook know you on news.example?',
      'Like button loads with your account: Meta can tell that it is you who reads news.example.',
      [
        ['Load with my account', 'with', true],
        ['Load without telling who I am', 'without', false],
        ['Cancel', undefined, false],
      ],
    ],
    [
      'without identity says what is learned all the same',
      { identity: 'without' },
      'Let Facebook load on news.example?',
      'Like button loads without telling who you are: Meta learns that somebody reads news.example, and from where on the internet.',
      [
        ['Let it load', 'without', true],
        ['Cancel', undefined, false],
      ],
    ],
    [
      'of a login offers no less, since nobody logs in unknown',
      { widgetKind: 'login' },
      'Log in with Facebook on news.example?',
      'To log you in, Meta has to know you on news.example: it learns that you come here, and when.',
      [
        ['Let me log in with Facebook', 'with', true],
        ['Cancel', undefined, false],
      ],
    ],
  ]))
    test(what, () => {
      const drawn = model({ ...shown, question: { ...question, ...differences } }, []);
      assert.equal(drawn.title, title);
      assert.deepEqual(drawn.learns, [learns, PIXELS]);
      assert.deepEqual(
        drawn.answers.map(({ text, identity, isMain }) => [text, identity, isMain]),
        answers,
      );
      assert.match(drawn.note ?? '', /for this site only/);
    });

  test('says for how long, as it is chosen now and not as it was asked', () => {
    const { legend, lastings } = model({ ...shown, lasting: 'day' }, []);
    assert.equal(legend, 'For how long?');
    assert.deepEqual(
      lastings.map(({ value, text, chosen }) => [value, text, chosen]),
      [
        ['once', 'Once', false],
        ['hour', 'For an hour', false],
        ['day', 'For a day', true],
        ['always', 'Always', false],
      ],
    );
  });

  test('takes no answer but no before it was long enough in sight', () => {
    const ready = (/** @type {boolean} */ isReady) =>
      model({ ...shown, isReady }, []).answers.map((answer) => [answer.identity, answer.isReady]);
    assert.deepEqual(ready(false), [
      ['with', false],
      ['without', false],
      [undefined, true],
    ]);
    assert.deepEqual(ready(true), [
      ['with', true],
      ['without', true],
      [undefined, true],
    ]);
  });
});

describe('the cookies by which a person would be known', () => {
  const [first, second, ruling, site] = [
    cookie('locale'),
    cookie('xs'),
    cookie('c_user', { ruling: true }),
    cookie('_fbp', { on: 'site', ruling: true }),
  ];
  const told = (/** @type {KnownCookie[]} */ cookies, /** @type {Partial<Question>} */ differences = {}) =>
    model({ ...shown, question: { ...question, ...differences } }, catalogue(...cookies)).learns.slice(1, -1);

  test('are named, those of the judgment first, three at most', () => {
    assert.deepEqual(told([first, second, ruling, cookie('fr')]), [
      'Facebook knows you by its cookies: c_user (is c_user), locale (is locale), xs (is xs).',
    ]);
  });

  test('are named of a login too', () => {
    assert.deepEqual(told([ruling], { widgetKind: 'login' }), [
      'Facebook knows you by its cookies: c_user (is c_user).',
    ]);
  });

  for (const [what, cookies, differences] of /** @type {[string, KnownCookie[], Partial<Question>][]} */ ([
    ['that lie on the site itself', [site], {}],
    ['where none is known', [], {}],
    ['where nobody is to be known', [ruling], { identity: 'without' }],
    ['where the network is not known', [ruling], { network: 'nobody' }],
  ]))
    test(`are not named ${what}`, () => assert.deepEqual(told(cookies, differences), []));

  test('leave the catalogue as it was', () => {
    const known = catalogue(first, ruling);
    model(shown, known);
    assert.deepEqual(
      known[1]?.cookies.map(({ name }) => name),
      ['locale', 'c_user'],
    );
  });
});

describe('where there is nothing to answer', () => {
  const close = [{ text: 'Close', identity: undefined, isMain: false, isReady: true }];
  for (const [what, differences, expected] of /** @type {const} */ ([
    [
      'because it was answered or the page is gone, the page says so',
      { end: 'gone', error: 'gone' },
      {
        title: 'There is nothing to answer any more',
        note: 'You have answered already, or the page that asked is gone.',
        answers: close,
      },
    ],
    [
      'because it failed, the page says why',
      { end: 'failed', error: 'No such tab.' },
      { title: 'This did not work', note: 'No such tab.', answers: close },
    ],
    [
      'because the question is still read, the page has no button',
      { question: undefined },
      { title: 'One moment …', note: undefined, answers: [] },
    ],
    [
      'and there was no question at all, the page says so',
      { question: undefined, end: 'gone' },
      {
        title: 'There is nothing to answer any more',
        note: 'You have answered already, or the page that asked is gone.',
        answers: close,
      },
    ],
  ]))
    test(what, () =>
      assert.deepEqual(model({ ...shown, ...differences }, []), {
        learns: [],
        lastings: [],
        legend: '',
        ...expected,
      }),
    );
});
