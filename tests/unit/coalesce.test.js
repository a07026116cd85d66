import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { coalesce } from '../../extension/background/coalesce.js';
import { turn, withResolvers } from './support.js';

describe('coalescing', () => {
  test('runs once more for all calls made during a run, also for one made as it ends', async () => {
    let runs = 0;
    const { promise, resolve } = withResolvers();
    const run = coalesce(async () => {
      runs += 1;
      await promise;
    });
    const first = run();
    run();
    run();
    first.then(() => run());
    resolve();
    await turn();
    assert.equal(runs, 3);
  });
});
