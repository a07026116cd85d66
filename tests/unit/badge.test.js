/** @import { LedgerPage } from '../../extension/background/ledger-page.js' */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createBadge } from '../../extension/background/badge.js';
import { emptyPage } from '../../extension/background/ledger-page.js';
import { entry } from './support.js';

describe('the badge', () => {
  /** @param {{ everySite?: boolean, page?: LedgerPage }} world */
  function start({ everySite = true, page }) {
    /** @type {string[]} */
    const said = [];
    /** @param {{ text?: string, title?: string, tabId?: number }} details */
    const say = async ({ text, title, tabId }) => void said.push(`${tabId ?? 'all'}: ${text ?? title}`);
    const badge = createBadge({
      action: {
        setBadgeText: say,
        setTitle: say,
        setBadgeBackgroundColor: async () => {},
        setBadgeTextColor: async () => {},
      },
      shown: () => page,
      access: { current: async () => ({ everySite, privateWindows: true }) },
      texts: { idle: 'idle', withheld: 'withheld', stopped: (requests) => `stopped ${requests}` },
    });
    return { badge, said };
  }

  /** @param {ReturnType<typeof entry>[]} entries */
  const pageWith = (entries) => ({ ...emptyPage('doc-1', 'https://news.example/'), entries });

  for (const [
    name,
    entries,
    text,
    requests,
  ] of /** @type {[string, ReturnType<typeof entry>[], string, number][]} */ ([
    ['nothing', [], '', 0],
    [
      'what was stopped, blocks and replacements',
      [entry('a.example'), entry('b.example', { action: 'replace' })],
      '6',
      6,
    ],
    [
      'not what is only predicted, got through, or was cleaned',
      [
        entry('a.example', { count: 9, confirmed: 2, contradicted: 3 }),
        entry('b.example', { action: 'clean' }),
        entry('c.example', { action: 'strip' }),
      ],
      '2',
      2,
    ],
    ['large numbers briefly', [entry('a.example', { count: 12_345 })], '12k', 12_345],
  ]))
    test(`shows ${name}`, async () => {
      const { badge, said } = start({ page: pageWith(entries) });
      await badge.show(4);
      assert.deepEqual(said, [`4: ${text}`, `4: stopped ${requests}`]);
    });

  test('shows ! where access is withheld, on all tabs and on each', async () => {
    const { badge, said } = start({ everySite: false, page: pageWith([entry('a.example')]) });
    await badge.showDefault();
    await badge.show(4);
    assert.deepEqual(said, ['all: !', 'all: withheld', '4: !', '4: withheld']);
  });

  test('leaves tabs alone of which it knows no page', async () => {
    const { badge, said } = start({});
    await badge.show(4);
    assert.deepEqual(said, []);
  });
});
