/** Chrome's rules for what is chosen in private windows. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sessionRules } from '../../extension/background/enforce/dnr-rules.js';
import { NO_CHOICES } from '../../extension/background/policy-changes.js';
import { chosen, META, NO_TABS, surroundings } from './dnr-rules-support.js';

describe('the rules that carry private choices into Chrome', () => {
  test('private choices are session rules that name the private tabs', () => {
    const privately = chosen({
      exceptions: [{ site: 'p.example' }],
      permissions: [{ site: 'q.example', grantee: META, identity: 'with' }],
      levels: [
        { site: 'r.example', level: 'strict' },
        { site: 's.example', level: 'gentle' },
      ],
    });
    const rules = sessionRules({ normal: NO_CHOICES, privately }, surroundings, [7, 8], NO_TABS);
    assert.equal(rules.length, 5);
    for (const { condition } of rules) assert.deepEqual(condition.tabIds, [7, 8]);
  });

  test('private choices without a private tab make no rule: an empty list of tabs would mean every tab', () => {
    const privately = chosen({ exceptions: [{ site: 'p.example' }] });
    assert.deepEqual(sessionRules({ normal: NO_CHOICES, privately }, surroundings, [], NO_TABS), []);
  });

  test('a private level gives way to one of normal windows', () => {
    const normal = chosen({ levels: [{ site: 'a.example', level: 'standard' }] });
    const privately = chosen({ levels: [{ site: 'a.example', level: 'strict' }] });
    assert.deepEqual(sessionRules({ normal, privately }, surroundings, [7], NO_TABS), []);
  });
});
