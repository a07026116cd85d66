/** What a person exports comes back as it was, beside what there is, and whole or not at all. */

import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { openDB } from 'idb';
import { createDataImport } from '../../extension/background/data-import.js';
import { createPolicy } from '../../extension/background/policy.js';
import { writeDataFile } from '../../extension/shared/data-file.js';
import { openDatabase, readDays } from '../../extension/shared/history-store.js';
import { DAY_MS, forget, NOON, start as startHistory, TODAY } from './history-support.js';
import { createArea, noProblem, speakEnglish } from './support.js';

speakEnglish();
beforeEach(forget);

const META = { company: 'Meta' };
/** @type {import('../../extension/shared/data-file.js').Settings} */
const SETTINGS = {
  choices: {
    level: 'gentle',
    exceptions: [{ site: 'shop.example' }, { site: 'over.example', until: NOON }],
    levels: [{ site: 'news.example', level: 'strict', until: NOON + 1 }],
    permissions: [{ site: 'news.example', grantee: META, identity: 'with', since: 5 }],
  },
  ownRules: '||a.example^\n||b.example^\n',
};

/** @param {{ rules?: string, refuses?: boolean }} [differences] */
async function start({ rules = '||a.example^', refuses = false } = {}) {
  const history = await startHistory();
  history.visit('a');
  history.request('a');
  await history.days();
  const local = createArea();
  const policy = createPolicy({
    local,
    session: createArea(),
    now: () => NOON,
    onChange: () => {},
    onProblem: noProblem,
  });
  await policy.except({ site: 'mine.example' }, false);
  await policy.except({ site: 'secret.example' }, true);
  let lists = [{ id: 'own', text: rules }];
  const report = { rules: 0, remarks: [], moreRemarks: 0 };
  const ownLists = {
    current: () => ({ lists, report }),
    /** @param {typeof lists} wanted */
    set: async (wanted) => {
      if (refuses) throw new Error('Chrome refuses.');
      lists = wanted;
      return report;
    },
  };
  const importFile = createDataImport({ policy, ownLists, recorder: history.recorder, now: () => NOON });
  return { history, policy, local, importFile, rules: () => lists[0]?.text };
}

async function exported() {
  const database = await openDatabase(openDB);
  const days = await readDays(database);
  database.close();
  return JSON.parse(writeDataFile(SETTINGS, days, NOON));
}

/**
 * A file with one thing more.
 * @param {(file: Awaited<ReturnType<typeof exported>>) => unknown[]} list
 * @param {unknown} item
 */
function withOne(list, item) {
  return (/** @type {Awaited<ReturnType<typeof exported>>} */ file) => {
    list(file).push(item);
    return file;
  };
}

describe('an import', () => {
  test('puts choices, rules and days beside those there are, without what has ended', async () => {
    const { importFile, policy, rules } = await start();
    const said = await importFile(await exported());
    assert.deepEqual(said, { choices: 3, ended: 1, rules: 1, days: 1 });
    const { normal } = policy.live();
    assert.deepEqual(normal.exceptions, [{ site: 'mine.example' }, { site: 'shop.example' }]);
    assert.deepEqual(normal.permissions, SETTINGS.choices.permissions);
    assert.equal(policy.current(false).level, 'gentle');
    assert.equal(rules(), '||a.example^\n||b.example^');
  });

  test('of what was exported here changes nothing in history, however often, and open pages go on', async () => {
    const { importFile, history } = await start();
    const before = await history.days();
    const file = await exported();
    await importFile(file);
    await importFile(file);
    assert.deepEqual(await history.days(), before);
    history.request('a');
    assert.deepEqual((await history.days())[0]?.cells, { 'Meta on news.example': [1, 2, 0, 0, 0, 0] });
  });

  test('brings back what was deleted, and leaves out days that are too old', async () => {
    const { importFile, history } = await start();
    const before = await history.days();
    const file = await exported();
    await history.recorder.delete({});
    assert.deepEqual(await history.days(), []);
    file.history.push({ ...file.history[0], day: '2026-01-01' });
    await importFile(file);
    assert.deepEqual(await history.days(), before);
    history.clock.time += DAY_MS;
    assert.equal((await history.days())[0]?.day, TODAY);
  });

  /** @typedef {Awaited<ReturnType<typeof exported>>} File */
  for (const [what, damage, sentence] of /** @type {[string, (file: File) => unknown, RegExp][]} */ ([
    ['something else', () => ({ hello: 1 }), /not exported by Bystander/],
    ['nothing', () => null, /not exported by Bystander/],
    ['another version', (file) => ({ ...file, version: 2 }), /another version/],
    ['no choices', (file) => ({ ...file, choices: undefined }), /choices/],
    ['a choice without a site', withOne(({ choices }) => choices.exceptions, { site: 'No Site' }), /choices/],
    ['another level', (file) => ({ ...file, choices: { ...file.choices, level: 'off' } }), /choices/],
    ['rules that are no text', (file) => ({ ...file, ownRules: 7 }), /rules/],
    ['a day that is none', withOne(({ history }) => history, { day: 'today' }), /history/],
    ['a day twice', (file) => ({ ...file, history: [file.history[0], file.history[0]] }), /history/],
    ['a cell of no site', withOne(({ history }) => history[0].cells, [9, 0, 1, 1, 1, 1, 1, 1]), /history/],
    ['a negative number', withOne(({ history }) => history[0].cells, [0, 0, -1, 1, 1, 1, 1, 1]), /history/],
    [
      'a name of two lines',
      (file) => ({ ...file, history: [{ ...file.history[0], companies: ['a\nb'] }] }),
      /history/,
    ],
  ]))
    test(`of ${what} is refused in words, and changes nothing`, async () => {
      const { importFile, policy, history, rules } = await start();
      const before = [policy.live(), await history.days(), rules()];
      await assert.rejects(importFile(damage(await exported())), sentence);
      assert.deepEqual([policy.live(), await history.days(), rules()], before);
    });

  test('that the browser does not take changes nothing', async () => {
    const { importFile, policy, history } = await start({ refuses: true });
    const before = [policy.live(), await history.days()];
    await assert.rejects(importFile(await exported()), /refuses/);
    assert.deepEqual([policy.live(), await history.days()], before);
  });

  test('of which the history finds no room takes the rest back too', async () => {
    const { importFile, policy, history, rules } = await start();
    const file = await exported();
    const before = [policy.live(), rules()];
    history.recorder.merge = async () => {
      throw new Error('The disk is full.');
    };
    await assert.rejects(importFile(file), /full/);
    assert.deepEqual([policy.live(), rules()], before);
  });
});
