/**
 * @import { Level } from '/core/bystander.js'
 * @import { Choices } from '../../extension/background/policy-changes.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dynamicRules, sessionRules } from '../../extension/background/enforce/dnr-rules.js';
import { STRIP, stripOn } from '../../extension/background/enforce/dnr-strip-action.js';
import { PRIORITY } from '../../extension/background/enforce/priorities.js';
import { NO_CHOICES } from '../../extension/background/policy-changes.js';
import { chosen, LIKE, META, meta, NO_TABS, surroundings } from './dnr-rules-support.js';

const allow = { type: 'allow' };
/**
 * The conditions of the rules at a priority.
 * @param {Partial<Choices>} choices
 * @param {number} priority
 * @param {Level} [level]
 */
const conditions = (choices, priority, level = 'standard') =>
  dynamicRules(chosen(choices), { ...surroundings, level })
    .filter((rule) => rule.priority === priority)
    .map(({ condition }) => condition);

describe('the rules that carry the policy into Chrome', () => {
  test('none without choices', () => {
    assert.deepEqual(dynamicRules(NO_CHOICES, surroundings), []);
    const live = { normal: NO_CHOICES, privately: NO_CHOICES };
    assert.deepEqual(sessionRules(live, surroundings, [1, 2], NO_TABS), []);
  });

  test('two for all excepted sites together: what the page loads, and the page itself', () => {
    const sites = ['a.example', 'b.example'];
    assert.deepEqual(dynamicRules(chosen({ exceptions: sites.map((site) => ({ site })) }), surroundings), [
      { id: 1, priority: PRIORITY.siteException, action: allow, condition: { topDomains: sites } },
      {
        id: 2,
        priority: PRIORITY.siteException,
        action: allow,
        condition: { requestDomains: sites, resourceTypes: ['main_frame'] },
      },
    ]);
  });

  test('one for all sites on which a company is permitted with identity, without what is not the company’s', () => {
    const permissions = ['a.example', 'b.example'].map((site) => ({
      site,
      grantee: META,
      identity: /** @type {const} */ ('with'),
    }));
    assert.deepEqual(dynamicRules(chosen({ permissions }), surroundings), [
      {
        id: 1,
        priority: PRIORITY.companyPermission,
        action: allow,
        condition: {
          requestDomains: meta.domains,
          excludedRequestDomains: meta.excluded,
          topDomains: ['a.example', 'b.example'],
        },
      },
    ]);
  });

  for (const { what, grantee, identity, expected } of /** @type {const} */ ([
    { what: 'a company with identity', grantee: META, identity: 'with', expected: ['companyPermission'] },
    { what: 'a widget with identity', grantee: LIKE, identity: 'with', expected: ['permissionWithIdentity'] },
    {
      what: 'a company without identity',
      grantee: META,
      identity: 'without',
      expected: ['permissionWithoutIdentity', 'permissionStrip'],
    },
    {
      what: 'a widget without identity',
      grantee: LIKE,
      identity: 'without',
      expected: ['permissionWithoutIdentity', 'permissionStrip'],
    },
  ]))
    test(`${what} has its own place among the priorities`, () => {
      const permissions = [{ site: 'a.example', grantee, identity }];
      const rules = dynamicRules(chosen({ permissions }), surroundings);
      assert.deepEqual(
        rules.map(({ priority, action }) => [priority, action]),
        expected.map((name) => [PRIORITY[name], name === 'permissionStrip' ? stripOn('a.example') : allow]),
      );
    });

  test('two for each site on which a company is permitted without identity: the referrer left to it is the site’s own', () => {
    const sites = ['a.example', 'b.example'];
    const permissions = sites.map((site) => ({
      site,
      grantee: META,
      identity: /** @type {const} */ ('without'),
    }));
    assert.deepEqual(
      dynamicRules(chosen({ permissions }), surroundings).map(({ action, condition: { topDomains } }) => [
        topDomains,
        action.type,
        action.requestHeaders?.find(({ header }) => header === 'referer'),
      ]),
      sites.flatMap((site) => [
        [[site], 'allow', undefined],
        [[site], 'modifyHeaders', { header: 'referer', operation: 'set', value: `https://${site}/` }],
      ]),
    );
  });

  test('a strip that leaves the site as the referrer is else the same as every strip', () => {
    const { requestHeaders = [], ...rest } = stripOn('a.example');
    const others = requestHeaders.filter(({ header }) => header !== 'referer');
    assert.equal(requestHeaders.length, STRIP.requestHeaders?.length);
    assert.deepEqual(
      { ...rest, requestHeaders: others },
      { ...STRIP, requestHeaders: STRIP.requestHeaders?.filter(({ header }) => header !== 'referer') },
    );
  });

  test('where Bystander is off in one tab the exception’s rules name the tab, are of the session, and no other tab’s', () => {
    const exceptions = [{ site: 'a.example', tabId: 3 }];
    const live = { normal: NO_CHOICES, privately: NO_CHOICES };
    const rules = sessionRules(live, surroundings, [], { ...NO_TABS, exceptions });
    assert.deepEqual(
      rules.map(({ priority, action, condition }) => ({ priority, action, condition })),
      [
        {
          priority: PRIORITY.siteException,
          action: allow,
          condition: { topDomains: ['a.example'], tabIds: [3] },
        },
        {
          priority: PRIORITY.siteException,
          action: allow,
          condition: { requestDomains: ['a.example'], resourceTypes: ['main_frame'], tabIds: [3] },
        },
      ],
    );
    assert.deepEqual(dynamicRules(NO_CHOICES, surroundings), []);
  });

  test('what is permitted on one page names its tab, is of the session, and lasts no longer', () => {
    const once = [3, 4].map((tabId) => ({
      site: 'a.example',
      grantee: META,
      identity: /** @type {const} */ ('without'),
      tabId,
    }));
    const live = { normal: NO_CHOICES, privately: NO_CHOICES };
    const rules = sessionRules(live, surroundings, [7], { ...NO_TABS, once });
    assert.deepEqual(
      rules.map(({ id, priority, condition: { tabIds, topDomains } }) => ({
        id,
        priority,
        tabIds,
        topDomains,
      })),
      [
        [1, PRIORITY.permissionWithoutIdentity, 3],
        [2, PRIORITY.permissionStrip, 3],
        [3, PRIORITY.permissionWithoutIdentity, 4],
        [4, PRIORITY.permissionStrip, 4],
      ].map(([id, priority, tabId]) => ({ id, priority, tabIds: [tabId], topDomains: ['a.example'] })),
    );
  });

  test('a permission on the company’s own site, or for nobody known, makes no rule', () => {
    const identity = /** @type {const} */ ('without');
    const permissions = [
      { site: 'insta.example', grantee: META, identity },
      { site: 'a.example', grantee: { company: 'Nobody' }, identity },
    ];
    assert.deepEqual(dynamicRules(chosen({ permissions }), surroundings), []);
  });

  test('a permission does not reach the site’s own part that is the company’s, nor others’ pages on the site', () => {
    const granted = () => ({ ...meta, domains: ['meta.example', 'meta.shop.example'] });
    const permissions = [
      { site: 'shop.example', grantee: META, identity: /** @type {const} */ ('without') },
      { site: 'a.example', grantee: META, identity: /** @type {const} */ ('without') },
    ];
    const rules = dynamicRules(chosen({ permissions }), { ...surroundings, granted });
    const strips = rules.filter(({ priority }) => priority === PRIORITY.permissionStrip);
    assert.deepEqual(
      strips.map(({ condition: { topDomains, excludedTopDomains, excludedRequestDomains } }) => ({
        topDomains,
        excludedTopDomains,
        excludedRequestDomains,
      })),
      [
        {
          topDomains: ['shop.example'],
          excludedTopDomains: ['guest.shop.example'],
          excludedRequestDomains: ['shop.example', 'guest.meta.example'],
        },
        {
          topDomains: ['a.example'],
          excludedTopDomains: undefined,
          excludedRequestDomains: ['guest.meta.example'],
        },
      ],
    );
  });

  test('strict strips all but the site’s own and its company’s, one rule a site', () => {
    const levels = ['a.example', 'insta.example'].map((site) => ({
      site,
      level: /** @type {const} */ ('strict'),
    }));
    assert.deepEqual(conditions({ levels }, PRIORITY.strip), [
      { topDomains: ['a.example'], excludedRequestDomains: ['a.example'] },
      { topDomains: ['insta.example'], excludedRequestDomains: ['insta.example', 'meta.example'] },
    ]);
  });

  test('where the core did not start, exceptions hold and what needs it does not', () => {
    const choices = chosen({
      exceptions: [{ site: 'a.example' }],
      levels: [{ site: 'b.example', level: 'strict' }],
      permissions: [{ site: 'c.example', grantee: META, identity: 'with' }],
    });
    const rules = dynamicRules(choices, { ...surroundings, granted: () => undefined, site: () => undefined });
    assert.deepEqual(
      rules.map(({ priority }) => priority),
      [PRIORITY.siteException, PRIORITY.siteException],
    );
  });

  for (const { everywhere, own, allowed, blocked } of /** @type {const} */ ([
    { everywhere: 'standard', own: 'gentle', allowed: 1, blocked: 0 },
    { everywhere: 'standard', own: 'standard', allowed: 0, blocked: 0 },
    { everywhere: 'standard', own: 'strict', allowed: 0, blocked: 0 },
    { everywhere: 'gentle', own: 'gentle', allowed: 0, blocked: 0 },
    { everywhere: 'gentle', own: 'standard', allowed: 0, blocked: 1 },
    { everywhere: 'gentle', own: 'strict', allowed: 0, blocked: 1 },
  ]))
    test(`a site that is ${own} where all are ${everywhere} has widgets ${allowed ? 'allowed' : blocked ? 'blocked' : 'left alone'}`, () => {
      const levels = [{ site: 'a.example', level: own }];
      const wanted = [
        { urlFilter: '||meta.example/like^', resourceTypes: ['sub_frame'], topDomains: ['a.example'] },
      ];
      assert.deepEqual(conditions({ levels }, PRIORITY.gentleSite, everywhere), allowed ? wanted : []);
      assert.deepEqual(conditions({ levels }, PRIORITY.ungentleSite, everywhere), blocked ? wanted : []);
    });

  test('a site’s own level names of the pages a widget’s rule does not mean those that can be the site’s', () => {
    const levels = [{ site: 'insta.example', level: /** @type {const} */ ('gentle') }];
    assert.deepEqual(
      conditions({ levels }, PRIORITY.gentleSite).map(({ excludedTopDomains }) => excludedTopDomains),
      [['insta.example']],
    );
  });

  test('what has an end makes no rule that would outlive the browser, and one of the session', () => {
    const normal = chosen({
      exceptions: [{ site: 'a.example', until: 1 }],
      levels: [{ site: 'a.example', level: 'strict', until: 1 }],
      permissions: [{ site: 'a.example', grantee: META, identity: 'with', until: 1 }],
    });
    assert.deepEqual(dynamicRules(normal, surroundings), []);
    assert.equal(sessionRules({ normal, privately: NO_CHOICES }, surroundings, [], NO_TABS).length, 4);
  });
});
