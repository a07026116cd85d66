/** The background's answers to the dashboard's section on data, and what it lets nobody else ask. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answerData } from '../../extension/background/data-port.js';
import { readFromData } from '../../extension/shared/history-protocol.js';

const PAGE = 'moz-extension://us/dashboard/dashboard.html';
const DASHBOARD = { id: 'me', url: `${PAGE}#data` };

describe('a message about data', () => {
  /** @type {[message: unknown, read: unknown][]} */
  const rows = [
    [{ kind: 'get-stored', more: 1 }, { kind: 'get-stored' }],
    [{ kind: 'get-settings' }, { kind: 'get-settings' }],
    [
      { kind: 'keep-history', days: 7 },
      { kind: 'keep-history', days: 7 },
    ],
    [{ kind: 'keep-history', days: 8 }, undefined],
    [{ kind: 'keep-history', days: '7' }, undefined],
    [
      { kind: 'delete-history', what: { site: 'a.example', from: '2026-01-01' } },
      { kind: 'delete-history', what: { site: 'a.example' } },
    ],
    [{ kind: 'delete-history', what: { site: 'no site' } }, undefined],
    [{ kind: 'delete-history', what: { company: '' } }, undefined],
    [{ kind: 'delete-history', what: { company: 'x'.repeat(301) } }, undefined],
    [
      { kind: 'delete-history', what: { from: '2026-01-01', to: '2026-02-01' } },
      { kind: 'delete-history', what: { from: '2026-01-01', to: '2026-02-01' } },
    ],
    [{ kind: 'delete-history', what: { from: 1 } }, undefined],
    [
      { kind: 'delete-history', what: {} },
      { kind: 'delete-history', what: {} },
    ],
    [{ kind: 'delete-history' }, undefined],
    [{ kind: 'delete-history', what: 'all' }, undefined],
    [
      { kind: 'import', file: 3 },
      { kind: 'import', file: 3 },
    ],
    [{ kind: 'anything' }, undefined],
    [null, undefined],
  ];
  for (const [message, expected] of rows)
    test(`${JSON.stringify(message).slice(0, 90)} is ${expected ? 'read' : 'refused'}`, () => {
      assert.deepEqual(readFromData(message), expected);
    });
});

describe('the background', () => {
  test('answers the dashboard when all is read and written, and what was chosen in normal windows alone', async () => {
    const { ask, done } = start();
    assert.deepEqual(await ask({ kind: 'get-stored' }), {
      keep: 30,
      exceptions: 1,
      levels: 0,
      permissions: 0,
      ownRules: 2,
    });
    assert.deepEqual(done, ['settled']);
    assert.deepEqual(await ask({ kind: 'get-settings' }), {
      choices: { level: 'gentle', exceptions: [{ site: 'a.example' }], levels: [], permissions: [] },
      ownRules: '||x.example^',
    });
  });

  test('keeps, deletes and imports what it is asked to', async () => {
    const { ask, done } = start();
    await ask({ kind: 'keep-history', days: 7 });
    assert.deepEqual(await ask({ kind: 'delete-history', what: { site: 'a.example' } }), { days: 3 });
    assert.deepEqual(await ask({ kind: 'import', file: 'x' }), { choices: 1, ended: 0, rules: 0, days: 0 });
    assert.deepEqual(done, ['keep 7', 'delete {"site":"a.example"}', 'import x']);
  });

  test('says what went wrong', async () => {
    const { ask } = start();
    assert.deepEqual(await ask({ kind: 'import', file: 'bad' }), { error: 'That is no file.' });
  });

  test('answers nobody but the dashboard, and nothing that is not asked rightly', () => {
    const { listen, done } = start();
    for (const [message, sender] of /** @type {[unknown, object][]} */ ([
      [
        { kind: 'delete-history', what: {} },
        { id: 'me', url: 'https://news.example/dashboard/dashboard.html' },
      ],
      [
        { kind: 'delete-history', what: {} },
        { id: 'me', url: PAGE.replace('dashboard.html', 'other.html') },
      ],
      [
        { kind: 'delete-history', what: {} },
        { id: 'other', url: PAGE },
      ],
      [{ kind: 'delete-history', what: 'all' }, DASHBOARD],
    ]))
      assert.equal(
        listen(message, sender, () => assert.fail('answered')),
        false,
      );
    assert.deepEqual(done, []);
  });
});

function start() {
  /** @type {string[]} */
  const done = [];
  /** @type {(message: unknown, sender: object, answer: (answer: unknown) => void) => boolean} */
  let listen = () => false;
  const chosen = { exceptions: [{ site: 'a.example' }], levels: [], permissions: [] };
  answerData({
    runtime: {
      id: 'me',
      getURL: (path) => `moz-extension://us${path}`,
      onMessage: {
        addListener: (listener) => {
          listen = listener;
        },
      },
    },
    ready: Promise.resolve(),
    keep: { current: () => 30 },
    recorder: {
      keep: async (days) => void done.push(`keep ${days}`),
      delete: async (what) => {
        done.push(`delete ${JSON.stringify(what)}`);
        return 3;
      },
      settled: async () => void done.push('settled'),
    },
    policy: {
      live: () => ({ normal: chosen, privately: { exceptions: [], levels: [], permissions: [] } }),
      current: () => ({ level: 'gentle', ...chosen }),
    },
    ownLists: {
      current: () => ({
        lists: [{ id: 'own', text: '||x.example^' }],
        report: { rules: 2, remarks: [], moreRemarks: 0 },
      }),
    },
    importFile: async (file) => {
      if (file === 'bad') throw new Error('That is no file.');
      done.push(`import ${file}`);
      return { choices: 1, ended: 0, rules: 0, days: 0 };
    },
  });
  return {
    done,
    listen: (/** @type {Parameters<typeof listen>} */ ...args) => listen(...args),
    /** @param {unknown} message */
    ask: (message) =>
      new Promise((answer) => {
        assert.equal(listen(message, DASHBOARD, answer), true);
      }),
  };
}
