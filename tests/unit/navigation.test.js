/**
 * @import { Committed } from '../../extension/background/navigation.js'
 * @import { Commit } from '../../extension/background/ledger-tab.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { followNavigation } from '../../extension/background/navigation.js';
import { createEvent, turn } from './support.js';

const page = {
  tabId: 3,
  frameId: 0,
  parentFrameId: -1,
  url: 'https://news.example/',
  timeStamp: 42,
  documentId: 'd',
};

/** @param {{ everySite?: boolean }} [world] */
function start({ everySite = true } = {}) {
  /** @type {ReturnType<typeof createEvent<[Committed]>>} */
  const onCommitted = createEvent();
  /** @type {ReturnType<typeof createEvent<[number]>>} */
  const onRemoved = createEvent();
  /** @type {Commit[]} */
  const commits = [];
  /** @type {number[]} */
  const closed = [];
  followNavigation({
    webNavigation: { onCommitted },
    tabs: { onRemoved },
    ledger: { commit: (commit) => void commits.push(commit), close: (tabId) => void closed.push(tabId) },
    access: { known: () => ({ everySite, privateWindows: true }) },
    loadedUnder: (site = '') => ({
      excepted: site.includes('excepted'),
      level: 'gentle',
      permitted: '["Meta"]',
    }),
    isPrivate: () => false,
    ready: Promise.resolve({ decide: { site: (url) => new URL(url).hostname } }),
  });
  return { onCommitted, onRemoved, commits, closed };
}

describe('following navigation', () => {
  /** @type {[string, Partial<Committed>, Partial<Commit>][]} */
  const table = [
    [
      'a page',
      {},
      {
        outermost: true,
        active: true,
        documentId: 'd',
        excepted: false,
        level: 'gentle',
        permitted: '["Meta"]',
        unseen: false,
      },
    ],
    [
      'a frame',
      { frameId: 4, parentFrameId: 0, parentDocumentId: 'd' },
      { outermost: false, parentDocumentId: 'd' },
    ],
    [
      'a page being prerendered',
      { frameId: 9, documentLifecycle: 'prerender' },
      { outermost: true, active: false },
    ],
    ['a prerendered page shown', { documentLifecycle: 'active' }, { outermost: true, active: true }],
    ['an excepted site', { url: 'https://excepted.example/' }, { excepted: true }],
    ['a browser without document ids', { documentId: undefined }, { documentId: 'https://news.example/ 42' }],
  ];
  for (const [name, details, expected] of table)
    test(name, async () => {
      const { onCommitted, commits } = start();
      onCommitted.emit({ ...page, ...details });
      await turn();
      assert.equal(commits.length, 1);
      assert.deepEqual({ ...commits[0], ...expected }, commits[0]);
    });

  test('a page that loads while access is withheld is marked as unseen', async () => {
    const { onCommitted, commits } = start({ everySite: false });
    onCommitted.emit(page);
    await turn();
    assert.equal(commits[0]?.unseen, true);
  });

  test('a closed tab is closed in the ledger', async () => {
    const { onRemoved, closed } = start();
    onRemoved.emit(3);
    await turn();
    assert.deepEqual(closed, [3]);
  });
});
