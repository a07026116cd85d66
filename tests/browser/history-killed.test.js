/**
 * The death of the whole browser in the middle of writing history: nothing that was written is lost, nothing is corrupt.
 * A few kills here; `node tests/bench/history-kills.js` does a hundred.
 */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { browsers } from './bystander.js';
import { killWhileWriting } from './history-kills.js';

const KILLS = 5;

for (const name of browsers)
  it(`history in ${name} is whole after the browser was killed ${KILLS} times while writing it`, async (test) => {
    const pages = await killWhileWriting(name, KILLS, (line) => test.diagnostic(line));
    assert.ok(pages > KILLS, 'hardly anything was written');
  });
