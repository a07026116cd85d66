/**
 * @import { PageReport, Report } from '../../extension/shared/protocol.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createModel } from '../../extension/popup/model.js';
import { entry, speakEnglish } from './support.js';

speakEnglish();

const listNames = { tracking: 'AdGuard Tracking Protection' };
const loaded = { loading: false, listNames };
const loading = { loading: true, listNames };

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
    problems: [],
    page: { site: 'news.example', exception: 'none', reloadNeeded: false, ledger: ledger([]), ...page },
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
    [{ reloadNeeded: false }, undefined],
    [{ reloadNeeded: true }, 'Reload the page to be protected from the start.'],
    [{ reloadNeeded: true, exception: 'normal' }, 'Reload the page to load what was stopped.'],
    [{ ledger: undefined }, 'Reload the page to see what is stopped.'],
    [{ ledger: undefined, exception: 'normal' }, undefined],
  ]))
    test(`the offer to reload: ${words ?? 'none'} (${JSON.stringify(page)})`, () =>
      assert.equal(createModel()(report(page), loaded).reload, words));
});

describe('the lists', () => {
  test('group by site, with the rules that did it, their list by name, and the types in words', () => {
    const rule = entry('facebook.com', { types: ['image', 'beacon', 'ping'], count: 2 });
    const other = entry('facebook.com', {
      reason: { kind: 'rule', list: 'mine', line: 1, text: '||fb^' },
      count: 1,
    });
    const [section] = createModel()(report({ ledger: ledger([rule, other]) }), loaded).sections;
    assert.deepEqual(section, {
      kind: 'stopped',
      heading: 'Stopped on this page',
      loading: false,
      leftOut: undefined,
      groups: [
        {
          site: 'facebook.com',
          count: 3,
          label: '3 requests',
          tags: [],
          rows: [
            {
              rule: '||facebook.com^',
              source: 'AdGuard Tracking Protection, line 7',
              requests: '2 requests: image, beacon',
              example: 'Example: facebook.com/x.js',
            },
            {
              rule: '||fb^',
              source: 'mine, line 1',
              requests: '1 request: script',
              example: 'Example: facebook.com/x.js',
            },
          ],
        },
      ],
    });
  });

  test('keep what was cleaned and stripped apart from what was stopped', () => {
    const entries = [
      entry('a.example', { action: 'clean' }),
      entry('b.example', { action: 'strip' }),
      entry('c.example', { action: 'replace' }),
    ];
    const kinds = createModel()(report({ ledger: ledger(entries) }), loaded).sections;
    assert.deepEqual(
      kinds.map(({ kind, groups }) => `${kind} ${groups.map(({ site }) => site)}`),
      ['stopped c.example', 'cleaned a.example', 'stripped b.example'],
    );
  });

  test('show the most frequent first, then keep every place while the page loads on', () => {
    const model = createModel();
    /** @param {ReturnType<typeof entry>[]} entries */
    const order = (entries, document = 'doc-1') =>
      model(report({ ledger: ledger(entries, document) }), loading).sections[0]?.groups.map(
        ({ site }) => site,
      );
    assert.deepEqual(order([bing, facebook]), ['facebook.com', 'bing.com']);
    const busy = entry('bing.com', { count: 90 });
    const added = entry('added.example', { count: 50 });
    assert.deepEqual(order([busy, facebook, added]), ['facebook.com', 'bing.com', 'added.example']);
    assert.deepEqual(order([busy, facebook, added], 'doc-2'), ['bing.com', 'added.example', 'facebook.com']);
  });

  test('mark what got through and what is not confirmed, and count only what was stopped', () => {
    const entries = [entry('a.example', { count: 4, confirmed: 1, contradicted: 2 })];
    const groups = createModel()(report({ ledger: ledger(entries) }), loaded).sections[0]?.groups;
    assert.deepEqual([groups?.[0]?.count, groups?.[0]?.tags], [1, ['2 got through', '1 not confirmed']]);
  });

  test('have a heading that is true when nothing is confirmed, or Bystander is off', () => {
    /** @param {Partial<PageReport>} page */
    const heading = (page) => createModel()(report(page), loaded).sections[0]?.heading;
    assert.equal(heading({ ledger: ledger([entry('a.example', silent)]) }), 'Not confirmed as stopped');
    assert.equal(
      heading({ ledger: ledger([bing]), exception: 'normal' }),
      'Stopped before you turned it off',
    );
  });

  test('say what no longer fitted', () => {
    const full = { ...ledger([bing]), leftOut: { block: { count: 37, confirmed: 37, contradicted: 0 } } };
    const [section] = createModel()(report({ ledger: full }), loaded).sections;
    assert.equal(section?.leftOut, 'And 37 more requests that no longer fitted in this list.');
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
      model(report({ ledger: ledger([bing, facebook]), exception: 'normal', reloadNeeded: true }), loaded),
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
