/** Which section of the dashboard an address opens. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createShell } from '../../extension/dashboard/shell.js';

function start() {
  /** @type {string[]} */
  const events = [];
  const section = (/** @type {string} */ id) => ({
    id,
    name: id,
    draw: () => /** @type {never} */ (undefined),
    open: (/** @type {URLSearchParams} */ query) => void events.push(`open ${id}?${query}`),
    close: () => void events.push(`close ${id}`),
  });
  return { shell: createShell([section('overview'), section('log'), section('data')]), events };
}

describe('the dashboard', () => {
  const rows = [
    ['', 'overview', ''],
    ['#', 'overview', ''],
    ['#log', 'log', ''],
    ['#log?company=Meta&type=image', 'log', 'company=Meta&type=image'],
    ['#data?', 'data', ''],
    ['#constructor', 'overview', ''],
    ['#log?q=a?b', 'log', 'q=a%3Fb'],
  ];
  for (const [hash = '', id, query] of rows) {
    test(`opens ${id} at “${hash}”`, () => {
      const { shell, events } = start();
      assert.equal(shell.goTo(hash), true);
      assert.equal(shell.current().id, id);
      assert.deepEqual(events, [`open ${id}?${query}`]);
    });
  }

  test('closes the section that is left, and only tells the open one of another query', () => {
    const { shell, events } = start();
    shell.goTo('#log');
    assert.equal(shell.goTo('#log?site=news.example'), false);
    assert.equal(shell.goTo('#data'), true);
    assert.deepEqual(events, ['open log?', 'open log?site=news.example', 'close log', 'open data?']);
  });
});
