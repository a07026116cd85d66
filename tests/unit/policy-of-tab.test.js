/**
 * What the core goes by in a tab, and the exceptions that hold in a tab alone.
 *
 * @import { Policy } from '/core/bystander.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createOnce } from '../../extension/background/once.js';
import { createPolicyOfTab } from '../../extension/background/policy-of-tab.js';
import { createTabExceptions } from '../../extension/background/tab-exceptions.js';
import { LIKE, META, NONE } from './policy-support.js';
import { createArea, noProblem } from './support.js';

const site = 'news.example';
const here = { tabId: 3, isPrivate: false };
/** @type {Policy} */
const base = { level: 'standard', ...NONE, permissions: [{ site, grantee: META, identity: 'without' }] };
const like = { site, grantee: LIKE, identity: /** @type {const} */ ('without') };

/** @param {ReturnType<typeof createArea>} [session] */
function start(session = createArea()) {
  let changes = 0;
  const needs = { session, now: () => 7, onChange: () => (changes += 1), onProblem: noProblem };
  const once = createOnce(needs);
  const tabExceptions = createTabExceptions(needs);
  return {
    once,
    tabExceptions,
    inTab: createPolicyOfTab({ once, tabExceptions }),
    session,
    changes: () => changes,
  };
}

describe('the policy of a tab', () => {
  test('is the very same where nothing was chosen for the tab', async () => {
    const { once, tabExceptions, inTab } = start();
    assert.equal(inTab(base, 3), base);
    await once.permit(like, here);
    await tabExceptions.except(site, 3);
    for (const elsewhere of [4, -1]) assert.equal(inTab(base, elsewhere), base);
  });

  test('has what was chosen for its page and for itself beside the rest', async () => {
    const { once, tabExceptions, inTab } = start();
    await once.permit(like, here);
    assert.deepEqual(inTab(base, 3), { ...base, permissions: [...base.permissions, like] });
    await tabExceptions.except('shop.example', 3);
    assert.deepEqual(inTab(base, 3), {
      ...base,
      exceptions: [{ site: 'shop.example' }],
      permissions: [...base.permissions, like],
    });
  });

  test('is one object until something changes', async () => {
    const { once, tabExceptions, inTab } = start();
    await once.permit(like, here);
    const first = inTab(base, 3);
    assert.equal(inTab(base, 3), first);
    const strict = { ...base, level: /** @type {const} */ ('strict') };
    assert.equal(inTab(strict, 3).level, 'strict');
    await tabExceptions.except(site, 3);
    const second = inTab(base, 3);
    assert.notEqual(second, first);
    assert.equal(inTab(base, 3), second);
    await once.leave(3);
    await tabExceptions.close(3);
    assert.equal(inTab(base, 3), base);
  });
});

describe('Bystander off in a tab', () => {
  test('is off on that site in that tab, once, until it is switched on or the tab is closed', async () => {
    const { tabExceptions, session, changes } = start();
    await tabExceptions.except(site, 3);
    await tabExceptions.except(site, 3);
    await tabExceptions.except(site, 4);
    await tabExceptions.except('shop.example', 3);
    assert.equal(tabExceptions.all().length, 3);
    assert.deepEqual(
      [tabExceptions.has(site, 3), tabExceptions.has(site, 5), tabExceptions.has(undefined, 3)],
      [true, false, false],
    );
    await tabExceptions.unexcept(site, 3);
    assert.deepEqual([tabExceptions.has(site, 3), tabExceptions.has(site, 4)], [false, true]);
    await tabExceptions.close(3);
    assert.deepEqual(session.stored, { off: [{ site, tabId: 4 }] });
    assert.equal(changes(), 6);
  });

  test('is known again to a background that is started anew, but for what is no exception', async () => {
    const stored = { off: [{ site, tabId: 3 }, { site: 'no site', tabId: 3 }, { site, tabId: '3' }, null] };
    const { tabExceptions } = start(createArea(stored));
    await tabExceptions.ready;
    assert.deepEqual(tabExceptions.all(), [{ site, tabId: 3 }]);
  });
});
