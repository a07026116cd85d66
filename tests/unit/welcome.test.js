/** Who is welcomed, and what the page says where. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { welcomeOnce } from '../../extension/background/welcome.js';
import { welcomeModel } from '../../extension/welcome/model.js';
import { createEvent, speakEnglish, turn } from './support.js';

speakEnglish();

/** @param {{ installType?: string, fails?: boolean }} [world] */
function start({ installType = 'normal', fails = false } = {}) {
  /** @type {ReturnType<typeof createEvent<[{ reason: string }]>>} */
  const onInstalled = createEvent();
  /** @type {string[]} */
  const opened = [];
  /** @type {string[]} */
  const problems = [];
  welcomeOnce({
    runtime: { getURL: (path) => `ext://me${path}`, onInstalled },
    management: { getSelf: async () => ({ installType }) },
    tabs: {
      create: async ({ url }) => {
        if (fails) throw new Error('no window');
        opened.push(url);
      },
    },
    onProblem: (problem) => void problems.push(String(problem)),
  });
  return { opened, problems, happens: (/** @type {string} */ reason) => onInstalled.emit({ reason }) };
}

describe('a person', () => {
  for (const [reason, installType, number] of /** @type {const} */ ([
    ['install', 'normal', 1],
    ['install', 'development', 1],
    ['install', 'sideload', 1],
    ['install', 'admin', 0],
    ['update', 'normal', 0],
    ['chrome_update', 'normal', 0],
    ['browser_update', 'normal', 0],
    ['shared_module_update', 'normal', 0],
  ]))
    test(`is ${number ? '' : 'not '}welcomed at ${reason}, ${installType}`, async () => {
      const { opened, happens } = start({ installType });
      happens(reason);
      await turn();
      assert.deepEqual(opened, Array(number).fill('ext://me/welcome/welcome.html'));
    });

  test('is told where the page could not be opened', async () => {
    const { problems, happens } = start({ fails: true });
    happens('install');
    await turn();
    assert.deepEqual(problems, ['Error: no window']);
  });
});

describe('the welcome page', () => {
  const seen = /** @type {const} */ ({ place: 'firefox', isPinned: false, isPrivateSeen: true });

  for (const [place, steps, picture] of /** @type {const} */ ([
    ['firefox', 3, 'firefox'],
    ['chrome', 2, 'chrome'],
    ['android', 1, undefined],
  ]))
    test(`says where the button is in ${place}`, () => {
      const { button } = welcomeModel({ ...seen, place });
      assert.deepEqual([button.steps.length, button.place, button.found], [steps, picture, undefined]);
    });

  test('says so where the button is there already', () => {
    const { button } = welcomeModel({ ...seen, isPinned: true });
    assert.deepEqual(
      [button.steps, button.place, button.found],
      [[], undefined, 'It is in your toolbar already: the green shield.'],
    );
    assert.equal(welcomeModel({ ...seen, isPinned: undefined }).button.steps.length, 3);
  });

  test('says where it does not act', () => {
    const hints = (/** @type {boolean} */ isPrivateSeen) =>
      welcomeModel({ ...seen, isPrivateSeen }).button.hints.filter((hint) =>
        hint.includes('private windows'),
      );
    assert.equal(hints(true).length, 0);
    assert.match(String(hints(false)), /^Not active in private windows/);
  });

  test('says how long history is kept', () => {
    assert.match(welcomeModel(seen).stores[1]?.words ?? '', /for 30 days the sites you visited/);
  });
});
