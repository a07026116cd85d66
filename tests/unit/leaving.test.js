/** @import { Navigation } from '../../extension/background/leaving.js' */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { followLeaving } from '../../extension/background/leaving.js';
import { createEvent } from './support.js';

describe('a tab', () => {
  function start() {
    /** @returns {ReturnType<typeof createEvent<[Navigation]>>} */
    const event = () => createEvent();
    const webNavigation = { onBeforeNavigate: event(), onCommitted: event() };
    /** @type {ReturnType<typeof createEvent<[number]>>} */
    const onRemoved = createEvent();
    /** @type {number[]} */
    const left = [];
    followLeaving({ webNavigation, tabs: { onRemoved }, onLeave: (tabId) => left.push(tabId) });
    return { webNavigation, onRemoved, left };
  }

  for (const event of /** @type {const} */ (['onBeforeNavigate', 'onCommitted']))
    for (const [what, navigation, leaves] of /** @type {[string, Partial<Navigation>, boolean][]} */ ([
      ['the page itself', { documentLifecycle: 'active' }, true],
      ['the page itself in a browser that tells no lifecycle', {}, true],
      ['a page that is loaded ahead of time', { documentLifecycle: 'prerender' }, false],
      ['a page that is left and kept', { documentLifecycle: 'cached' }, false],
      ['a page that is going', { documentLifecycle: 'pending_deletion' }, false],
      ['a frame', { documentLifecycle: 'active', parentFrameId: 0 }, false],
      ['a frame in a frame', { documentLifecycle: 'active', parentFrameId: 7 }, false],
      ['a frame in a browser that tells no lifecycle', { parentFrameId: 0 }, false],
    ]))
      test(`${leaves ? 'leaves' : 'does not leave'} its page at ${event} of ${what}`, () => {
        const { webNavigation, left } = start();
        webNavigation[event].emit({ tabId: 3, parentFrameId: -1, ...navigation });
        assert.deepEqual(left, leaves ? [3] : []);
      });

  test('leaves its page when it is closed', () => {
    const { onRemoved, left } = start();
    onRemoved.emit(4);
    assert.deepEqual(left, [4]);
  });
});
