/**
 * @import { PageReport, Report } from '../../extension/shared/protocol.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createModel } from '../../extension/popup/model.js';
import { ledger, loaded, loading, report } from './popup-support.js';
import { entry, speakEnglish } from './support.js';

speakEnglish();

const silent = { confirmed: 0 };
const facebook = entry('facebook.com', { count: 5 });
const bing = entry('bing.com', { count: 1 });
const stripped = entry('linkedin.com', { action: 'strip' });

describe('the counts of the popup', () => {
  /** @type {[string, Report | undefined, string | undefined][]} */
  const table = [
    ['before the background answers', undefined, undefined],
    ['several', report({ ledger: ledger([facebook, bing]) }), 'Stopped 6 requests to 2 domains.'],
    ['one', report({ ledger: ledger([bing]) }), 'Stopped 1 request to 1 domain.'],
    ['nothing', report(), undefined],
    ['only predicted', report({ ledger: ledger([entry('a.example', silent)]) }), undefined],
    [
      'only some confirmed: those alone were stopped',
      report({ ledger: ledger([entry('a.example', { confirmed: 2 }), entry('b.example', silent)]) }),
      'Stopped 2 requests to 1 domain.',
    ],
    [
      'more domains than the list holds',
      report({
        ledger: { ...ledger([bing]), leftOut: { block: { count: 9, confirmed: 9, contradicted: 0 } } },
      }),
      'Stopped 10 requests to more than 1 domain.',
    ],
    [
      'cleaned is not stopped',
      report({ ledger: ledger([entry('a.example', { action: 'clean' })]) }),
      undefined,
    ],
    [
      'got through',
      report({ ledger: ledger([entry('a.example', { confirmed: 0, contradicted: 3 })]) }),
      undefined,
    ],
    ['allowed', report({ ledger: ledger([entry('a.example', { action: 'allow' })]) }), undefined],
    ['stripped', report({ ledger: ledger([stripped]) }), '3 requests went out without cookies.'],
    [
      'stripped and stopped',
      report({ ledger: ledger([stripped, bing]) }),
      'Stopped 1 request to 1 domain. 3 requests went out without cookies.',
    ],
    ['a strip only predicted', report({ ledger: ledger([{ ...stripped, confirmed: 0 }]) }), undefined],
    ['excepted', report({ exception: 'normal', ledger: ledger([bing]) }), undefined],
    ['not seen loading', report({ ledger: undefined }), undefined],
  ];
  for (const [name, given, sentence] of table)
    test(name, () => assert.equal(createModel()(given, loaded).counts, sentence));
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
        lasting: on || fixed ? undefined : 'always',
        hint,
      }));

  for (const [page, words] of /** @type {[Partial<PageReport>, string | undefined][]} */ ([
    [{ stale: undefined }, undefined],
    [{ stale: 'exception' }, 'Reload the page to be protected from the start.'],
    [{ stale: 'exception', exception: 'normal' }, 'Reload the page to load what was stopped.'],
    [{ stale: 'level' }, 'Reload the page to see the change.'],
    [{ stale: 'permission' }, 'Reload the page to see the change.'],
    [{ ledger: undefined }, 'Reload the page to see what is stopped.'],
    [{ ledger: undefined, exception: 'normal' }, undefined],
  ]))
    test(`the offer to reload: ${words ?? 'none'} (${JSON.stringify(page)})`, () =>
      assert.equal(createModel()(report(page), loaded).reload, words));
});

describe('the level', () => {
  test('is shown with a page, and not where nothing can act by it', () => {
    const model = createModel();
    assert.deepEqual(model(report({}, { level: 'gentle' }), loaded).level, {
      chosen: 'gentle',
      fixed: false,
      hint: undefined,
    });
    assert.equal(model(report({}, { page: undefined }), loaded).level, undefined);
    assert.equal(model(report({}, { coreError: 'CompileError' }), loaded).level, undefined);
  });

  test('is shown in a private window, but chosen in a normal one', () =>
    assert.deepEqual(createModel()(report({}, { level: 'gentle', isPrivate: true }), loaded).level, {
      chosen: 'gentle',
      fixed: true,
      hint: 'Choose this in a normal window; it holds here too.',
    }));
});

describe('whom a person allowed', () => {
  const permissions = [
    { site: 'news.example', grantee: { company: 'Meta' }, identity: /** @type {const} */ ('with'), uses: 0 },
  ];
  for (const [what, page, who, sentence] of /** @type {const} */ ([
    ['is not mentioned where it is nobody', {}, undefined, undefined],
    [
      'is listed and said beside what was stopped',
      { permissions },
      ['Meta, everything'],
      'Meta may load here until you take it back.',
    ],
    [
      'is listed but not said where everybody may',
      { permissions, exception: 'normal' },
      ['Meta, everything'],
      undefined,
    ],
  ]))
    test(what, () => {
      const { allowed, mayLoad, sentence: tally } = createModel()(report(page), loaded);
      assert.deepEqual(
        allowed?.map((row) => row.who),
        who,
      );
      assert.equal(mayLoad, sentence);
      assert.notEqual(tally, '');
    });

  test('is read aloud when that changes', () => {
    const model = createModel();
    const heard = [
      model(report(), loaded),
      model(report({ permissions, stale: 'permission' }), loaded),
      model(report({ stale: 'permission' }), loaded),
    ].map(({ announcement }) => announcement);
    assert.deepEqual(heard, [
      'Nobody tried to see you here.',
      'Nobody tried to see you here. Meta may load here until you take it back. Reload the page to see the change.',
      'Nobody tried to see you here. Reload the page to see the change.',
    ]);
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
      'bing.com tried to see you here. It did not. Stopped 1 request to 1 domain.',
      'bing.com tried to see you here. It did not. Stopped 1 request to 1 domain.',
      'Off on this site: nothing is stopped. Reload the page to load what was stopped.',
    ]);
  });
});
