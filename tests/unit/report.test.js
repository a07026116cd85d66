/**
 * @import { Level } from '/core/bystander.js'
 * @import { LedgerPage } from '../../extension/background/ledger-page.js'
 * @import { ReadPolicy } from '../../extension/background/report.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { emptyPage } from '../../extension/background/ledger-page.js';
import { createReporter } from '../../extension/background/report.js';
import { createDecider, entry } from './support.js';

describe('the report', () => {
  const decide = createDecider(() => assert.fail('a report decides nothing'));
  /**
   * @param {{
   *   tab?: boolean, url?: string, page?: LedgerPage, exception?: 'none' | 'normal', level?: Level, coreError?: string,
   *   incognito?: boolean, permitted?: string,
   * }} world
   */
  function reporter({
    tab = true,
    incognito = false,
    url,
    page,
    exception = 'none',
    level = 'standard',
    coreError,
    permitted = '[]',
  }) {
    return createReporter({
      tab: async () => (tab ? { incognito, url } : undefined),
      enforcer: 'dnr',
      stored: Promise.resolve(),
      ready: Promise.resolve({ decide: coreError === undefined ? decide : undefined, coreError }),
      shown: () => page,
      policy: policyOf(() => ({ exception, level, permitted })),
      choices: choicesOf(() => ({ exception, level, permitted })),
      held: { on: () => [] },
      access: { current: async () => ({ everySite: true, privateWindows: true }) },
      problems: { list: () => [] },
      mending: { ready: Promise.resolve(), of: () => undefined },
      inForce: async () => {},
    }).full(1);
  }
  const needs = {
    enforcer: /** @type {const} */ ('dnr'),
    stored: Promise.resolve(),
    policy: policyOf(() => ({ exception: 'none', level: 'standard', permitted: '[]' })),
    choices: choicesOf(() => ({ exception: 'none', level: 'standard', permitted: '[]' })),
    held: { on: () => [] },
    access: { current: async () => ({ everySite: true, privateWindows: true }) },
    problems: { list: () => [] },
    mending: { ready: Promise.resolve(), of: () => undefined },
  };
  /** @param {Partial<LedgerPage>} [differences] */
  const page = (differences) => ({
    ...emptyPage('doc-1', 'https://news.example/'),
    excepted: false,
    ...differences,
  });
  const url = 'https://news.example/article';

  test('names the site and carries the ledger of the page shown', async () => {
    const report = await reporter({ url, page: page({ entries: [entry('a.example')] }) });
    assert.equal(report.page?.site, 'news.example');
    assert.equal(report.page?.ledger?.entries.length, 1);
    assert.equal(report.page?.stale, undefined);
  });

  for (const incognito of [false, true])
    test(`says that the window is ${incognito ? '' : 'not '}private`, async () =>
      assert.equal((await reporter({ url, incognito })).isPrivate, incognito));

  for (const [name, loaded, chosen, stale] of /** @type {const} */ ([
    ['excepted since', { excepted: false }, { exception: 'normal' }, 'exception'],
    ['protected since', { excepted: true }, {}, 'exception'],
    ['excepted as before', { excepted: true }, { exception: 'normal' }, undefined],
    ['another level since', { level: 'standard' }, { level: 'gentle' }, 'level'],
    ['the same level', { level: 'gentle' }, { level: 'gentle' }, undefined],
    [
      'another level on an excepted site, where none acts',
      { excepted: true, level: 'standard' },
      { exception: 'normal', level: 'gentle' },
      undefined,
    ],
    ['a level not known to the page', {}, { level: 'gentle' }, undefined],
    ['somebody permitted since', { permitted: '[]' }, { permitted: '["Meta"]' }, 'permission'],
    ['somebody’s time over since', { permitted: '["Meta"]' }, { permitted: '[]' }, 'permission'],
    ['the same permissions', { permitted: '["Meta"]' }, { permitted: '["Meta"]' }, undefined],
    [
      'another permission on an excepted site, where none acts',
      { excepted: true, permitted: '[]' },
      { exception: 'normal', permitted: '["Meta"]' },
      undefined,
    ],
    ['permissions not known to the page', {}, { permitted: '["Meta"]' }, undefined],
  ]))
    test(`knows what was chosen after the page was loaded: ${name}`, async () => {
      const report = await reporter({ url, page: page(loaded), ...chosen });
      assert.equal(report.page?.stale, stale);
      assert.equal(report.level, 'level' in chosen ? chosen.level : 'standard');
    });

  for (const [name, world] of /** @type {[string, Parameters<typeof reporter>[0]][]} */ ([
    ['the browser’s own page', { url: 'about:addons', page: page() }],
    ['no address and no ledger', {}],
    ['no such tab', { tab: false, page: page() }],
    ['a core that failed', { url, page: page(), coreError: 'CompileError' }],
  ]))
    test(`has no page: ${name}`, async () => assert.equal((await reporter(world)).page, undefined));

  test('knows the page from the ledger where the browser withholds its address', async () => {
    assert.equal((await reporter({ page: page() })).page?.site, 'news.example');
  });

  for (const [name, ledger] of /** @type {[string, LedgerPage | undefined][]} */ ([
    ['opened before Bystander ran', undefined],
    ['loaded while access was withheld', page({ unseen: true })],
    ['an error page in its place', page({ url: 'https://before.example/' })],
  ]))
    test(`claims no ledger for a page ${name}`, async () => {
      const report = await reporter(ledger ? { url, page: ledger } : { url });
      assert.equal(report.page?.ledger, undefined);
    });

  describe('of a background that still starts', () => {
    const known = page({ site: 'news.example', entries: [entry('a.example')] });
    /** @param {{ url?: string | undefined, shown?: LedgerPage | undefined, isReady?: true }} world */
    const early = async ({ url: address, shown = known, isReady }) => {
      const reporter = createReporter({
        ...needs,
        tab: async () => ({ incognito: false, url: address }),
        ready: isReady ? Promise.resolve({ decide, coreError: undefined }) : new Promise(() => {}),
        shown: () => shown,
        inForce: () => assert.fail('nothing was chosen yet'),
      });
      await new Promise((resolve) => setImmediate(resolve));
      return reporter.early(1);
    };

    test('is what storage tells of the page shown', async () => {
      for (const address of [url, undefined]) {
        const report = await early({ url: address });
        assert.equal(report?.page?.site, 'news.example');
        assert.equal(report?.page?.ledger?.entries.length, 1);
      }
    });

    for (const [name, world] of /** @type {const} */ ([
      ['another address', { url: 'https://other.example/' }],
      ['a page that was never committed', { url, shown: page() }],
      ['a page that nothing is known of', { url, shown: emptyPage('x', 'about:blank') }],
      ['a core that has started', { url, isReady: true }],
    ]))
      test(`is none for ${name}`, async () => assert.equal(await early(world), undefined));
  });

  test('waits until the browser goes by what was chosen', async () => {
    /** @type {() => void} */
    let takeEffect = () => {};
    /** @type {Promise<void>} */
    const effect = new Promise((resolve) => {
      takeEffect = resolve;
    });
    /** @type {'none' | 'normal'} */
    let exception = 'none';
    const reported = createReporter({
      tab: async () => ({ incognito: false, url: 'https://news.example/' }),
      enforcer: 'dnr',
      stored: Promise.resolve(),
      ready: Promise.resolve({ decide, coreError: undefined }),
      shown: () => undefined,
      policy: policyOf(() => ({ exception, level: 'standard', permitted: '[]' })),
      choices: choicesOf(() => ({ exception, level: 'standard', permitted: '[]' })),
      held: { on: () => [] },
      access: { current: async () => ({ everySite: true, privateWindows: true }) },
      problems: { list: () => [] },
      mending: { ready: Promise.resolve(), of: () => undefined },
      inForce: () => effect,
    }).full(1);
    exception = 'normal';
    let isReported = false;
    void reported.then(() => {
      isReported = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(isReported, false, 'reported before the rules were in force');
    takeEffect();
    assert.equal((await reported).page?.exception, 'normal');
  });
});

/**
 * @param {() => { exception: 'none' | 'normal', level: Level, permitted: string }} chosen
 * @returns {ReadPolicy}
 */
function policyOf(chosen) {
  return {
    current: () => ({ level: chosen().level, levels: [], exceptions: [], permissions: [] }),
    siteLevel: () => undefined,
  };
}

/**
 * @param {() => { exception: 'none' | 'normal' | 'tab', until?: number, level: Level, permitted: string }} chosen
 * @returns {Parameters<typeof createReporter>[0]['choices']}
 */
function choicesOf(chosen) {
  return {
    exception() {
      const { exception, until } = chosen();
      return { state: exception, ...(until !== undefined && { until }) };
    },
    loadedUnder() {
      const { exception, level, permitted } = chosen();
      return { excepted: exception !== 'none', level, permitted };
    },
  };
}
