/**
 * @import { PageReport, Report } from '../../extension/shared/protocol.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createModel } from '../../extension/popup/model.js';
import { entry, speakEnglish } from './support.js';

speakEnglish();

const listNames = { tracking: 'AdGuard Tracking Protection' };
const loaded = { loading: false, listNames, catalogue: [] };
const loading = { ...loaded, loading: true };

/**
 * @param {Partial<PageReport>} [page]
 * @param {Partial<Report>} [more]
 * @returns {Report}
 */
function report(page, more) {
  return {
    tabId: 1,
    enforcer: 'dnr',
    coreError: undefined,
    access: { everySite: true, privateWindows: true },
    level: 'standard',
    problems: [],
    page: { site: 'news.example', exception: 'none', stale: undefined, ledger: ledger([]), ...page },
    ...more,
  };
}

/** @param {ReturnType<typeof entry>[]} entries */
function ledger(entries, document = 'doc-1') {
  return { document, entries, leftOut: {} };
}

const silent = { confirmed: 0 };
const facebook = entry('facebook.com', { count: 5 });
const bing = entry('bing.com', { count: 1 });
const stripped = entry('linkedin.com', { action: 'strip' });

describe('the sentence of the popup', () => {
  /** @type {[string, Report | undefined, typeof loaded, string][]} */
  const table = [
    ['before the background answers', undefined, loaded, 'Starting…'],
    ['several', report({ ledger: ledger([facebook, bing]) }), loaded, 'Stopped 6 requests to 2 domains.'],
    ['one', report({ ledger: ledger([bing]) }), loaded, 'Stopped 1 request to 1 domain.'],
    ['the same while loading', report({ ledger: ledger([bing]) }), loading, 'Stopped 1 request to 1 domain.'],
    ['nothing', report(), loaded, 'Nothing had to be stopped here.'],
    ['nothing yet', report(), loading, 'Nothing stopped so far.'],
    [
      'only predicted',
      report({ ledger: ledger([entry('a.example', silent), entry('b.example', silent)]) }),
      loaded,
      '6 requests should have been stopped.',
    ],
    [
      'only some confirmed: those alone were stopped',
      report({ ledger: ledger([entry('a.example', { confirmed: 2 }), entry('b.example', silent)]) }),
      loaded,
      'Stopped 2 requests to 1 domain.',
    ],
    [
      'more domains than the list holds',
      report({
        ledger: { ...ledger([bing]), leftOut: { block: { count: 9, confirmed: 9, contradicted: 0 } } },
      }),
      loaded,
      'Stopped 10 requests to more than 1 domain.',
    ],
    [
      'cleaned is not stopped',
      report({ ledger: ledger([entry('a.example', { action: 'clean' })]) }),
      loaded,
      'Nothing had to be stopped here.',
    ],
    [
      'got through, and nothing else',
      report({ ledger: ledger([entry('a.example', { confirmed: 0, contradicted: 3 })]) }),
      loaded,
      'Nothing was stopped here.',
    ],
    ['stripped', report({ ledger: ledger([stripped]) }), loaded, '3 requests went out without cookies.'],
    [
      'stripped and stopped',
      report({ ledger: ledger([stripped, bing]) }),
      loaded,
      'Stopped 1 request to 1 domain. 3 requests went out without cookies.',
    ],
    [
      'a strip only predicted',
      report({ ledger: ledger([{ ...stripped, confirmed: 0 }]) }),
      loaded,
      '3 requests should have gone out without cookies.',
    ],
    [
      'a strip that failed',
      report({ ledger: ledger([{ ...stripped, confirmed: 0, contradicted: 3 }]) }),
      loaded,
      'Nothing was stopped here.',
    ],
    ['excepted', report({ exception: 'normal' }), loaded, 'Off on this site: nothing is stopped.'],
    ['not seen loading', report({ ledger: undefined }), loaded, 'Bystander did not see this page load.'],
    ['a page of the browser', report({}, { page: undefined }), loaded, 'Bystander does not act here.'],
  ];
  for (const [name, given, surroundings, sentence] of table)
    test(name, () => assert.equal(createModel()(given, surroundings).sentence, sentence));
});

describe('the remarks', () => {
  const mixed = ledger([entry('a.example', { confirmed: 1, contradicted: 1 })]);
  test('say what was not confirmed and what got through, once the page has loaded', () => {
    assert.deepEqual(createModel()(report({ ledger: mixed }), loaded).remarks, [
      'Your browser has not confirmed that it stopped 1 request.',
      '1 request got through although a rule says to stop it.',
    ]);
    assert.deepEqual(createModel()(report({ ledger: mixed }), loading).remarks, []);
  });

  test('say which cookies were not taken out, or perhaps not', () => {
    const some = ledger([{ ...stripped, confirmed: 1, contradicted: 1 }]);
    assert.deepEqual(createModel()(report({ ledger: some }), loaded).remarks, [
      'Your browser has not confirmed that 1 request went out without cookies.',
      '1 request kept its cookies although it was to go out without.',
    ]);
  });
});

describe('trouble', () => {
  const withheld = { everySite: false, privateWindows: true };
  for (const enforcer of /** @type {const} */ (['webrequest', 'dnr']))
    test(`withheld access is said in words with a way to ask, and no count is claimed (${enforcer})`, () => {
      const model = createModel()(report({ ledger: ledger([bing]) }, { enforcer, access: withheld }), loaded);
      assert.equal(model.state, 'trouble');
      assert.equal(model.sentence, '');
      assert.equal(model.notices[0]?.ask, true);
      assert.match(model.notices[0]?.text ?? '', enforcer === 'dnr' ? /still blocked/ : /nothing is stopped/);
    });

  test('withheld access is read aloud, and no reload is offered that would not help', () => {
    const model = createModel()(report({ ledger: undefined }, { access: withheld }), loaded);
    assert.deepEqual([model.announcement, model.reload], [model.notices[0]?.text, undefined]);
  });

  test('withheld access without a page offers to ask as well', () => {
    const model = createModel()(report({}, { page: undefined, access: withheld }), loaded);
    assert.deepEqual([model.state, model.notices.length, model.toggle], ['trouble', 1, undefined]);
  });

  for (const [enforcer, words] of /** @type {const} */ ([
    ['webrequest', /^Nothing is being stopped/],
    ['dnr', /goes on blocking/],
  ]))
    test(`a core that failed is said with its reason, and no switch pretends to work (${enforcer})`, () => {
      const model = createModel()(
        report({}, { enforcer, coreError: 'CompileError', page: undefined }),
        loaded,
      );
      assert.equal(model.title, 'Bystander could not start');
      assert.match(model.sentence, words);
      assert.equal(model.notices[0]?.text, 'CompileError');
      assert.equal(model.toggle, undefined);
    });

  test('problems of the background are shown', () => {
    const model = createModel()(report({}, { problems: ['Exceptions: quota'] }), loaded);
    assert.deepEqual(model.notices, [{ title: 'Something went wrong', text: 'Exceptions: quota' }]);
  });

  test('private windows out of reach are mentioned quietly', () => {
    const access = { everySite: true, privateWindows: false };
    assert.match(createModel()(report({}, { access }), loaded).footnote ?? '', /private windows/);
    assert.equal(createModel()(report(), loaded).footnote, undefined);
  });
});

describe('the switch', () => {
  for (const [exception, on, fixed, hint] of /** @type {const} */ ([
    ['none', true, false, undefined],
    ['normal', false, false, undefined],
    ['private', false, false, 'Off in private windows only, until you close the last of them.'],
    ['inherited', false, true, 'You turned it off in a normal window. You can turn it on again there.'],
  ]))
    test(`with the exception ${exception}`, () =>
      assert.deepEqual(createModel()(report({ exception }), loaded).toggle, {
        site: 'news.example',
        on,
        fixed,
        hint,
      }));

  for (const [page, words] of /** @type {[Partial<PageReport>, string | undefined][]} */ ([
    [{ stale: undefined }, undefined],
    [{ stale: 'exception' }, 'Reload the page to be protected from the start.'],
    [{ stale: 'exception', exception: 'normal' }, 'Reload the page to load what was stopped.'],
    [{ stale: 'level' }, 'Reload the page to see the change.'],
    [{ ledger: undefined }, 'Reload the page to see what is stopped.'],
    [{ ledger: undefined, exception: 'normal' }, undefined],
  ]))
    test(`the offer to reload: ${words ?? 'none'} (${JSON.stringify(page)})`, () =>
      assert.equal(createModel()(report(page), loaded).reload, words));
});

describe('the level', () => {
  test('is shown with a page, and not where nothing can act by it', () => {
    const model = createModel();
    assert.equal(model(report({}, { level: 'gentle' }), loaded).level, 'gentle');
    assert.equal(model(report({}, { page: undefined }), loaded).level, undefined);
    assert.equal(model(report({}, { coreError: 'CompileError' }), loaded).level, undefined);
  });
});

describe('the list of companies', () => {
  const meta = /** @type {const} */ ({ company: 'Meta', network: 'facebook', kind: 'social' });

  test('has a row a company: its kind, what was done and how often', () => {
    const entries = [
      entry('facebook.com', { ...meta, count: 5 }),
      entry('facebook.net', { ...meta, action: 'replace', count: 1 }),
      entry('fbcdn.net', { ...meta, action: 'strip', count: 2 }),
      entry('unknown.example', { count: 1 }),
      entry('hosting.example', { company: 'Hoster', kind: 'a kind without a word', count: 1 }),
    ];
    const [section] = createModel()(report({ ledger: ledger(entries) }), loaded).sections;
    assert.equal(section?.heading, 'Companies on this page');
    assert.deepEqual(
      section?.groups.map(({ name, kinds, done, count, tags }) => [name, kinds, done, count, tags]),
      [
        ['Meta', 'Social', '5 blocked, 1 held back, 2 without cookies', 8, []],
        ['unknown.example', '', '1 blocked', 1, []],
        ['Hoster', '', '1 blocked', 1, []],
      ],
    );
  });

  test('opens to the requests, with the rules that did it, their list by name, and the types in words', () => {
    const entries = [
      entry('facebook.com', { ...meta, types: ['image', 'beacon', 'ping'], count: 2 }),
      entry('facebook.net', {
        ...meta,
        reason: { kind: 'rule', list: 'mine', line: 1, text: '||fb^' },
        count: 1,
      }),
    ];
    const group = createModel()(report({ ledger: ledger(entries) }), loaded).sections[0]?.groups[0];
    assert.deepEqual(group?.detail().requests, [
      {
        site: 'facebook.com',
        done: '2 blocked',
        rule: '||facebook.com^',
        source: 'AdGuard Tracking Protection, line 7',
        requests: '2 requests: image, beacon',
        example: 'Example: facebook.com/x.js',
      },
      {
        site: 'facebook.net',
        done: '1 blocked',
        rule: '||fb^',
        source: 'mine, line 1',
        requests: '1 request: script',
        example: 'Example: facebook.com/x.js'.replace('facebook.com', 'facebook.net'),
      },
    ]);
  });

  test('says at most two kinds of business', () => {
    const kinds = ['advertising', 'tag manager', 'advertising', 'video'];
    const entries = kinds.map((kind) => entry(`${kind}.example`, { company: 'Google', kind }));
    const [group] = createModel()(report({ ledger: ledger(entries) }), loaded).sections[0]?.groups ?? [];
    assert.equal(group?.kinds, 'Advertising, Tag manager');
  });

  for (const [reason, action, words] of /** @type {const} */ ([
    [{ kind: 'pixel', network: 'facebook', name: 'Meta Pixel' }, 'block', 'Meta Pixel, known to Bystander'],
    [
      { kind: 'widget', network: 'facebook', name: 'Like button' },
      'replace',
      'Like button, held back until you let social buttons load',
    ],
    [
      { kind: 'widget', network: 'facebook', name: 'Like button' },
      'strip',
      'Like button, loaded without cookies',
    ],
    [{ kind: 'company', company: 'Meta' }, 'strip', 'Because Meta is known to track people across sites.'],
    [{ kind: 'strict' }, 'strip', 'Because this site is set to strict.'],
  ]))
    test(`gives as the reason: ${words}`, () => {
      const given = report({ ledger: ledger([entry('a.example', { action, reason })]) });
      const [row] = createModel()(given, loaded).sections[0]?.groups[0]?.detail().requests ?? [];
      assert.deepEqual([row?.rule, row?.source], [undefined, words]);
    });

  test('keeps what was cleaned apart, by site', () => {
    const entries = [
      entry('a.example', { ...meta, action: 'clean' }),
      entry('b.example', { ...meta, action: 'strip' }),
      entry('c.example', { action: 'replace' }),
    ];
    assert.deepEqual(
      createModel()(report({ ledger: ledger(entries) }), loaded).sections.map(
        ({ kind, groups }) => `${kind} ${groups.map(({ name, done }) => `${name}: ${done}`).join(', ')}`,
      ),
      ['companies Meta: 3 without cookies, c.example: 3 held back', 'cleaned a.example: 3 addresses cleaned'],
    );
  });

  test('shows the most frequent first, then keeps every place while the page loads on', () => {
    const model = createModel();
    /** @param {ReturnType<typeof entry>[]} entries */
    const order = (entries, document = 'doc-1') =>
      model(report({ ledger: ledger(entries, document) }), loading).sections[0]?.groups.map(
        ({ name }) => name,
      );
    assert.deepEqual(order([bing, facebook]), ['facebook.com', 'bing.com']);
    const busy = entry('bing.com', { count: 90 });
    const added = entry('added.example', { count: 50 });
    assert.deepEqual(order([busy, facebook, added]), ['facebook.com', 'bing.com', 'added.example']);
    assert.deepEqual(order([busy, facebook, added], 'doc-2'), ['bing.com', 'added.example', 'facebook.com']);
  });

  test('marks what got through and what is not confirmed, and claims only what was done', () => {
    const entries = [
      entry('a.example', { count: 4, confirmed: 1, contradicted: 2 }),
      entry('b.example', { ...silent, action: 'strip' }),
    ];
    /** @param {typeof loaded} surroundings */
    const groups = (surroundings) =>
      createModel()(report({ ledger: ledger(entries) }), surroundings).sections[0]?.groups.map(
        ({ done, tags }) => [done, ...tags],
      );
    assert.deepEqual(groups(loaded), [
      ['1 blocked', '2 got through', '1 not confirmed'],
      ['', '3 not confirmed'],
    ]);
    assert.deepEqual(groups(loading), [['1 blocked', '2 got through'], ['']]);
  });

  test('has a heading that is true when Bystander is off', () => {
    const off = report({ ledger: ledger([bing]), exception: 'normal' });
    assert.equal(createModel()(off, loaded).sections[0]?.heading, 'Before you turned it off');
  });

  test('says what no longer fitted', () => {
    const counts = { count: 37, confirmed: 37, contradicted: 0 };
    const full = { ...ledger([bing]), leftOut: { block: counts, strip: counts, clean: counts } };
    const [section] = createModel()(report({ ledger: full }), loaded).sections;
    assert.equal(section?.leftOut, 'And 74 more requests that no longer fitted in this list.');
  });
});

describe('the announcement to screen readers', () => {
  test('comes when the page has loaded and when the switch is turned, not at every request', () => {
    const model = createModel();
    const heard = [
      model(report(), loading),
      model(report({ ledger: ledger([bing]) }), loading),
      model(report({ ledger: ledger([bing]) }), loaded),
      model(report({ ledger: ledger([bing, facebook]) }), loaded),
      model(report({ ledger: ledger([bing, facebook]), exception: 'normal', stale: 'exception' }), loaded),
    ].map(({ announcement }) => announcement);
    assert.deepEqual(heard, [
      '',
      '',
      'Stopped 1 request to 1 domain.',
      'Stopped 1 request to 1 domain.',
      'Off on this site: nothing is stopped. Reload the page to load what was stopped.',
    ]);
  });
});
