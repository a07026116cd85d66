import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createPrivateTabs } from '../../extension/background/private-tabs.js';
import { createEvent, noProblem, turn } from './support.js';

describe('private tabs', () => {
  /** @param {{ id: number, incognito: boolean }[]} open */
  function start(open) {
    /** @type {ReturnType<typeof createEvent<[{ id: number, incognito: boolean }]>>} */
    const onCreated = createEvent();
    /** @type {ReturnType<typeof createEvent<[number]>>} */
    const onRemoved = createEvent();
    let noneLeft = 0;
    const tabs = createPrivateTabs({
      tabs: { query: async () => open, onCreated, onRemoved },
      onChange: () => {},
      onNoneLeft: () => (noneLeft += 1),
      onProblem: noProblem,
    });
    return { tabs, onCreated, onRemoved, noneLeft: () => noneLeft };
  }

  test('are those open at the start, and those that come and go', async () => {
    const { tabs, onCreated, onRemoved, noneLeft } = start([
      { id: 1, incognito: false },
      { id: 2, incognito: true },
    ]);
    await tabs.ready;
    onCreated.emit({ id: 3, incognito: true });
    onCreated.emit({ id: 4, incognito: false });
    assert.deepEqual(tabs.ids(), [2, 3]);
    onRemoved.emit(2);
    onRemoved.emit(1);
    await turn();
    assert.deepEqual([tabs.ids(), noneLeft()], [[3], 0]);
    onRemoved.emit(3);
    await turn();
    assert.deepEqual([tabs.ids(), noneLeft()], [[], 1]);
  });

  test('the last one closing is noticed also by a background that this very event woke', async () => {
    const { tabs, onRemoved, noneLeft } = start([{ id: 1, incognito: false }]);
    onRemoved.emit(9);
    await tabs.ready;
    assert.equal(noneLeft(), 1);
  });

  test('are told from those that are known to be normal, and from those of which nothing is known yet', async () => {
    const { tabs, onCreated, onRemoved } = start([
      { id: 1, incognito: false },
      { id: 2, incognito: true },
    ]);
    const normal = () => [1, 2, 3, 4, 5].filter(tabs.isNormal);
    assert.deepEqual(normal(), [], 'before the browser was asked');
    await tabs.ready;
    onCreated.emit({ id: 3, incognito: true });
    onCreated.emit({ id: 4, incognito: false });
    assert.deepEqual(normal(), [1, 4]);
    onRemoved.emit(1);
    assert.deepEqual(normal(), [4]);
  });
});
