/**
 * What a permission covers, over the whole shipped catalogue: a company that is permitted brings every widget of its
 * networks, a widget never a pixel, and rules that know nothing but domains are told the same as decisions.
 *
 * @import { Core, Identity } from '/core/bystander.js'
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { loadCore, shippedEngine } from './shipped.js';

/** @typedef {{ is: string, url: string, page: string, type: string, frame?: string }} Row */

const TABLE = new URL('../corpus/catalogue/networks.ndjson', import.meta.url);
/** @type {Row[]} */
const rows = readFileSync(TABLE, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

describe('a permission', () => {
  /** @type {Core} */
  let core;
  before(async () => {
    core = await loadCore(await shippedEngine());
  });

  for (const { identity, widget, pixel } of /** @type {const} */ ([
    { identity: 'with', widget: 'allow', pixel: 'allow' },
    { identity: 'without', widget: 'strip', pixel: 'block' },
  ])) {
    test(`for the company, ${identity} identity, does with every widget ${widget}, with every pixel ${pixel}`, () => {
      const wrong = rows.filter((row) => {
        const standard = decide(row);
        if (!['widget', 'pixel'].includes(standard.reason.kind)) return false;
        const { action, reason } = decide(row, identity);
        const expected = standard.reason.kind === 'pixel' ? pixel : widget;
        return action !== expected || reason.kind !== (action === 'block' ? 'pixel' : 'permission');
      });
      assert.deepEqual(
        wrong.map(({ url, page }) => `${url} on ${page}`),
        [],
      );
    });
  }

  test('does the same with what the core does not know of it, such as when it was given', () => {
    const page = 'https://news.example/';
    const request = { url: 'https://www.facebook.com/plugins/like.php', page, type: 'sub_frame' };
    const permission = {
      ...{ site: 'news.example', grantee: { company: 'Meta' } },
      identity: /** @type {const} */ ('with'),
    };
    const decideBy = (/** @type {typeof permission} */ given) => {
      core.setPolicy({ level: 'standard', levels: [], exceptions: [], permissions: [given] });
      return core.decide(request, 0);
    };
    const expected = decideBy(permission);
    assert.equal(expected.reason.kind, 'permission');
    const given = { ...permission, since: 1795478400000 };
    assert.deepEqual(decideBy(given), expected);
  });

  test('covers by domains what it covers by decision', () => {
    const judged = rows.filter((row) => decide(row).reason.kind === 'widget');
    assert.ok(judged.length > 100, `only ${judged.length} widgets were asked for`);
    const wrong = judged.filter(({ url }) => {
      const company = core.owner(url)?.company ?? '';
      const covered = core.grantedDomains({ company });
      const within = (/** @type {string[]} */ domains) =>
        domains.some((domain) => `.${new URL(url).hostname}`.endsWith(`.${domain}`));
      return !covered || !within(covered.domains) || within(covered.excluded);
    });
    assert.deepEqual(
      wrong.map(({ url }) => url),
      [],
    );
  });

  test('for nobody known has no domains, and a site of nobody known has its own', () => {
    assert.equal(core.grantedDomains({ company: 'Nobody' }), undefined);
    assert.equal(core.grantedDomains({ network: 'facebook', name: 'Poke button' }), undefined);
    assert.deepEqual(core.siteDomains('news.example'), { domains: ['news.example'], parts: [] });
    const own = core.siteDomains('instagram.com');
    assert.equal(own.company, 'Meta');
    for (const domain of ['instagram.com', 'facebook.com', 'fbcdn.net'])
      assert.ok(own.domains.includes(domain), domain);
  });

  /**
   * @param {Row} row
   * @param {Identity} [identity] of a permission for the company that is asked
   */
  function decide({ url, page, type, frame }, identity) {
    const site = core.site(page) ?? '';
    const company = core.owner(url)?.company ?? '';
    const permissions = identity === undefined ? [] : [{ site, grantee: { company }, identity }];
    core.setPolicy({ level: 'standard', levels: [], exceptions: [], permissions });
    return core.decide({ url, page, type, ...(frame !== undefined && { frame }) }, 0);
  }
});
